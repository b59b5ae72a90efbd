package org.kanspark.jobs.bench;

import java.util.Arrays;
import org.kanspark.kernel.bench.KernelBenchmark;
import org.kanspark.kernel.ops.Kernels;

/**
 * Times two ways of doing the same in turn, now one first, now the other, so that a machine's mood
 * meets both alike.
 */
final class PairedTimes {
  private static final int PAIRS = 7;

  private final double[] first = new double[PAIRS];
  private final double[] second = new double[PAIRS];

  private PairedTimes() {}

  /** Runs both seven times unmeasured, then seven times measured. */
  static PairedTimes of(Runnable first, Runnable second) {
    for (int warmUp = 0; warmUp < PAIRS; warmUp++) {
      first.run();
      second.run();
    }
    PairedTimes times = new PairedTimes();
    for (int pair = 0; pair < PAIRS; pair++) {
      if (pair % 2 == 0) {
        times.first[pair] = seconds(first);
        times.second[pair] = seconds(second);
      } else {
        times.second[pair] = seconds(second);
        times.first[pair] = seconds(first);
      }
    }
    return times;
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  /** Returns the median seconds of the first. */
  double first() {
    return median(first);
  }

  /** Returns the median seconds of the second. */
  double second() {
    return median(second);
  }

  /** Returns the median of what the first took longer than the second. */
  double difference() {
    double[] differences = new double[PAIRS];
    Arrays.setAll(differences, pair -> first[pair] - second[pair]);
    return median(differences);
  }

  /** Returns the median of how many times as long as the second the first took. */
  double ratio() {
    double[] ratios = new double[PAIRS];
    Arrays.setAll(ratios, pair -> first[pair] / second[pair]);
    return median(ratios);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[PAIRS / 2];
  }

  /** Returns what working through rows in some seconds means in rows, edges and multiply-adds. */
  static KernelBenchmark.Result result(
      int[] layers, int grid, int rows, int threads, double seconds, double peak) {
    long edges = 0;
    for (int l = 0; l + 1 < layers.length; l++) {
      edges += (long) layers[l] * layers[l + 1];
    }
    double edgesPerSecond = rows / seconds * edges;
    return new KernelBenchmark.Result(
        layers,
        grid,
        rows,
        Kernels.get().description(),
        threads,
        rows / seconds,
        edgesPerSecond,
        peak,
        KernelBenchmark.fmaFraction(edgesPerSecond, peak * threads));
  }
}
