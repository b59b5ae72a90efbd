package org.kanspark.jobs.bench.accuracy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.kanspark.kernel.conversion.ConversionSettings;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressionTrainingSummary;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.interpret.Converted;
import org.kanspark.spark.predict.UnscorableRowException;

/** Trains and scores one case with one seed. */
final class CaseRun {
  /** One training row of so many chooses the grid. */
  private static final long VALIDATION = 5;

  /** Grids in a row that did not help, after which finer ones are not tried. */
  private static final int PATIENCE = 2;

  private final AccuracyCase what;
  private final long seed;
  private final Problem.Rows rows;
  private final List<Double> validation = new ArrayList<>();
  private int searchPasses;

  private CaseRun(AccuracyCase what, long seed, Problem.Rows rows) {
    this.what = what;
    this.seed = seed;
    this.rows = rows;
  }

  /**
   * Runs a case.
   *
   * @param folder data folder
   * @param seed seed of the start and the row sample, and of the points of a formula
   */
  static SeedResult of(AccuracyCase what, SparkSession spark, Path folder, long seed) {
    Problem.Rows lazy = what.problem().rows(spark, folder, seed);
    Problem.Rows rows =
        new Problem.Rows(
            lazy.train().persist(StorageLevel.MEMORY_AND_DISK()),
            lazy.test().persist(StorageLevel.MEMORY_AND_DISK()));
    try {
      return new CaseRun(what, seed, rows).result();
    } finally {
      rows.train().unpersist();
      rows.test().unpersist();
    }
  }

  private SeedResult result() {
    return switch (what.grids().kind()) {
      case REFINED -> scored(fit(rows.train(), what.grids().grids()), new double[0]);
      case CHOSEN -> scored(fit(rows.train(), chosen()), new double[0]);
      case EACH -> each();
    };
  }

  private SeedResult each() {
    int count = what.grids().grids().length;
    double[] errors = new double[count];
    KANRegressionModel model = null;
    for (int g = 0; g < count; g++) {
      model = fit(rows.train(), what.grids().first(g + 1));
      errors[g] = model.evaluate(rows.test()).rootMeanSquaredError();
    }
    if (model == null) {
      throw new IllegalStateException(what.name() + " has no grid");
    }
    return scored(model, errors);
  }

  /** Returns the grids up to the best one for rows that training did not see. */
  private int[] chosen() {
    Column part =
        functions.pmod(functions.xxhash64(functions.col(Problem.LABEL)), functions.lit(VALIDATION));
    Dataset<Row> some = rows.train().filter(part.notEqual(0));
    Dataset<Row> others = rows.train().filter(part.equalTo(0));
    double least = Double.POSITIVE_INFINITY;
    int best = 1;
    for (int g = 1; g <= what.grids().grids().length && g - best <= PATIENCE; g++) {
      KANRegressionModel model = fit(some, what.grids().first(g));
      searchPasses += model.summary().passes();
      double error = model.evaluate(others).rootMeanSquaredError();
      validation.add(error);
      if (error < least) {
        least = error;
        best = g;
      }
    }
    return what.grids().first(best);
  }

  private KANRegressionModel fit(Dataset<Row> train, int[] grids) {
    return new KANRegressor()
        .setFeaturesCol(Problem.FEATURES)
        .setLabelCol(Problem.LABEL)
        .setHiddenLayers(what.hidden())
        .setRefineSchedule(grids)
        .setGridSize(grids[grids.length - 1])
        .setMaxIter(what.maxIter())
        .setSeed(seed)
        .setTrainingListener(TrainingListener.NONE)
        .fit(train);
  }

  private SeedResult scored(KANRegressionModel model, double[] errors) {
    var test = model.evaluate(rows.test());
    KANRegressionTrainingSummary summary = model.summary();
    double rmse = test.rootMeanSquaredError();
    double score =
        switch (what.measure()) {
          case RMSE -> rmse;
          case R2 -> test.r2();
          case PEARSON -> pearson(test.predictions(), model.getPredictionCol());
          case FORMULA -> formula(model);
          case SLOPE -> Slopes.overall(what.grids().grids(), errors);
        };
    return new SeedResult(
        seed,
        gridOf(model),
        model.kanModel().network().liveParameterCount(),
        summary.solver(),
        rmse,
        score,
        errors,
        validation.stream().mapToDouble(Double::doubleValue).toArray(),
        new SeedResult.Cost(
            summary.passes(),
            summary.forwardEvaluations(),
            summary.gradientEvaluations(),
            summary.curvatureEvaluations(),
            summary.seconds()),
        searchPasses,
        summary.rows(),
        test.numInstances());
  }

  private double formula(KANRegressionModel model) {
    Converted<KANRegressionModel> converted =
        model.autoSymbolic(rows.train(), ConversionSettings.defaults());
    return converted.isComplete() ? rmse(converted.model(), rows.test()) : Double.POSITIVE_INFINITY;
  }

  /**
   * Returns the error on test rows; a formula that has no value on one of them is infinitely off.
   */
  static double rmse(KANRegressionModel formula, Dataset<Row> test) {
    try {
      return formula.evaluate(test).rootMeanSquaredError();
    } catch (Exception e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof UnscorableRowException) {
          return Double.POSITIVE_INFINITY;
        }
      }
      throw e;
    }
  }

  private static int gridOf(KANRegressionModel model) {
    return Arrays.stream(model.getRefineSchedule()).max().orElse(model.getGridSize());
  }

  private static double pearson(Dataset<Row> predictions, String column) {
    return predictions.stat().corr(Problem.LABEL, column);
  }
}
