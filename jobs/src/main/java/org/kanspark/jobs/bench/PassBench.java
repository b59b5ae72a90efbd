package org.kanspark.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.train.GradientTask;
import org.kanspark.kernel.train.Scaling;
import org.kanspark.kernel.train.Trainer;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingSettings;
import org.kanspark.spark.aggregate.SparkPassRunner;

/**
 * Measures gradient passes of [8,16,1] through Spark beside the kernel alone, on the same rows in
 * as many threads, and beside Spark's own tree aggregation, which merges sums as they come.
 */
public final class PassBench {
  private static final int[] LAYERS = {8, 16, 1};
  private static final int GRID = 5;
  private static final int PARTITIONS = 8;
  private static final int BLOCK_ROWS = 14_000;

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
    int perPartition = rows / PARTITIONS;
    List<Integer> partitions = IntStream.range(0, PARTITIONS).boxed().toList();
    JavaRDD<RowBlock> blocks =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(partitions, PARTITIONS)
            .flatMap(partition -> blocks(partition, perPartition).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<List<RowBlock>> local = partitions.stream().map(p -> blocks(p, perPartition)).toList();
    try (LocalPassRunner alone = new LocalPassRunner(local, 2, threads)) {
      GradientTask task = untrained(local.get(0).get(0));
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

  private static List<RowBlock> blocks(int partition, int rows) {
    SplittableRandom random = new SplittableRandom(partition);
    List<RowBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows; from += BLOCK_ROWS) {
      int n = Math.min(BLOCK_ROWS, rows - from);
      double[] values = random.doubles((long) n * LAYERS[0], -1, 1).toArray();
      blocks.add(new RowBlock(n, LAYERS[0], values, random.doubles(n, -1, 1).toArray()));
    }
    return blocks;
  }

  /** Returns the gradient task of a network as training begins with it. */
  private static GradientTask untrained(RowBlock rows) {
    TrainingSettings settings =
        TrainingSettings.builder().hiddenLayers(LAYERS[1]).gridSize(GRID).maxIter(0).build();
    try (LocalPassRunner runner = LocalPassRunner.of(rows)) {
      KanModel model = Trainer.train(settings, runner, TrainingListener.NONE).model();
      Scaling scaling = new Scaling(model.featureMap(), model.labelScale(), new SquaredLoss());
      return new GradientTask(model.network(), model.parameters(), scaling);
    }
  }
}
