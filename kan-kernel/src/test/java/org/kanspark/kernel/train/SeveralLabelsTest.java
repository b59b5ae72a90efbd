package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

class SeveralLabelsTest {
  private static final int ROWS = 400;

  private static final RowBlock FIRST =
      TestRows.uniform(x -> 100 + Math.sin(3 * x[0]) + x[1] * x[1], 2, -1, 1, ROWS, 1);

  private static final RowBlock SECOND =
      TestRows.uniform(x -> 1e-3 * (Math.exp(x[0]) - x[1]), 2, -1, 1, ROWS, 1);

  private static RowBlock both() {
    double[] labels = Arrays.copyOf(FIRST.labels(), 2 * ROWS);
    System.arraycopy(SECOND.labels(), 0, labels, ROWS, ROWS);
    return new RowBlock(ROWS, 2, FIRST.values(), labels);
  }

  private static TrainingSettings.Builder settings(String solver) {
    return TrainingSettings.builder().solver(solver).gridSize(4).maxIter(60).tol(1e-14);
  }

  /**
   * An additive network has no edge that two labels share, but smoothness and the last step are.
   */
  @ParameterizedTest
  @ValueSource(strings = {"gauss-newton", "l-bfgs"})
  void additiveModelIsThatOfEachLabel(String solver) {
    TrainingSettings.Builder additive = settings(solver).hiddenLayers();
    KanModel joint = TestRows.train(additive.loss(new SquaredLoss(2)).build(), both()).model();
    assertThat(joint.network().outputs()).isEqualTo(2);
    double[] values = new double[2 * ROWS];
    joint.newBatchPredictor().values(FIRST, values);
    RowBlock[] single = {FIRST, SECOND};
    for (int n = 0; n < 2; n++) {
      KanModel alone = TestRows.train(settings(solver).hiddenLayers().build(), single[n]).model();
      double deviation = TestRows.deviation(single[n].labels());
      double error = 0.0;
      double distance = 0.0;
      double[] expected = TestRows.predictions(alone, FIRST);
      for (int r = 0; r < ROWS; r++) {
        distance = Math.max(distance, Math.abs(values[n * ROWS + r] - expected[r]));
        error += Math.pow(values[n * ROWS + r] - single[n].labels()[r], 2) / ROWS;
      }
      assertThat(distance / deviation).as("label %d", n).isLessThan(2e-3);
      assertThat(Math.sqrt(error) / deviation)
          .as("error of label %d", n)
          .isLessThan(4 * TestRows.rmse(alone, single[n]) / deviation);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gauss-newton", "l-bfgs"})
  void labelsShareHiddenNodes(String solver) {
    RowBlock rows = both();
    KanModel model =
        TestRows.train(
                settings(solver).hiddenLayers(3).loss(new SquaredLoss(2)).maxIter(100).build(),
                rows)
            .model();
    double[] values = new double[2 * ROWS];
    model.newBatchPredictor().values(rows, values);
    for (int n = 0; n < 2; n++) {
      double sum = 0.0;
      for (int r = 0; r < ROWS; r++) {
        sum += Math.pow((values[n * ROWS + r] - rows.label(r, n)) / model.labelScale().scale(n), 2);
      }
      assertThat(Math.sqrt(sum / ROWS)).as("label %d", n).isLessThan(5e-3);
    }
  }

  @Test
  void gradientIsTheSlope() {
    InputSpline spline = InputSpline.spline(Knots.uniform(3, 2, -1, 1));
    KanNetwork network =
        new KanNetwork(
            3,
            BaseFunction.SILU,
            Extrapolation.LINEAR,
            List.of(
                KanLayer.of(Collections.nCopies(2, spline), 2, 0),
                KanLayer.of(Collections.nCopies(2, spline), 2, 0)));
    Scaling scaling =
        new Scaling(
            FeatureMap.ofRanges(new double[] {-1, -1}, new double[] {1, 1}),
            new LabelScale(new double[] {100, 1e-3}, new double[] {0.7, 2e-3}),
            new SquaredLoss(2));
    double[] at = new SplittableRandom(3).doubles(network.parameterCount(), -0.7, 0.7).toArray();
    double[] gradient = new double[at.length];
    loss(network, scaling, at, gradient);
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    double[] ignored = new double[at.length];
    for (int p = 0; p < at.length; p++) {
      double[] up = at.clone();
      up[p] += 1e-5;
      double[] down = at.clone();
      down[p] -= 1e-5;
      double slope =
          (loss(network, scaling, up, ignored) - loss(network, scaling, down, ignored)) / 2e-5;
      assertThat(gradient[p]).isCloseTo(slope, within(1e-8 * largest));
    }
    double[] other =
        LocalPassRunner.aggregate(
                CandidatesTask.forCurvature(network, at, scaling), List.of(both()))
            .meanGradient();
    assertThat(other).containsExactly(gradient, within(1e-13 * largest));
  }

  private static double loss(KanNetwork network, Scaling scaling, double[] at, double[] gradient) {
    return LocalPassRunner.aggregate(new GradientTask(network, at, scaling), List.of(both()))
        .meanLoss(gradient);
  }

  @Test
  void refusesRowsOfAnotherNumberOfLabels() {
    TrainingSettings settings = settings("l-bfgs").loss(new SquaredLoss(3)).build();
    assertThatThrownBy(() -> TestRows.train(settings, both()))
        .hasMessage("rows have 2 labels, loss squared is of 3");
  }
}
