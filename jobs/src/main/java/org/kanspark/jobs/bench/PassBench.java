package org.kanspark.jobs.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.train.GradientTask;
import org.kanspark.spark.aggregate.SparkPassRunner;

/**
 * Measures gradient passes of [8,16,1] through Spark beside the kernel alone, on the same rows in
 * as many threads, and beside Spark's own tree aggregation, which merges sums as they come.
 */
public final class PassBench {
  private static final int[] LAYERS = {8, 16, 1};
  private static final int GRID = 5;
  private static final int PARTITIONS = 8;

  private PassBench() {}

  /**
   * Measures a pass over cached rows.
   *
   * @param spark session to run on
   * @param rows number of rows, at least 8
   * @param peak multiply-adds a second of one thread
   * @param lines receives the measurement
   */
  public static void run(SparkSession spark, int rows, double peak, Consumer<BenchLine> lines) {
    int threads = spark.sparkContext().defaultParallelism();
    JavaRDD<RowBlock> blocks =
        GradientRows.blocks(spark, rows, LAYERS[0], PARTITIONS)
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<List<RowBlock>> local = blocks.glom().collect();
    try (LocalPassRunner alone = new LocalPassRunner(local, 2, threads)) {
      GradientTask task = GradientRows.untrained(LAYERS[0], LAYERS[1], GRID);
      SparkPassRunner cluster = new SparkPassRunner(blocks, 2, true);
      PairedTimes times =
          PairedTimes.of(
              () -> cluster.run(task, "benchmark pass"), () -> alone.run(task, "benchmark pass"));
      SparkPassRunner unordered = new SparkPassRunner(blocks, 2, false);
      PairedTimes order =
          PairedTimes.of(
              () -> cluster.run(task, "benchmark pass"),
              () -> unordered.run(task, "benchmark pass"));
      lines.accept(
          new BenchLine(
              "pass",
              PairedTimes.result(LAYERS, GRID, rows, threads, times.first(), peak),
              Map.of(
                  "millisecondsPerPass", 1e3 * times.first(),
                  "millisecondsKernelAlone", 1e3 * times.second(),
                  "millisecondsOverhead", 1e3 * times.difference(),
                  "millisecondsTreeAggregate", 1e3 * order.second(),
                  "deterministicOverTreeAggregate", order.ratio())));
    } finally {
      blocks.unpersist();
    }
  }
}
