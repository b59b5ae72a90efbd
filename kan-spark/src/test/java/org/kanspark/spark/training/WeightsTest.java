package org.kanspark.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.classification.KANClassifier;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.TestSpark;

/** A row of weight 2 is two rows, one of weight 0 is none. */
class WeightsTest {
  private static Dataset<Row> weighted;
  private static Dataset<Row> repeated;
  private static List<Row> rows;

  @BeforeAll
  static void rows() {
    Random random = new Random(5);
    List<Row> once = new ArrayList<>();
    List<Row> often = new ArrayList<>();
    for (Row row : TestSpark.wave(300)) {
      int weight = once.size() % 4;
      double label = row.getDouble(1) + 0.1 * random.nextGaussian();
      Vector features = row.getAs(0);
      once.add(RowFactory.create(features, label, (double) weight));
      often.addAll(Collections.nCopies(weight, RowFactory.create(features, label, 1.0)));
    }
    Collections.shuffle(often, random);
    rows = once;
    weighted = TestSpark.frame(TestSpark.deal(once, 1, 2), TestSpark.SCHEMA);
    repeated = TestSpark.frame(TestSpark.deal(often, 2, 1, 1), TestSpark.SCHEMA);
  }

  private static KANRegressor regressor(String solver, int steps) {
    return new KANRegressor()
        .setTrainingListener(TrainingListener.NONE)
        .setSolver(solver)
        .setMaxIter(steps)
        .setWeightCol("w");
  }

  private static double farthest(KANRegressionModel a, KANRegressionModel b) {
    return rows.stream()
        .map(row -> row.<Vector>getAs(0))
        .mapToDouble(x -> Math.abs(a.predict(x) - b.predict(x)))
        .max()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"l-bfgs", "gauss-newton"})
  void startsAreTheSameToTheLastBit(String solver) {
    assertThat(regressor(solver, 0).fit(weighted).exportJson())
        .isEqualTo(regressor(solver, 0).fit(repeated).exportJson());
  }

  /** Sums of rows differ in their last bits, and so do steps: the more, the more of them. */
  @ParameterizedTest
  @CsvSource({"l-bfgs, 5", "gauss-newton, 3"})
  void regressionsAreTheSameAfterSomeSteps(String solver, int steps) {
    KANRegressionModel once = regressor(solver, steps).fit(weighted);
    KANRegressionModel often = regressor(solver, steps).fit(repeated);
    assertThat(once.summary().totalIterations()).isEqualTo(steps);
    assertThat(farthest(once, often)).isLessThan(1e-9);
    assertThat(once.summary().weightSum()).isEqualTo(often.summary().weightSum());
    assertThat(once.summary().meanSquaredError())
        .isCloseTo(often.summary().meanSquaredError(), within(1e-9));
  }

  /**
   * The minimum of an additive model does not depend on the way to it; l-bfgs ends where the
   * objective no longer shows a difference, a little before.
   */
  @ParameterizedTest
  @CsvSource({"l-bfgs, 1e-8", "gauss-newton, 1e-9"})
  void additiveRegressionsAreTheSameAtTheMinimum(String solver, double tolerance) {
    KANRegressor regressor = regressor(solver, 100).setTol(0).setHiddenLayers().setShrinkage(1);
    assertThat(farthest(regressor.fit(weighted), regressor.fit(repeated))).isLessThan(tolerance);
  }

  @ParameterizedTest
  @CsvSource({"l-bfgs, 15", "gauss-newton, 2"})
  void classifiersAreTheSameAfterSomeSteps(String solver, int steps) {
    KANClassifier classifier =
        new KANClassifier()
            .setTrainingListener(TrainingListener.NONE)
            .setHiddenLayers(3)
            .setSolver(solver)
            .setMaxIter(steps)
            .setWeightCol("w");
    String isHigh = "cast(label > 1.5 as double) as label";
    KANClassificationModel once = classifier.fit(weighted.selectExpr("features", isHigh, "w"));
    KANClassificationModel often = classifier.fit(repeated.selectExpr("features", isHigh, "w"));
    for (Row row : rows) {
      Vector a = once.predictProbability(row.getAs(0));
      assertThat(a.apply(1))
          .isCloseTo(often.predictProbability(row.<Vector>getAs(0)).apply(1), within(1e-9));
    }
  }
}
