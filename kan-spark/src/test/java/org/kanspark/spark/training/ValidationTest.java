package org.kanspark.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.classification.KANClassifier;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.TestSpark;

/** Holds rows back from fits. */
class ValidationTest {
  private static final StructType SCHEMA = TestSpark.SCHEMA.add("held", DataTypes.BooleanType);
  private static Dataset<Row> noisy;

  @TempDir Path folder;

  @BeforeAll
  static void rows() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (Row row : TestSpark.wave(400)) {
      double label = row.getDouble(1) + 0.5 * random.nextGaussian();
      rows.add(RowFactory.create(row.<Vector>getAs(0), label, 1.0, rows.size() % 5 < 2));
    }
    noisy = TestSpark.frame(TestSpark.deal(rows, 2, 0, 1, 3), SCHEMA);
  }

  private static KANRegressor regressor() {
    return new KANRegressor().setHiddenLayers(4).setGridSize(8).setMaxIter(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void stopsByTheRowsOfAColumnAndKeepsTheBestStep(String solver) {
    KANRegressor regressor =
        regressor().setSolver(solver).setValidationIndicatorCol("held").setValidationPatience(4);
    KANRegressionModel model = regressor.fit(noisy);
    double[] validation = model.summary().validationHistory();
    assertThat(validation).hasSameSizeAs(model.summary().objectiveHistory());
    assertThat(model.summary().totalIterations()).isLessThan(60);
    assertThat(model.summary().keptIteration()).isLessThan(model.summary().totalIterations());
    assertThat(model.summary().rows()).isEqualTo(240);
    assertThat(model.summary().validationRows()).isEqualTo(160);
    double scale = model.kanModel().labelScale().scale();
    assertThat(model.evaluate(noisy.filter("held")).meanSquaredError())
        .isCloseTo(Arrays.stream(validation).min().orElseThrow() * scale * scale, within(1e-9));

    // Metrics of training leave them out.
    Dataset<Row> trained = noisy.filter("not held");
    assertThat(model.summary().numInstances()).isEqualTo(240);
    assertThat(model.summary().meanSquaredError())
        .isEqualTo(model.evaluate(trained).meanSquaredError());
    assertThat(model.summary().predictions().count()).isEqualTo(240);

    // The cluster gives the same bits, and what is held back is all that a fit without it lacks.
    assertThat(regressor.setLocalMaxMB(0).fit(noisy).exportJson()).isEqualTo(model.exportJson());
    KANRegressionModel alone =
        regressor().setSolver(solver).setMaxIter(model.summary().keptIteration()).fit(trained);
    assertThat(alone.exportJson()).isEqualTo(model.exportJson());
  }

  @Test
  void holdsAShareOfTheRowsBackWhereverTheyAre() {
    KANRegressor regressor = regressor().setMaxIter(5).setValidationFraction(0.3);
    KANRegressionModel model = regressor.fit(noisy);
    long held = model.summary().validationRows();
    assertThat(held).isBetween(80L, 160L);
    assertThat(model.summary().rows()).isEqualTo(400 - held);
    assertThat(model.summary().numInstances()).isEqualTo(400 - held);
    assertThat(regressor.fit(noisy.repartition(3)).summary().validationRows()).isEqualTo(held);
    assertThat(regressor.setSeed(1).fit(noisy).summary().predictions().count())
        .isEqualTo(regressor.fit(noisy).summary().rows())
        .isNotEqualTo(400 - held);
    assertThat(regressor().setMaxIter(1).fit(noisy).summary().validationHistory()).isEmpty();
  }

  @Test
  void classifiersHoldATenthBackFrom2000DifferentRowsOn() {
    KANClassifier classifier = new KANClassifier().setHiddenLayers(2).setMaxIter(2);
    Dataset<Row> many =
        TestSpark.frame(TestSpark.deal(TestSpark.wave(2000), 1, 1), TestSpark.SCHEMA)
            .withColumn("label", functions.expr("cast(label > 1.5 as double)"));
    KANClassificationModel model = classifier.fit(many);
    assertThat(model.summary().validationRows()).isBetween(150L, 250L);
    assertThat(model.summary().rows()).isEqualTo(2000 - model.summary().validationRows());
    assertThat(model.summary().numInstances()).isEqualTo(model.summary().rows());

    Dataset<Row> few = many.limit(1999);
    KANClassificationModel all = classifier.fit(few.union(few));
    assertThat(all.summary().rows()).isEqualTo(3998);
    assertThat(all.summary().validationRows()).isZero();
    assertThat(all.summary().numInstances()).isEqualTo(3998);
    assertThat(classifier.setValidationFraction(0.0).fit(many).summary().rows()).isEqualTo(2000);
  }

  @Test
  void columnsThatMarkNothingOrAreNotBooleanAreRefused() {
    KANRegressor regressor = regressor().setMaxIter(1).setValidationIndicatorCol("held");
    refused(regressor, noisy.filter("not held"), "the validation split has no rows", "'held'");
    refused(regressor, noisy.filter("held"), "there is no training row of positive weight");
    refused(
        regressor,
        noisy.withColumn("held", functions.lit(1)),
        "validationIndicatorCol 'held' has type int, accepted: boolean");
    refused(
        regressor,
        noisy.drop("held"),
        "validationIndicatorCol 'held' is not among the columns features, label, w");
    refused(
        regressor,
        noisy.withColumn("held", functions.expr("nullif(held, true)")),
        "validation column 'held' has 160 bad values, the first is null",
        "accepted: true or false");
    assertThatThrownBy(() -> regressor.setValidationFraction(1))
        .hasMessage("validationFraction is 1.0, accepted: a number >= 0 and < 1");
    assertThatThrownBy(() -> regressor.setValidationPatience(0))
        .hasMessage("validationPatience is 0, accepted: a whole number >= 1");
  }

  private static void refused(KANRegressor regressor, Dataset<Row> rows, String... parts) {
    assertThatThrownBy(() -> regressor.fit(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void parametersSurviveSaving() throws Exception {
    KANRegressor regressor =
        regressor()
            .setValidationIndicatorCol("held")
            .setValidationFraction(0.25)
            .setValidationPatience(7);
    String path = folder.resolve("kan").toString();
    regressor.write().save(path);
    KANRegressor loaded = KANRegressor.load(path);
    assertThat(loaded.getValidationIndicatorCol()).isEqualTo("held");
    assertThat(loaded.getValidationFraction()).isEqualTo(0.25);
    assertThat(loaded.getValidationPatience()).isEqualTo(7);
    assertThat(loaded.isSet(loaded.validationFraction())).isTrue();
    assertThat(new KANClassifier().getValidationFraction()).isEqualTo(0.1);
    assertThat(new KANClassifier().explainParams())
        .contains("validationPatience: Number of accepted steps", "(default: 10)");
  }
}
