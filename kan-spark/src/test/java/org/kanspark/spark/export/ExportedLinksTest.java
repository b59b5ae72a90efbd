package org.kanspark.spark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
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
import org.kanspark.spark.TestSpark;

/** Runs exported queries of models whose outputs are not the prediction itself. */
class ExportedLinksTest {
  private static Dataset<Row> rows() {
    return TestSpark.frame(TestSpark.deal(TestSpark.wave(200), 1, 2), TestSpark.SCHEMA);
  }

  /** Runs a query over what a model predicts, with its features as columns x1 and x2. */
  private static List<Row> query(String sql, Dataset<Row> predicted) {
    predicted
        .withColumn(
            "x",
            org.apache.spark.ml.functions.vector_to_array(predicted.col("features"), "float64"))
        .selectExpr("x[0] AS x1", "x[1] AS x2", "prediction AS expected", "*")
        .drop("x", "prediction")
        .createOrReplaceTempView("linked");
    List<Row> found = TestSpark.session().sql(sql).collectAsList();
    assertThat(found).hasSize(200);
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"poisson", "gamma"})
  void numbersOfALogarithm(String loss) {
    KANRegressionModel model =
        new KANRegressor().setLoss(loss).setHiddenLayers(2).setMaxIter(5).fit(rows());
    for (Row row : query(model.toSql("linked"), model.transform(rows()))) {
      double expected = row.getAs("expected");
      assertThat(row.<Double>getAs("prediction")).isCloseTo(expected, within(1e-12 * expected));
    }
    assertThat(model.toJava("Made")).contains("Math.exp(");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void classesAndProbabilities(int classes) {
    Dataset<Row> rows =
        rows().withColumn("label", functions.expr("floor(label * 100) % " + classes));
    int[] ofFirst = new int[3];
    for (int run = 0; run < 3; run++) {
      double first = new double[] {0, 0.1, 0.9}[run];
      KANClassifier classifier = new KANClassifier().setHiddenLayers(2).setMaxIter(5);
      if (first > 0) {
        double[] thresholds = new double[classes];
        java.util.Arrays.fill(thresholds, 0.3);
        thresholds[0] = first;
        classifier.setThresholds(thresholds);
      }
      KANClassificationModel model = classifier.fit(rows);
      for (Row row : query(model.toSql("linked"), model.transform(rows))) {
        String predicted = row.getAs("prediction");
        assertThat(predicted).isEqualTo(Long.toString(row.<Double>getAs("expected").longValue()));
        Vector probability = row.getAs("probability");
        for (int k = 0; k < classes; k++) {
          assertThat(row.<Double>getAs("probability_" + k))
              .isCloseTo(probability.apply(k), within(1e-12));
        }
        ofFirst[run] += predicted.equals("0") ? 1 : 0;
      }
    }
    assertThat(ofFirst[1]).isGreaterThan(ofFirst[0]);
    assertThat(ofFirst[2]).isLessThan(ofFirst[0]);
  }

  @Test
  void severalLabels() {
    Dataset<Row> rows = rows().withColumn("label", functions.expr("array(label, -2 * label, 1D)"));
    KANMultiRegressionModel model =
        new KANMultiRegressor().setHiddenLayers(2).setMaxIter(5).fit(rows);
    for (Row row : query(model.toSql("linked"), model.transform(rows))) {
      Vector expected = row.getAs("expected");
      List<Double> found = row.getList(row.fieldIndex("prediction"));
      assertThat(found).hasSize(3);
      for (int n = 0; n < 3; n++) {
        assertThat(found.get(n)).isCloseTo(expected.apply(n), within(1e-12));
      }
    }
    assertThatThrownBy(model::toFormula)
        .hasMessageStartingWith("a formula is of one number, the model computes 3, one a label");
  }

  /** Where one output is known and another is not there is no prediction. */
  @Test
  void nullsHaveNoPrediction() {
    Dataset<Row> rows = rows().withColumn("label", functions.expr("floor(label * 100) % 3"));
    KANClassificationModel model =
        new KANClassifier().setHiddenLayers().setMaxIter(3).fit(rows).removeEdge(0, 0, 1);
    TestSpark.session()
        .sql("SELECT double(null) AS x1, 0.5D AS x2")
        .createOrReplaceTempView("unknown");
    Row row = TestSpark.session().sql(model.toSql("unknown")).head();
    for (String column : List.of("prediction", "probability_0", "probability_1", "probability_2")) {
      assertThat(row.<Object>getAs(column)).as(column).isNull();
    }
  }
}
