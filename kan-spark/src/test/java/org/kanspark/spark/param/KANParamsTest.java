package org.kanspark.spark.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.kanspark.regression.KANRegressor;

class KANParamsTest {
  private static final List<String> NAMES =
      List.of(
          "aggregationDepth",
          "baseFunction",
          "checkpointDir",
          "checkpointInterval",
          "contributionsCol",
          "deterministic",
          "entropyWeight",
          "extrapolation",
          "featuresCol",
          "gaussNewtonMaxParameters",
          "gridEps",
          "gridRange",
          "gridSize",
          "handleInvalid",
          "hiddenLayers",
          "huberDelta",
          "initialModel",
          "l1Weight",
          "labelCol",
          "localMaxMB",
          "loss",
          "maxBlockSizeInMB",
          "maxIter",
          "multiplicationNodes",
          "predictionCol",
          "quantileLevel",
          "refineSchedule",
          "regParam",
          "seed",
          "shrinkage",
          "smoothnessWeight",
          "solver",
          "splineDegree",
          "tol",
          "updateGrid",
          "validationFraction",
          "validationIndicatorCol",
          "validationPatience",
          "warmStart",
          "weightCol");

  @Test
  void everySettingIsAParameterOfItsName() {
    KANRegressor regressor = new KANRegressor();
    assertThat(Arrays.stream(regressor.params()).map(Param::name)).containsExactlyElementsOf(NAMES);
    assertThat(regressor.params()).allMatch(param -> param.parent().equals(regressor.uid()));
    assertThat(regressor.uid()).startsWith("kanRegressor_");
  }

  @Test
  void copyKeepsUidAndValuesAndTakesExtraOnes() {
    KANRegressor regressor = new KANRegressor("kan").setGridSize(7).setHiddenLayers(4, 2);
    ParamMap extra = new ParamMap().put(regressor.gridSize(), 9);
    KANRegressor copy = regressor.copy(extra);

    assertThat(copy.uid()).isEqualTo("kan");
    assertThat(copy.getGridSize()).isEqualTo(9);
    assertThat(copy.getHiddenLayers()).containsExactly(4, 2);
    assertThat(regressor.getGridSize()).isEqualTo(7);
    assertThat(copy.params()).isEqualTo(regressor.params());
  }

  @Test
  void arraysAreCopiedBothWays() {
    int[] widths = {3};
    KANRegressor regressor = new KANRegressor().setHiddenLayers(widths);
    widths[0] = 99;
    regressor.getHiddenLayers()[0] = 98;
    assertThat(regressor.getHiddenLayers()).containsExactly(3);
  }

  @Test
  void explanationsShowArraysAndDefaults() {
    KANRegressor regressor = new KANRegressor().setRefineSchedule(3, 10);
    assertThat(regressor.explainParams())
        .contains("hiddenLayers: ", "(default: [5])")
        .contains("(default: [], current: [3, 10])")
        .contains("weightCol: Column of row weights; not set: all weights 1. (undefined)")
        .doesNotContain("[I@");
  }

  @Test
  void refusedValuesAreNamedWithWhatIsAccepted() {
    KANRegressor kan = new KANRegressor();
    refused(() -> kan.setHiddenLayers(0), "hiddenLayers is [0], accepted: whole numbers >= 1");
    refused(() -> kan.setMultiplicationNodes(-1), "multiplicationNodes is [-1], accepted");
    refused(() -> kan.setGridSize(0), "gridSize is 0, accepted: a whole number from 1 to 10000");
    refused(
        () -> kan.setSplineDegree(6), "splineDegree is 6, accepted: a whole number from 0 to 5");
    refused(() -> kan.setGridEps(1.5), "gridEps is 1.5, accepted: a number from 0 to 1, or -1");
    refused(() -> kan.setGridEps(Double.NaN), "gridEps is NaN");
    refused(() -> kan.setBaseFunction("relu"), "baseFunction is 'relu', accepted: silu, identity");
    refused(() -> kan.setExtrapolation("cubic"), "accepted: linear, constant, zero");
    refused(() -> kan.setGridRange(2, 1), "gridRange is [2.0, 1.0], accepted: two finite numbers");
    refused(() -> kan.setRefineSchedule(5, 5), "refineSchedule is [5, 5], accepted: increasing");
    refused(() -> kan.setSolver("adam"), "solver is 'adam', accepted: auto, l-bfgs");
    refused(() -> kan.setMaxIter(-1), "maxIter is -1, accepted: a whole number >= 0");
    refused(() -> kan.setTol(-1), "tol is -1.0, accepted: a finite number >= 0");
    refused(() -> kan.setRegParam(-1), "regParam is -1.0, accepted: a finite number >= 0");
    refused(() -> kan.setEntropyWeight(Double.NaN), "entropyWeight is NaN, accepted");
    refused(() -> kan.setAggregationDepth(0), "aggregationDepth is 0, accepted");
    refused(() -> kan.setMaxBlockSizeInMB(-1), "maxBlockSizeInMB is -1.0, accepted");
    refused(() -> kan.setLocalMaxMB(Double.NaN), "localMaxMB is NaN, accepted");
    refused(() -> kan.set("hiddenLayers", new int[] {5, -1}), "hiddenLayers is [5, -1], accepted");
  }

  private static void refused(ThrowingCallable setter, String message) {
    assertThatThrownBy(setter)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
