package org.kanspark.examples;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.data.GeneratedRows;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingStep;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/**
 * Trains on generated rows, is stopped half-way and goes on from a checkpoint, and measures how
 * long passes take by partitions and rows: the note {@code jobs/notebooks/cluster} in Java.
 *
 * <pre>{@code
 * spark-submit --class org.kanspark.examples.ClusterScale jobs/target/kan-jobs.jar \
 *   hdfs:///checkpoints 100000000 64
 * }</pre>
 */
public final class ClusterScale {
  private static final String FUNCTION = "exp(cos(pi() * x1) + x2 * x2) + x3 * x4";
  private static final long TEST_ROWS = 5000;

  private final SparkSession spark;
  private final String checkpoints;
  private final long count;
  private final int partitions;

  /**
   * Prepares the example.
   *
   * @param checkpoints folder that the driver reaches after its restart
   */
  ClusterScale(SparkSession spark, String checkpoints, long count, int partitions) {
    this.spark = spark;
    this.checkpoints = checkpoints;
    this.count = count;
    this.partitions = partitions;
  }

  /** Runs the example with a folder, a number of rows and of partitions. */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("cluster scale").getOrCreate();
    try {
      long count = Long.parseLong(args[1]);
      int partitions = Integer.parseInt(args[2]);
      ClusterScale example = new ClusterScale(spark, args[0], count, partitions);
      example.stopAfter(6);
      KANRegressionModel resumed = example.resume();
      System.out.println(
          "the same bits  " + example.whole().exportJson().equals(resumed.exportJson()));
      System.out.println("RMSE  " + example.error(resumed));
      for (int tasks = 1; tasks <= partitions; tasks *= 2) {
        System.out.printf("%d partitions: %.1f ms a pass%n", tasks, example.pass(count, tasks));
      }
      for (long rows = Math.max(1000, count / 100); rows <= count; rows *= 10) {
        System.out.printf("%,d rows: %.1f ms a pass%n", rows, example.pass(rows, partitions));
      }
    } finally {
      spark.stop();
    }
  }

  /** Is thrown in the middle of a fit. */
  private static final class PulledPlug extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    PulledPlug() {
      super("the plug was pulled");
    }
  }

  private Dataset<Row> rows(long from, long number) {
    return rows(from, number, partitions);
  }

  private Dataset<Row> rows(long from, long number, int tasks) {
    double[][] ranges =
        IntStream.range(0, 4).mapToObj(i -> new double[] {0, 1}).toArray(double[][]::new);
    GeneratedRows source = GeneratedRows.of(FUNCTION, ranges);
    return new VectorAssembler()
        .setInputCols(source.arguments().toArray(String[]::new))
        .setOutputCol("features")
        .transform(source.rows(spark, from, number, tasks));
  }

  /** Makes a Spark job of every pass, however small the rows are. */
  private static KANRegressor kan() {
    return new KANRegressor().setLabelCol("y").setHiddenLayers(4).setLocalMaxMB(0).setMaxIter(12);
  }

  private KANRegressor saving() {
    return kan().setCheckpointDir(checkpoints).setCheckpointInterval(4);
  }

  /** Begins a fit and breaks it off after some steps. */
  void stopAfter(int steps) {
    TrainingListener plug =
        step -> {
          if (step.iteration() == steps) {
            throw new PulledPlug();
          }
        };
    try {
      saving().setTrainingListener(plug).fit(rows(0, count));
    } catch (PulledPlug pulled) {
      System.out.println(pulled.getMessage());
    }
  }

  /** Goes on from the last checkpoint: the same settings, folder and rows. */
  KANRegressionModel resume() {
    return saving().fit(rows(0, count));
  }

  /** Trains the same without a stop. */
  KANRegressionModel whole() {
    return kan().fit(rows(0, count));
  }

  /** Returns the RMSE on rows that training has not seen. */
  double error(KANRegressionModel model) {
    return model.evaluate(rows(count, TEST_ROWS)).rootMeanSquaredError();
  }

  /**
   * Returns the milliseconds of a pass, from the first step of a fit to its last: reading the rows
   * is not in it.
   *
   * @param tasks partitions; as many cores work
   */
  double pass(long number, int tasks) {
    List<TrainingStep> steps = new ArrayList<>();
    kan().setSolver("l-bfgs").setTrainingListener(steps::add).fit(rows(0, number, tasks));
    TrainingStep first = steps.get(0);
    TrainingStep last = steps.get(steps.size() - 1);
    return 1000 * (last.seconds() - first.seconds()) / (last.pass() - first.pass());
  }
}
