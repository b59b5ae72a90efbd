package org.kanspark.examples;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/**
 * Learns five peaks one after another, each from its own rows only, and forgets none: a spline's
 * coefficients act where their rows are, and training goes on from a model by {@code
 * setInitialModel} without moving what the new rows do not touch.
 *
 * <p>The grid is fixed from the beginning over the whole range that is to come ({@code gridRange},
 * evenly by {@code gridEps} 1, {@code updateGrid} false), and there is no base function, which
 * would act everywhere.
 *
 * <pre>{@code
 * spark-submit --class org.kanspark.examples.ContinualLearning jobs/target/kan-jobs.jar
 * }</pre>
 *
 * Z. Liu et al., "KAN: Kolmogorov-Arnold Networks", arXiv 2404.19756, section 3.4.
 */
public final class ContinualLearning {
  static final int PEAKS = 5;
  private static final double WIDTH = 2.0 / PEAKS;
  private static final int ROWS = 100;

  private final SparkSession spark;

  ContinualLearning(SparkSession spark) {
    this.spark = spark;
  }

  /** Runs the example and prints the RMSE of every peak after the last is learned. */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("continual learning").getOrCreate();
    try {
      ContinualLearning example = new ContinualLearning(spark);
      double[] rmse = example.errors(example.learn());
      for (int peak = 0; peak < PEAKS; peak++) {
        System.out.printf("peak %d  RMSE %.1e%n", peak + 1, rmse[peak]);
      }
    } finally {
      spark.stop();
    }
  }

  /** Learns the peaks from left to right. */
  KANRegressionModel learn() {
    KANRegressor kan =
        new KANRegressor()
            .setHiddenLayers(new int[] {})
            .setGridSize(200)
            .setGridRange(new double[] {-1, 1})
            .setGridEps(1)
            .setUpdateGrid(false)
            .setBaseFunction("none");
    KANRegressionModel model = kan.fit(rows(0, ROWS));
    for (int peak = 1; peak < PEAKS; peak++) {
      model = kan.setInitialModel(model).fit(rows(peak, ROWS));
    }
    return model;
  }

  /** Returns the RMSE of a model on fresh points of every peak. */
  double[] errors(KANRegressionModel model) {
    return IntStream.range(0, PEAKS)
        .mapToDouble(peak -> model.evaluate(rows(peak, 10 * ROWS + 1)).rootMeanSquaredError())
        .toArray();
  }

  /** Returns evenly spaced points under one peak, with columns features and label. */
  private Dataset<Row> rows(int peak, int count) {
    StructType schema =
        new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType);
    Row[] rows = new Row[count];
    Arrays.setAll(
        rows,
        r -> {
          double x = -1 + WIDTH * (peak + r / (count - 1.0));
          return RowFactory.create(Vectors.dense(x), peaks(x));
        });
    return spark.createDataFrame(List.of(rows), schema);
  }

  private static double peaks(double x) {
    return IntStream.range(0, PEAKS)
        .mapToDouble(peak -> Math.exp(-300 * Math.pow(x - (peak + 0.5) * WIDTH + 1, 2)))
        .sum();
  }
}
