package org.kanspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.classification.KANClassifier;
import org.kanspark.regression.KANMultiRegressionModel;
import org.kanspark.regression.KANMultiRegressor;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/** Gives every estimator and model what people give them by mistake. */
class BadInputTest {
  private static Dataset<Row> rows(String kind) {
    Dataset<Row> wave = TestSpark.frame(TestSpark.deal(TestSpark.wave(90), 1, 2), TestSpark.SCHEMA);
    return switch (kind) {
      case "regressor" -> wave;
      case "classifier" -> wave.withColumn("label", functions.expr("floor(label * 100) % 3"));
      default -> wave.withColumn("label", functions.expr("array(label, -label)"));
    };
  }

  private static Estimator<?> estimator(String kind) {
    return switch (kind) {
      case "regressor" -> new KANRegressor().setHiddenLayers(2).setMaxIter(2);
      case "classifier" -> new KANClassifier().setHiddenLayers(2).setMaxIter(2);
      default -> new KANMultiRegressor().setHiddenLayers(2).setMaxIter(2);
    };
  }

  private static void refused(Estimator<?> estimator, Dataset<Row> rows, String... parts) {
    assertThatThrownBy(() -> estimator.fit(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts)
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
  }

  private static void refusedWith(
      String kind, String param, String column, String value, String... parts) {
    Estimator<?> estimator = estimator(kind);
    estimator.set(param, column);
    refused(estimator, rows(kind).withColumn(column, functions.expr(value)), parts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"regressor", "classifier", "multi"})
  void weightsAndHeldBackRows(String kind) {
    refusedWith(
        kind,
        "weightCol",
        "w",
        "if(monotonically_increasing_id() = 3, -0.5D, 1D)",
        "weight column 'w' has 1 bad value, -0.5 (partition 0, row 3)",
        "accepted: finite numbers >= 0");
    refusedWith(
        kind,
        "weightCol",
        "w",
        "if(monotonically_increasing_id() < 3, null, 1D)",
        "weight column 'w' has 3 bad values, the first is null");
    refusedWith(
        kind, "weightCol", "w", "0D", "there are no rows of weight > 0 in weight column 'w'");
    String held = "validationIndicatorCol";
    refusedWith(
        kind,
        held,
        "v",
        "false",
        "the validation split has no rows: validationIndicatorCol 'v' holds back no row");
    refusedWith(
        kind,
        held,
        "v",
        "true",
        "all rows are held back for validation, by validationIndicatorCol 'v'");
    refusedWith(kind, held, "v", "1", "validationIndicatorCol 'v' has type int, accepted: boolean");
  }

  private static Object evaluated(Model<?> model, Dataset<Row> rows) {
    if (model instanceof KANRegressionModel regression) {
      return regression.evaluate(rows).r2();
    }
    return model instanceof KANClassificationModel classification
        ? classification.evaluate(rows).accuracy()
        : ((KANMultiRegressionModel) model).evaluate(rows).r2s();
  }

  @ParameterizedTest
  @ValueSource(strings = {"regressor", "classifier", "multi"})
  void featuresOfAnotherSizeAreNamedByTheirColumn(String kind) {
    Estimator<?> estimator = estimator(kind);
    estimator.set("featuresCol", "x");
    Model<?> model =
        (Model<?>) (Object) estimator.fit(rows(kind).withColumnRenamed("features", "x"));
    Dataset<Row> wide = rows(kind).withColumn("x", functions.expr("array(1D, 2D, 3D)"));
    assertThatThrownBy(() -> evaluated(model, wide))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 'x' has rows of 3 features, the model was trained on 2");
    Dataset<Row> vectors =
        wide.withColumn("x", org.apache.spark.ml.functions.array_to_vector(functions.col("x")));
    assertThatThrownBy(() -> model.transform(vectors).collectAsList())
        .hasStackTraceContaining("column 'x' has a row of 3 features, the model was trained on 2");
    assertThatThrownBy(() -> model.transform(wide).collectAsList())
        .hasStackTraceContaining("column 'x' has a row of 3 features, the model was trained on 2");
  }

  @Test
  void labelsThatAreNoClasses() {
    Dataset<Row> rows = rows("classifier");
    String accepted = "accepted: whole numbers from 0 to ";
    for (String[] one :
        new String[][] {
          {"label - 1", "label column 'label' has ", "the first is -1.0", "accepted: 0 and 1"},
          {"label / 2", "label column 'label' has ", "the first is 0.5", "accepted: 0 and 1"},
          {"label * 1e6", "label column 'label' has value 2000000.0", accepted + "999"},
          {"nullif(label, 1)", "label column 'label' has ", "the first is null", accepted + "2"},
        }) {
      refused(
          estimator("classifier"),
          rows.withColumn("label", functions.expr(one[0])),
          java.util.Arrays.copyOfRange(one, 1, one.length));
    }
  }

  @Test
  void thresholdsOfTheWrongLength() {
    Dataset<Row> rows = rows("classifier");
    refused(
        ((KANClassifier) estimator("classifier")).setThresholds(new double[] {0.5, 0.5}),
        rows,
        "thresholds has 2 numbers, accepted: one for each of the 3 classes of column 'label'");
    KANClassificationModel model =
        (KANClassificationModel) (Object) estimator("classifier").fit(rows);
    assertThatThrownBy(() -> model.setThresholds(new double[] {0.5, 0.5}))
        .hasMessageContainingAll("numClasses=3", "thresholds has length 2");
    model.set("thresholds", new double[] {0.5, 0.5});
    assertThatThrownBy(() -> model.transform(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("numClasses=3", "thresholds has length 2");
    assertThatThrownBy(() -> model.evaluate(rows).accuracy())
        .hasMessage(
            "thresholds has 2 numbers, accepted: one for each of the 3 classes of the model");
  }

  /** A class without rows is learned as one: never, as far as the rows tell. */
  @Test
  void aClassWithoutRowsIsNeverPredicted() {
    Dataset<Row> rows = rows("classifier");
    KANClassificationModel model =
        (KANClassificationModel) (Object) estimator("classifier").fit(rows.filter("label <> 1"));
    assertThat(model.numClasses()).isEqualTo(3);
    assertThat(model.transform(rows).filter("prediction = 1").count()).isZero();
    for (double loss : model.summary().objectiveHistory()) {
      assertThat(loss).isFinite();
    }
    KANClassificationModel two =
        (KANClassificationModel) (Object) estimator("classifier").fit(rows.filter("label <> 2"));
    assertThatThrownBy(() -> two.evaluate(rows).accuracy())
        .hasMessageContainingAll(
            "label column 'label' has ", "the first is 2.0", "accepted: 0 and 1");
  }

  @Test
  void severalLabels() {
    Dataset<Row> rows = rows("multi");
    refused(
        ((KANMultiRegressor) estimator("multi")).setWeightCol("heavy"),
        rows.withColumn("heavy", functions.lit("very")),
        "weightCol 'heavy' has type string, accepted: numbers");
    refused(
        ((KANMultiRegressor) estimator("multi")).setWeightCol("nope"),
        rows,
        "weightCol 'nope' is not among the columns features, label, w");
    for (String[] one :
        List.of(
            new String[] {"array(1D, double('NaN'))", "NaN in place 2"},
            new String[] {"array(1D)", "a vector of 1 values"},
            new String[] {"cast(null as array<double>)", "null"})) {
      refused(
          estimator("multi"),
          rows.withColumn(
              "label",
              functions.expr("if(monotonically_increasing_id() = 3, " + one[0] + ", label)")),
          "label column 'label' has 1 bad value, " + one[1],
          "accepted: vectors of 2 finite numbers");
    }
  }
}
