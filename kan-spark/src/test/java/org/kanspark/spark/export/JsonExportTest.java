package org.kanspark.spark.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.TestSpark;

class JsonExportTest {

  /** Two smooth features, one of two values, one constant, one of four values, one skewed. */
  private static List<Row> mixedRows() {
    List<Row> rows = new ArrayList<>();
    for (Row row : TestSpark.wave(300)) {
      Vector x = row.getAs(0);
      double flag = x.apply(0) > 0.4 ? 5 : 2;
      double level = Math.floor(4 * x.apply(1));
      double skewed = Math.exp(6 * x.apply(0));
      rows.add(
          TestSpark.row(
              row.getDouble(1) + flag + level * level,
              1,
              x.apply(0),
              x.apply(1),
              flag,
              7.5,
              level,
              skewed));
    }
    return rows;
  }

  private static KANRegressionModel fit(int degree, String extrapolation, String base) {
    Dataset<Row> train = TestSpark.frame(TestSpark.deal(mixedRows(), 1, 1), TestSpark.SCHEMA);
    return new KANRegressor("kan")
        .setHiddenLayers(3)
        .setSplineDegree(degree)
        .setExtrapolation(extrapolation)
        .setBaseFunction(base)
        .setMaxIter(15)
        .fit(train);
  }

  @ParameterizedTest
  @CsvSource({
    "3,linear,silu",
    "3,constant,silu",
    "3,zero,silu",
    "2,linear,identity",
    "1,zero,none",
    "5,linear,silu",
    "5,zero,silu"
  })
  void anEvaluatorWrittenFromTheDescriptionAgrees(int degree, String extrapolation, String base) {
    KANRegressionModel model = fit(degree, extrapolation, base);
    TextbookEvaluator textbook = new TextbookEvaluator(model.exportJson());
    double spread = model.kanModel().labelScale().scale();

    for (double s : new double[] {-3, -0.7, -0.1, 0, 0.2, 0.5, 0.9, 1, 1.01, 1.3, 2, 8}) {
      double[] x = {s, 1 - s, 2 + 3 * s, 7.5 + s, 3 * s, Math.exp(6 * s)};
      double expected = textbook.predict(x);
      double actual = model.predict(Vectors.dense(x));
      assertThat(Math.abs(actual - expected))
          .as("prediction at %s: %s, expected %s", s, actual, expected)
          .isLessThanOrEqualTo(1e-12 * Math.max(spread, Math.abs(expected)));
    }
  }

  @Test
  void degreeZeroAgreesOnTrainingRows() {
    KANRegressionModel model = fit(0, "linear", "silu");
    TextbookEvaluator textbook = new TextbookEvaluator(model.exportJson());
    for (Row row : mixedRows()) {
      Vector x = row.getAs(0);
      assertThat(Math.abs(model.predict(x) - textbook.predict(x.toArray()))).isLessThan(1e-11);
    }
  }

  @Test
  void schemaIsThatOfTheDescription() throws Exception {
    JsonNode json = new ObjectMapper().readTree(fit(3, "linear", "silu").exportJson());

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "format",
            "task",
            "loss",
            "link",
            "classes",
            "encoding",
            "layers",
            "degree",
            "baseFunction",
            "extrapolation",
            "input",
            "output",
            "layer");
    assertThat(json.get("format").asText()).isEqualTo("kanspark/1");
    assertThat(json.get("layers").toString()).isEqualTo("[6,3,1]");
    assertThat(json.get("input").get("names").toString())
        .isEqualTo("[\"x1\",\"x2\",\"x3\",\"x4\",\"x5\",\"x6\"]");
    JsonNode layer = json.get("layer").get(0);
    assertThat(layer.fieldNames())
        .toIterable()
        .containsExactly("sum", "multiply", "knots", "coefficients", "base", "live", "symbolic");
    for (int i = 0; i < 6; i++) {
      int knots = layer.get("knots").get(i).size();
      assertThat(layer.get("coefficients").get(i)).hasSize(3);
      assertThat(layer.get("coefficients").get(i).get(2)).hasSize(knots - 4);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1.5, 0.1, 1e-300, 4.9e-324, 1.7976931348623157e308, 1e22, 2e-3})
  void numbersReadBackAsTheSameDouble(double value) {
    String text = JsonExport.number(value);
    assertThat(Double.parseDouble(text)).isEqualTo(value);
    assertThat(text.replaceAll("E.*", "").replaceAll("[^0-9]", "").replaceAll("^0+", ""))
        .hasSizeLessThanOrEqualTo(17);
  }
}
