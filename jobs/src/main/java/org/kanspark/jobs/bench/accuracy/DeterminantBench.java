package org.kanspark.jobs.bench.accuracy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/**
 * Measures after how many seconds and passes a fit on determinants of random matrices reaches a
 * correlation on rows it is not trained on, with a warm start and without: the problem of
 * Poluektov, Polar (arXiv 2305.08194).
 *
 * <p>Time runs from the call of fit, whose rows are in Spark's cache; the first fit of a process
 * waits for the compiler.
 */
public final class DeterminantBench {
  private static final String HELD_BACK = "heldBack";
  private static final int[] GRIDS = {3, 6};
  private static final int HIGHEST = 10;
  private static final int ROWS_HELD_BACK = 20_000;

  private final SparkSession spark;
  private final Sizes sizes;

  private DeterminantBench(SparkSession spark, Sizes sizes) {
    this.spark = spark;
    this.sizes = sizes;
  }

  /**
   * Says what is fitted.
   *
   * @param matrix rows and columns of the matrices, whose entries are uniform in 0 to 10
   * @param rows number of training rows
   * @param hidden nodes of the hidden layer
   * @param maxIter steps at each grid
   */
  public record Sizes(int matrix, int rows, int hidden, int maxIter) {
    int features() {
      return matrix * matrix;
    }
  }

  /**
   * Measures one fit after the other.
   *
   * @param spark session to train on
   * @param sizes what is fitted
   * @param starts values of {@code warmStart}, in the order of the fits of a seed
   * @param seeds number of seeds, 0 and up, of rows and start
   * @param json whether lines are JSON objects
   * @param out receives each line as soon as it is known
   */
  public static void run(
      SparkSession spark,
      Sizes sizes,
      List<String> starts,
      int seeds,
      boolean json,
      Consumer<String> out) {
    DeterminantBench bench = new DeterminantBench(spark, sizes);
    Machine machine = Machine.of(spark);
    if (!json) {
      out.accept(DeterminantLine.header(sizes, machine));
    }
    for (int seed = 0; seed < seeds; seed++) {
      Dataset<Row> rows = bench.rows(seed).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        for (String start : starts) {
          DeterminantLine line = bench.fit(rows, start, seed);
          out.accept(json ? line.json(sizes, machine) : line.row());
        }
      } finally {
        rows.unpersist();
      }
    }
  }

  private Dataset<Row> rows(long seed) {
    Problem.Rows rows =
        new FormulaProblem(
                Determinant.formula(sizes.matrix()),
                sizes.features(),
                0,
                HIGHEST,
                sizes.rows(),
                ROWS_HELD_BACK)
            .rows(spark, Path.of(""), seed);
    return rows.train()
        .withColumn(HELD_BACK, functions.lit(false))
        .union(rows.test().withColumn(HELD_BACK, functions.lit(true)));
  }

  private DeterminantLine fit(Dataset<Row> rows, String start, long seed) {
    Row label =
        rows.agg(
                functions.expr("var_pop(if(heldBack, null, y))"),
                functions.expr("var_pop(if(heldBack, y, null))"))
            .head();
    CorrelationCurve curve = new CorrelationCurve();
    KANRegressionModel model =
        new KANRegressor()
            .setFeaturesCol(Problem.FEATURES)
            .setLabelCol(Problem.LABEL)
            .setHiddenLayers(sizes.hidden())
            .setRefineSchedule(GRIDS)
            .setGridSize(GRIDS[GRIDS.length - 1])
            .setMaxIter(sizes.maxIter())
            .setWarmStart(start)
            .setValidationIndicatorCol(HELD_BACK)
            .setSeed(seed)
            .setTrainingListener(curve)
            .fit(rows);
    double seconds = curve.seconds();
    Dataset<Row> predicted = model.transform(rows.filter(functions.col(HELD_BACK)));
    return new DeterminantLine(
        start,
        seed,
        curve,
        label.getDouble(1) / label.getDouble(0),
        predicted.stat().corr(Problem.LABEL, model.getPredictionCol()),
        seconds,
        model.summary().passes());
  }
}
