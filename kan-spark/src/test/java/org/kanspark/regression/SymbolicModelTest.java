package org.kanspark.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.kernel.conversion.ConversionSettings;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.interpret.EdgeView;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.spark.TestSpark;
import org.kanspark.spark.interpret.Converted;

/** Turns a trained model into a formula, by hand and at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SymbolicModelTest {
  private Dataset<Row> train;
  private KANRegressionModel spline;

  @BeforeAll
  void fit() {
    SplittableRandom random = new SplittableRandom(1);
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < 1000; r++) {
      double[] x = random.doubles(2, 1, 5).toArray();
      rows.add(TestSpark.row(10 * Math.sin(x[0]) + x[1] * x[1], 1, x));
    }
    train = TestSpark.frame(TestSpark.deal(rows, 3), TestSpark.SCHEMA);
    spline = new KANRegressor().setHiddenLayers().setGridSize(8).fit(train);
  }

  @Test
  void edgesAreSeenInRawUnits() {
    EdgeView edge = spline.edge(0, 1, 0);
    assertThat(edge.x()[0]).isCloseTo(1, within(0.02));
    assertThat(edge.x()[edge.x().length - 1]).isCloseTo(5, within(0.02));
    // The curve is x2^2 in units of the label, but for a constant.
    double rise = edge.y()[edge.y().length - 1] - edge.y()[0];
    double low = edge.x()[0];
    double high = edge.x()[edge.x().length - 1];
    assertThat(rise).isCloseTo(high * high - low * low, within(0.01));
    assertThat(edge.deviation()).isCloseTo(7.0, within(0.5));
    assertThat(edge.svg()).contains(">x2<", ">label<", "training rows").doesNotContain("NaN");
    assertThat(edge.function()).isEmpty();
    assertThat(spline.fixSymbolic(0, 1, 0, "x^2").edge(0, 1, 0).svg()).contains("x2 to label: x^2");
  }

  @Test
  void handMadeFormulaComputesThePredictions() {
    assertThat(spline.suggestSymbolic(0, 0, 0).table(5)).contains(">  sin");
    assertThatThrownBy(spline::toFormula).hasMessageContaining("edge (0, 0, 0) is a spline");
    KANRegressionModel fixed = spline.fixSymbolic(0, 0, 0, "cos").fixSymbolic(0, 1, 0, "x^2");
    assertThatThrownBy(() -> fixed.fixSymbolic(0, 0, 0, "sine")).hasMessageContaining("sin");
    assertThat(fixed.toFormula(Notation.TEXT, 2)).contains("x2^2", "cos(");
    KANRegressionModel refitted =
        new KANRegressor().setHiddenLayers().setInitialModel(fixed).fit(train);
    assertThat(refitted.evaluate(train).rootMeanSquaredError()).isLessThan(1e-12);
    assertThat(refitted.toFormula(Notation.LATEX, 3)).contains("\\cos");

    StructType schema =
        new StructType().add("x1", DataTypes.DoubleType).add("x2", DataTypes.DoubleType);
    List<Row> points = new ArrayList<>();
    for (double x = -3; x < 8; x += 0.25) {
      points.add(RowFactory.create(x, 3 - x));
    }
    TestSpark.frame(List.of(points), schema).createOrReplaceTempView("kan_points");
    String formula = refitted.toFormula(Notation.SQL);
    for (Row row :
        TestSpark.session().sql("SELECT *, " + formula + " FROM kan_points").collectAsList()) {
      double expected = refitted.predict(Vectors.dense(row.getDouble(0), row.getDouble(1)));
      assertThat(row.getDouble(2))
          .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }
    KANRegressionModel back = refitted.unfixSymbolic(0, 1, 0);
    assertThat(back.predict(Vectors.dense(2, 3)))
        .isCloseTo(refitted.predict(Vectors.dense(2, 3)), within(1e-9));
  }

  @Test
  void findsTheFormulaWithAndWithoutRows(@TempDir Path folder) throws Exception {
    ConversionSettings settings = ConversionSettings.defaults();
    Converted<KANRegressionModel> near = spline.autoSymbolic(settings);
    assertThat(near.isComplete()).isTrue();
    assertThat(near.model().evaluate(train).rootMeanSquaredError()).isBetween(1e-9, 0.1);

    Converted<KANRegressionModel> exact = spline.autoSymbolic(train, settings);
    assertThat(exact.report()).contains("edge (0, 0, 0): sin", "edge (0, 1, 0): x^2");
    assertThat(exact.lossAfter()).isLessThan(1e-24).isLessThan(exact.lossBefore());
    assertThat(exact.model().toFormula(Notation.TEXT, 6)).isEqualTo("10*sin(x1) + x2^2");
    assertThat(spline.kanModel().network().layer(0).symbolicEdges()).isEmpty();

    String path = folder.resolve("model").toString();
    exact.model().write().save(path);
    KANRegressionModel loaded = KANRegressionModel.load(path);
    assertThat(loaded.toFormula()).isEqualTo(exact.model().toFormula());
    Converted<KANRegressionModel> lines =
        spline.autoSymbolic(
            train, settings.withLibrary(SymbolicLibrary.standard().subset(List.of("x", "x^2"))));
    assertThat(lines.isComplete()).isFalse();
  }
}
