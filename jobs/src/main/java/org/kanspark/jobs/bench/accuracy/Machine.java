package org.kanspark.jobs.bench.accuracy;

import org.apache.spark.sql.SparkSession;
import org.kanspark.kernel.bench.KernelBenchmark;
import org.kanspark.kernel.ops.Kernels;

/**
 * Describes what a benchmark runs on.
 *
 * @param kernel which kernel runs
 * @param threads tasks that run at once
 * @param peakFmaPerSecond multiply-adds a second of one thread
 */
record Machine(String kernel, int threads, double peakFmaPerSecond) {
  static Machine of(SparkSession spark) {
    return new Machine(
        Kernels.get().description(),
        spark.sparkContext().defaultParallelism(),
        KernelBenchmark.peakFmaPerSecond());
  }

  /** Returns the part of all threads' peak that so many edges a second are. */
  double fmaFraction(double edgesPerSecond) {
    return KernelBenchmark.fmaFraction(edgesPerSecond, peakFmaPerSecond * threads);
  }
}
