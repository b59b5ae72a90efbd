package org.kanspark.jobs.bench;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.kanspark.jobs.data.GeneratedRows;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/**
 * Measures scoring with [9,16,1] through {@code transform} over cached vectors, predictions summed,
 * beside MLlib's linear regression on the same rows.
 */
public final class ScoreBench {
  private static final int[] LAYERS = {9, 16, 1};
  private static final int GRID = 5;
  private static final int PARTITIONS = 8;

  private ScoreBench() {}

  /**
   * Measures scoring.
   *
   * @param spark session to run on
   * @param rows number of rows
   * @param peak multiply-adds a second of one thread
   * @param lines receives the measurement
   */
  public static void run(SparkSession spark, int rows, double peak, Consumer<BenchLine> lines) {
    double[][] ranges =
        Stream.generate(() -> new double[] {-1, 1}).limit(LAYERS[0]).toArray(double[][]::new);
    GeneratedRows source = GeneratedRows.of("x1 * x2 + sin(3 * x3) + x4 + x5 - x9", ranges);
    Dataset<Row> table =
        new VectorAssembler()
            .setInputCols(source.arguments().toArray(String[]::new))
            .setOutputCol("features")
            .transform(source.rows(spark, 0, rows, PARTITIONS))
            .select("features", "y")
            .persist(StorageLevel.MEMORY_ONLY());
    try {
      KANRegressionModel kan =
          new KANRegressor()
              .setLabelCol("y")
              .setHiddenLayers(new int[] {LAYERS[1]})
              .setGridSize(GRID)
              .setMaxIter(0)
              .fit(table);
      LinearRegressionModel linear = new LinearRegression().setLabelCol("y").fit(table);
      PairedTimes times =
          PairedTimes.of(() -> sum(kan.transform(table)), () -> sum(linear.transform(table)));
      lines.accept(
          new BenchLine(
              "score",
              PairedTimes.result(
                  LAYERS,
                  GRID,
                  rows,
                  spark.sparkContext().defaultParallelism(),
                  times.first(),
                  peak),
              Map.of("linearRegressionRowsPerSecond", rows / times.second())));
    } finally {
      table.unpersist();
    }
  }

  private static void sum(Dataset<Row> scored) {
    scored.agg(functions.sum("prediction")).head();
  }
}
