package org.kanspark.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.spark.TestSpark;

/** Continues from trained, pruned and refined models. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InitialModelTest {
  @TempDir private Path folder;
  private Dataset<Row> train;
  private KANRegressionModel first;

  @BeforeAll
  void fit() {
    train = TestSpark.frame(TestSpark.deal(TestSpark.wave(300), 2, 1), TestSpark.SCHEMA);
    first = regressor().setHiddenLayers(2).setMaxIter(1).fit(train);
  }

  private static KANRegressor regressor() {
    return new KANRegressor().setSolver("l-bfgs").setMaxIter(10);
  }

  @Test
  void continuesWhereTheModelEnded() {
    KANRegressionModel second = regressor().setInitialModel(first).fit(train);
    double[] before = first.summary().objectiveHistory();
    double[] after = second.summary().objectiveHistory();
    assertThat(after[0]).isCloseTo(before[before.length - 1], within(1e-12));
    assertThat(after[after.length - 1]).isLessThan(after[0]);
    assertThat(second.kanModel().network().widths()).containsExactly(2, 2, 1);
    assertThat(second.summary().notes()).isEmpty();
    KANRegressionModel none = regressor().setInitialModel(first).setMaxIter(0).fit(train);
    assertThat(none.exportJson()).isEqualTo(first.exportJson());
  }

  @Test
  void prunedModelsStayPruned() {
    KANRegressionModel pruned = first.removeEdge(0, 0, 1);
    KANRegressionModel second = regressor().setInitialModel(pruned).fit(train);
    assertThat(second.kanModel().network().layer(0).isLive(0, 1)).isFalse();
  }

  @Test
  void rowsOutsideTheDomainOfASymbolicEdgeAreRefused() {
    KANRegressionModel root = first.fixSymbolic(0, 0, 0, "sqrt", 1, 1);
    Dataset<Row> far =
        TestSpark.frame(
            List.of(List.of(TestSpark.row(1, 1, -1e3, 0), TestSpark.row(2, 1, 1e3, 1))),
            TestSpark.SCHEMA);
    for (String solver : List.of("l-bfgs", "gauss-newton")) {
      assertThatThrownBy(() -> regressor().setSolver(solver).setInitialModel(root).fit(far))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("domain of a symbolic edge");
    }
  }

  @Test
  void refinedModelsAreTheSameFunctionUntilTrainedOn() {
    KANRegressionModel finer = first.refine(15);
    assertThat(finer.predict(Vectors.dense(0.3, 0.7)))
        .isCloseTo(first.predict(Vectors.dense(0.3, 0.7)), within(1e-12));
    assertThat(finer.featureImportances()).isEqualTo(first.featureImportances());
    KANRegressionModel second = regressor().setInitialModel(finer).fit(train);
    assertThat(second.kanModel().network().layer(0).input(0).knots().intervals()).isEqualTo(15);
    assertThatThrownBy(() -> first.refine(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("grid 4 is coarser than the model's, accepted: >= 5");
  }

  @Test
  void oneNoteNamesWhatTheModelOverrules() {
    KANRegressor kan =
        regressor().setHiddenLayers(5).setGridSize(5).setSplineDegree(2).setInitialModel(first);
    List<String> notes = kan.fit(train).summary().notes();
    assertThat(notes)
        .containsExactly(
            "initialModel of layers [2, 2, 1] decides, ignored: hiddenLayers = [5] (it has [2]),"
                + " splineDegree = 2 (it has 3)");
  }

  @Test
  void anotherNumberOfFeaturesIsRefused() {
    List<Row> rows = List.of(TestSpark.row(1, 1, 1, 2, 3), TestSpark.row(2, 1, 3, 2, 1));
    Dataset<Row> three = TestSpark.frame(List.of(rows), TestSpark.SCHEMA);
    assertThatThrownBy(() -> regressor().setInitialModel(first).fit(three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("initialModel has 2 features, column 'features' has 3");
  }

  @Test
  void anotherTaskIsRefused() {
    KANRegressor kan = regressor();
    assertThatThrownBy(() -> kan.set("initialModel", regressor()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("initialModel is kanRegressor_")
        .hasMessageContaining("accepted: a KANRegressionModel");
  }

  @Test
  void itIsCopiedAndSavedWithTheEstimatorButNotWithTheModel() throws Exception {
    KANRegressor kan = regressor().setInitialModel(first.refine(10));
    assertThat(kan.copy(ParamMap.empty()).getInitialModel()).isSameAs(kan.getInitialModel());
    String path = folder.resolve("estimator").toString();
    kan.write().save(path);
    KANRegressor loaded = KANRegressor.load(path);
    assertThat(loaded.getInitialModel().exportJson()).isEqualTo(kan.getInitialModel().exportJson());
    assertThat(loaded.fit(train).exportJson()).isEqualTo(kan.fit(train).exportJson());

    String model = folder.resolve("model").toString();
    kan.fit(train).write().save(model);
    assertThat(KANRegressionModel.load(model).hasParam("initialModel")).isFalse();

    String pipeline = folder.resolve("pipeline").toString();
    new Pipeline().setStages(new PipelineStage[] {kan}).write().save(pipeline);
    KANRegressor inside = (KANRegressor) Pipeline.load(pipeline).getStages()[0];
    assertThat(inside.getInitialModel().exportJson()).isEqualTo(kan.getInitialModel().exportJson());
    assertThat(KANRegressor.load(saved(regressor())).getInitialModel()).isNull();
  }

  private String saved(KANRegressor kan) throws Exception {
    String path = folder.resolve("plain").toString();
    kan.write().save(path);
    return path;
  }
}
