package org.kanspark.jobs.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.kanspark.jobs.session.Capacity;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.train.GradientTask;
import org.kanspark.spark.aggregate.SparkPassRunner;

/**
 * Measures how the time of a gradient pass grows with rows, features, parameters and partitions, on
 * the session's executors, and fits {@link ScaleModel} to it. Where passes run in this process,
 * those of many rows are timed in turn with the kernel alone, on as many threads.
 *
 * <p>Rows are computed, then cached in memory or on disk, as training does; a pass is a Spark job
 * whatever the size.
 */
public final class ScaleBench {
  private static final int GRID = 5;
  private static final int FEATURES = 8;
  private static final int WIDTH = 16;
  private static final int PARTITION_BYTES = 32 << 20;
  private static final int LEAST_PARTITIONS = 8;
  private static final int WARM_UPS = 3;
  private static final int FIRST_WARM_UPS = 50;
  private static final int PASSES = 7;

  /** Longer passes are timed fewer times. */
  private static final double LONG_PASS = 5;

  private static final long FEWEST_ROWS = 100_000;
  private static final double[] STEPS = {1, 3};

  private final SparkSession spark;
  private final Capacity executors;
  private final List<ScaleLine> lines = new ArrayList<>();

  private ScaleBench(SparkSession spark) {
    this.spark = spark;
    this.executors = Capacity.of(spark.sparkContext());
  }

  /**
   * Runs the study.
   *
   * @param spark session to run on
   * @param mostRows largest number of rows
   * @param json whether lines are JSON objects
   * @param out receives lines
   */
  public static void run(SparkSession spark, long mostRows, boolean json, Consumer<String> out) {
    warmUp(spark, Math.min(FEWEST_ROWS, mostRows));
    ScaleBench bench = new ScaleBench(spark);
    bench.measure(mostRows);
    ScaleModel model = ScaleModel.fit(bench.lines);
    if (!json) {
      out.accept(ScaleLine.header());
    }
    for (ScaleLine line : bench.lines) {
      double modelled = model.seconds(line);
      out.accept(json ? line.json(modelled) : line.row(modelled));
    }
    out.accept(json ? summary(bench.lines, model) : words(bench.lines, model));
  }

  private void measure(long mostRows) {
    List<Long> sizes = new ArrayList<>();
    for (long decade = Math.min(FEWEST_ROWS, mostRows); decade <= mostRows; decade *= 10) {
      for (double step : STEPS) {
        if (step * decade <= mostRows) {
          sizes.add((long) (step * decade));
        }
      }
    }
    long few = sizes.get(0);
    for (long rows : sizes) {
      add("rows", rows, FEATURES, WIDTH, partitions(rows, FEATURES));
    }
    for (int features : new int[] {2, 32, 128}) {
      add("features", few, features, WIDTH, LEAST_PARTITIONS);
    }
    for (int width : new int[] {4, 64, 256}) {
      add("parameters", few, FEATURES, width, LEAST_PARTITIONS);
    }
    for (int partitions : new int[] {1, 32, 128}) {
      add("partitions", few, FEATURES, WIDTH, partitions);
    }
  }

  private static int partitions(long rows, int features) {
    return (int) Math.max(LEAST_PARTITIONS, rows * (features + 1) * Double.BYTES / PARTITION_BYTES);
  }

  /** The first passes wait for the executors of a cluster and for the compiler of each. */
  private static void warmUp(SparkSession spark, long rows) {
    SparkPassRunner runner =
        new SparkPassRunner(GradientRows.blocks(spark, rows, FEATURES, LEAST_PARTITIONS), 2, true);
    GradientTask task = GradientRows.untrained(FEATURES, WIDTH, GRID);
    for (int pass = 0; pass < FIRST_WARM_UPS; pass++) {
      runner.run(task, "warm-up");
    }
  }

  private void add(String study, long rows, int features, int width, int partitions) {
    JavaRDD<RowBlock> blocks =
        GradientRows.blocks(spark, rows, features, partitions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      GradientTask task = GradientRows.untrained(features, width, GRID);
      SparkPassRunner runner = new SparkPassRunner(blocks, 2, true);
      String description = "%s: pass over %,d rows".formatted(study, rows);
      Runnable pass = () -> runner.run(task, description);
      double seconds;
      double alone = Double.NaN;
      if (study.equals("rows") && kernelCanRunAlone(rows, features)) {
        PairedTimes times = besideTheKernel(pass, task, rows, features, partitions);
        seconds = times.first();
        alone = times.second();
      } else {
        seconds = median(pass);
      }
      int parameters = task.parameters().length;
      lines.add(
          new ScaleLine(
              study,
              rows,
              features,
              width,
              parameters,
              partitions,
              executors.executors(),
              executors.cores(),
              seconds,
              alone));
    } finally {
      blocks.unpersist(true);
    }
  }

  /** Returns whether executors are this process, and a second copy of the rows fits it. */
  private boolean kernelCanRunAlone(long rows, int features) {
    return spark.sparkContext().isLocal()
        && rows * (features + 1) * Double.BYTES < Runtime.getRuntime().maxMemory() / 8;
  }

  private PairedTimes besideTheKernel(
      Runnable pass, GradientTask task, long rows, int features, int partitions) {
    try (LocalPassRunner alone =
        new LocalPassRunner(GradientRows.local(rows, features, partitions), 2, executors.cores())) {
      return PairedTimes.of(pass, () -> alone.run(task, "kernel alone"));
    }
  }

  private static double median(Runnable pass) {
    pass.run();
    double last = seconds(pass);
    for (int warmUp = 2; warmUp < WARM_UPS && last < LONG_PASS; warmUp++) {
      last = seconds(pass);
    }
    double[] times = new double[last < LONG_PASS ? PASSES : PASSES / 2];
    Arrays.setAll(times, n -> seconds(pass));
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  private static String summary(List<ScaleLine> lines, ScaleModel model) {
    double[] costs = model.costs();
    return String.format(
        Locale.ROOT,
        "{\"bench\":\"scale\",\"study\":\"model\",\"secondsPerPass\":%.6g,"
            + "\"secondsPerPartition\":%.6g,\"secondsPerEdgeEvaluationAndCore\":%.6g,"
            + "\"secondsPerByte\":%.6g,\"slopeOverRows\":%s}",
        costs[0],
        costs[1],
        costs[2],
        costs[3],
        number(ScaleModel.slope(lines)));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String words(List<ScaleLine> lines, ScaleModel model) {
    double slope = ScaleModel.slope(lines);
    String grows =
        Double.isNaN(slope)
            ? ""
            : String.format(
                Locale.ROOT, "%nfrom a million rows on seconds grow as rows^%.2f", slope);
    return model.words() + grows;
  }
}
