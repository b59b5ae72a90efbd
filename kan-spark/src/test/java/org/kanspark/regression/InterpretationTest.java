package org.kanspark.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.kernel.penalty.ObjectiveTerms;
import org.kanspark.spark.TestSpark;

/** Reads a model: scores, pictures, pruning, all kept when it is saved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterpretationTest {
  private Dataset<Row> train;
  private KANRegressionModel additive;

  @BeforeAll
  void fit() {
    SplittableRandom random = new SplittableRandom(1);
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < 4000; r++) {
      double[] x = random.doubles(4, -1, 1).toArray();
      double label = x[0] * x[0] + 0.3 * x[1] + 0.1 * Math.pow(x[2], 3);
      rows.add(TestSpark.row(label, 1, x));
    }
    train = TestSpark.frame(TestSpark.deal(rows, 3), TestSpark.SCHEMA);
    additive = new KANRegressor().setHiddenLayers().setWeightCol("w").fit(train);
  }

  /** Shares of the deviation: of x0^2 sqrt(4/45), 0.3 x1 0.3/sqrt(3), 0.1 x2^3 0.1/sqrt(7). */
  @Test
  void importancesOfAnAdditiveFunctionAreItsShares() {
    double a = Math.sqrt(4.0 / 45);
    double b = 0.3 / Math.sqrt(3);
    double c = 0.1 / Math.sqrt(7);
    double whole = Math.sqrt(a * a + b * b + c * c);
    assertThat(additive.featureImportances().keySet()).containsExactly("x1", "x2", "x3", "x4");
    // The sample's own shares differ from the distribution's by a percent or so.
    assertThat(additive.featureImportances().get("x1")).isCloseTo(a / whole, within(0.02));
    assertThat(additive.featureImportances().get("x2")).isCloseTo(b / whole, within(0.02));
    assertThat(additive.featureImportances().get("x3")).isCloseTo(c / whole, within(0.01));
    assertThat(additive.featureImportances().get("x4")).isLessThan(1e-3);
  }

  @Test
  void prunedModelForgetsTheUselessFeatureButStillTakesIt() {
    KANRegressionModel pruned = additive.prune(0.01, 0.01);
    assertThat(pruned.kanModel().network().layer(0).isLive(3, 0)).isFalse();
    assertThat(additive.kanModel().network().layer(0).isLive(3, 0)).isTrue();
    double here = pruned.predict(Vectors.dense(0.5, 0.2, -0.3, 0.9));
    assertThat(here).isEqualTo(pruned.predict(Vectors.dense(0.5, 0.2, -0.3, -0.9)));
    assertThat(here).isCloseTo(0.25 + 0.06 - 0.0027, within(1e-3));
    assertThat(pruned.transform(train).count()).isEqualTo(4000);
    assertThatThrownBy(() -> additive.prune(0, 5)).hasMessageContaining("without an edge");
  }

  @Test
  void pictureNamesFeaturesAndLabel() {
    assertThat(additive.plotSvg()).contains(">x1<", ">x4<", ">label<").doesNotContain("NaN");
  }

  @Test
  void statisticsAreSavedWithTheModel(@TempDir Path folder) throws Exception {
    KANRegressionModel pruned = additive.removeEdge(0, 1, 0);
    String path = folder.resolve("model").toString();
    pruned.write().save(path);
    KANRegressionModel loaded = KANRegressionModel.load(path);
    assertThat(loaded.featureImportances()).isEqualTo(pruned.featureImportances());
    assertThat(loaded.plotSvg()).isEqualTo(pruned.plotSvg());
    assertThat(loaded.exportJson()).isEqualTo(pruned.exportJson());
  }

  /** One spline too many for x^2 and 0.3 x: the sparse model needs one hidden node, or two. */
  @Test
  void regularisationMakesModelsThatPruningShrinks() {
    KANRegressor kan =
        new KANRegressor().setHiddenLayers(4).setRegParam(5e-3).setSolver("l-bfgs").setMaxIter(30);
    KANRegressionModel sparse = kan.fit(train);
    List<ObjectiveTerms> terms = sparse.summary().objectiveTerms();
    double[] objective = sparse.summary().objectiveHistory();
    ObjectiveTerms last = terms.get(terms.size() - 1);
    assertThat(terms).hasSameSizeAs(objective);
    assertThat(last.total()).isEqualTo(objective[objective.length - 1]);
    assertThat(last.l1()).isPositive();
    assertThat(last.entropy()).isPositive();
    KANRegressionModel pruned = sparse.prune(0.01, 0.03);
    assertThat(pruned.kanModel().network().widths()[1]).isLessThanOrEqualTo(2);
    assertThat(pruned.featureImportances().get("x4")).isZero();
    // In Spark jobs and in the driver: the same bits.
    String inDriver = kan.setMaxIter(3).fit(train).exportJson();
    assertThat(kan.setLocalMaxMB(0).fit(train).exportJson()).isEqualTo(inDriver);
  }

  /** The indices of an additive function are the squares of its shares of the deviation. */
  @Test
  void totalEffectsOfAnAdditiveFunctionAreItsSharesOfTheVariance() {
    double whole = 4.0 / 45 + 0.09 / 3 + 0.01 / 7;
    Map<String, Double> effects = additive.totalEffects(train);
    assertThat(effects.keySet()).containsExactly("x1", "x2", "x3", "x4");
    assertThat(effects.get("x1")).isCloseTo(4.0 / 45 / whole, within(0.03));
    assertThat(effects.get("x2")).isCloseTo(0.09 / 3 / whole, within(0.03));
    assertThat(effects.get("x3")).isCloseTo(0.01 / 7 / whole, within(0.003));
    assertThat(effects.get("x4")).isLessThan(1e-5);
  }

  /** x1 x2 of one multiplication node, trained, drawn and saved. */
  @Test
  void multiplicationNodesAreTrainedDrawnAndSaved(@TempDir Path folder) throws Exception {
    SplittableRandom random = new SplittableRandom(2);
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < 500; r++) {
      double[] x = random.doubles(2, -1, 1).toArray();
      rows.add(TestSpark.row(x[0] * x[1], 1, x));
    }
    Dataset<Row> products = TestSpark.frame(TestSpark.deal(rows, 2), TestSpark.SCHEMA);
    KANRegressor kan =
        new KANRegressor()
            .setHiddenLayers(1)
            .setMultiplicationNodes(1)
            .setBaseFunction("identity")
            .setSolver("gauss-newton");
    KANRegressionModel model = kan.fit(products);
    assertThat(model.predict(Vectors.dense(0.5, -0.3))).isCloseTo(-0.15, within(1e-12));
    assertThat(model.plotSvg()).doesNotContain("NaN");
    String path = folder.resolve("model").toString();
    model.write().save(path);
    assertThat(KANRegressionModel.load(path).exportJson()).isEqualTo(model.exportJson());
    assertThatThrownBy(() -> kan.setMultiplicationNodes(2).fit(products))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiplicationNodes is [2], accepted: ");
  }

  @Test
  void statisticsTakeOnePass() {
    assertThat(additive.edgeStatistics().layer(0).edgeDeviation()).hasSize(4);
    KANRegressionModel untrained = new KANRegressor().setMaxIter(0).fit(train);
    assertThat(untrained.summary().passes()).isLessThanOrEqualTo(3);
  }
}
