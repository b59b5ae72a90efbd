package org.kanspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.classification.KANClassifier;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.regression.KANMultiRegressor;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.param.KANSetters;

/** Looks for what fits leave behind when they succeed, fail or are cancelled. */
class ReleasedByFitsTest {
  /** Tasks share this process, and look whether they are to fail. */
  private static final AtomicBoolean BROKEN = new AtomicBoolean();

  @BeforeAll
  static void registerFragileColumn() {
    TestSpark.session()
        .udf()
        .register(
            "fragile",
            (Double x) -> {
              if (BROKEN.get()) {
                throw new IllegalStateException("the source is gone");
              }
              return x;
            },
            DataTypes.DoubleType);
  }

  @BeforeEach
  void mend() {
    BROKEN.set(false);
  }

  /** Rows that are computed anew wherever they are not cached. */
  private static Dataset<Row> rows(String kind) {
    Dataset<Row> wave =
        TestSpark.frame(TestSpark.deal(TestSpark.wave(150), 1, 0, 2), TestSpark.SCHEMA)
            .withColumn("label", functions.expr("fragile(label)"));
    return switch (kind) {
      case "regressor" -> wave;
      case "classifier" -> wave.withColumn("label", functions.expr("double(label > 1.5)"));
      default -> wave.withColumn("label", functions.expr("array(label, label * label)"));
    };
  }

  private static <E extends Estimator<?> & KANSetters<E>> E with(
      E estimator, double localMaxMB, TrainingListener listener) {
    estimator.setTrainingListener(listener);
    return estimator.setHiddenLayers(2).setMaxIter(3).setTol(0).setLocalMaxMB(localMaxMB);
  }

  private static Estimator<?> estimator(String kind, double localMaxMB, TrainingListener listener) {
    return switch (kind) {
      case "regressor" -> with(new KANRegressor(), localMaxMB, listener);
      case "classifier" -> with(new KANClassifier(), localMaxMB, listener);
      default -> with(new KANMultiRegressor(), localMaxMB, listener);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "regressor, 0",
    "regressor, 32",
    "classifier, 0",
    "classifier, 32",
    "multi, 0",
    "multi, 32"
  })
  void nothingIsLeft(String kind, double localMaxMB) throws Exception {
    Leaks leaks = new Leaks();
    Dataset<Row> rows = rows(kind);
    boolean[] seen = {false};
    estimator(
            kind, localMaxMB, step -> seen[0] |= !TestSpark.context().getPersistentRDDs().isEmpty())
        .fit(rows);
    assertThat(seen[0]).as("cached while fitting").isEqualTo(localMaxMB == 0);
    leaks.assertNone();

    // Rows are lost from the cache in the middle, and cannot be computed again.
    TrainingListener breaking =
        step -> {
          if (step.iteration() == 2) {
            BROKEN.set(true);
            TestSpark.context()
                .getPersistentRDDs()
                .values()
                .forEach(rdd -> rdd.rdd().unpersist(true));
            if (localMaxMB > 0) {
              throw new IllegalStateException("the source is gone");
            }
          }
        };
    assertThatThrownBy(() -> estimator(kind, localMaxMB, breaking).fit(rows))
        .hasStackTraceContaining("the source is gone");
    leaks.assertNone();
    assertThatThrownBy(() -> estimator(kind, localMaxMB, TrainingListener.NONE).fit(rows))
        .hasStackTraceContaining("the source is gone");
    leaks.assertNone();

    mend();
    TestSpark.context().setJobGroup(kind, "to be cancelled");
    try {
      TrainingListener cancelling = step -> TestSpark.cancelGroup(kind);
      assertThatThrownBy(() -> estimator(kind, localMaxMB, cancelling).fit(rows))
          .hasMessageStartingWith("training was cancelled: ");
    } finally {
      TestSpark.context().clearJobGroup();
    }
    leaks.assertNone();
  }

  @ParameterizedTest
  @CsvSource({"0", "32"})
  void nothingIsLeftByTwoFitsAtOnceOfACrossValidation(double localMaxMB) throws Exception {
    Leaks leaks = new Leaks();
    KANRegressor regressor = with(new KANRegressor(), localMaxMB, TrainingListener.NONE);
    ParamMap[] grid = new ParamGridBuilder().addGrid(regressor.maxIter(), new int[] {1, 4}).build();
    CrossValidator validator =
        new CrossValidator()
            .setEstimator(regressor)
            .setEvaluator(new RegressionEvaluator())
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1)
            .setParallelism(2);
    assertThat(validator.fit(rows("regressor")).avgMetrics()).hasSize(2);
    leaks.assertNone();

    // Four fits of the folds, in two threads; each is cancelled where it stands.
    TestSpark.context().setJobGroup("folds", "to be cancelled");
    try {
      regressor.setTrainingListener(step -> TestSpark.cancelGroup("folds"));
      assertThatThrownBy(() -> validator.fit(rows("regressor")))
          .hasStackTraceContaining("cancelled");
    } finally {
      TestSpark.context().clearJobGroup();
      // Where a fit fails Spark's own validator keeps the rows of the folds.
      TestSpark.session().catalog().clearCache();
    }
    leaks.assertNone();
  }

  @Test
  void aLeakWouldBeSeen() throws Exception {
    Leaks leaks = new Leaks();
    var rdd = TestSpark.context().parallelize(Arrays.asList(1, 2)).cache();
    var broadcast = TestSpark.context().broadcast(1);
    rdd.count();
    assertThat(Leaks.broadcasts()).isPositive();
    assertThatThrownBy(() -> leaks.assertNone(100)).hasMessageContaining("broadcast_");
    broadcast.destroy();
    assertThatThrownBy(() -> leaks.assertNone(100)).hasMessageContaining("rdd_");
    rdd.unpersist();
    leaks.assertNone();
  }
}
