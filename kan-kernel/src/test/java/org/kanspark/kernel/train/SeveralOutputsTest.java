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
import org.kanspark.kernel.linalg.SymmetricMatrix;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.loss.SoftmaxLoss;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.model.Predictor;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.penalty.PenaltySettings;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

class SeveralOutputsTest {
  private static final int CLASSES = 3;
  private static final Loss LOSS = new SoftmaxLoss(CLASSES);
  private static final Scaling SCALING =
      new Scaling(
          FeatureMap.ofRanges(new double[] {-1, -1}, new double[] {1, 1}), LabelScale.NONE, LOSS);

  private final InputSpline spline = InputSpline.spline(Knots.uniform(3, 2, -1, 1));
  private final KanNetwork network =
      new KanNetwork(
          3,
          BaseFunction.SILU,
          Extrapolation.LINEAR,
          List.of(
              KanLayer.of(Collections.nCopies(2, spline), 1, 1),
              KanLayer.of(Collections.nCopies(2, spline), CLASSES, 0)));
  private final double[] at =
      new SplittableRandom(3).doubles(network.parameterCount(), -0.7, 0.7).toArray();

  /** Three classes: a disc, and what is right and left of it. */
  private static RowBlock discs(int rows, long seed) {
    return TestRows.uniform(
        x -> x[0] * x[0] + x[1] * x[1] < 0.4 ? 0 : x[0] > 0 ? 1 : 2, 2, -1, 1, rows, seed);
  }

  private static RowBlock weighted(RowBlock rows) {
    double[] weights = new SplittableRandom(9).doubles(rows.rows(), 0.5, 2).toArray();
    return new RowBlock(rows.rows(), 2, rows.values(), rows.labels(), weights);
  }

  @Test
  void gradientOfBothKindsOfPassesIsTheSlope() {
    RowBlock rows = weighted(discs(300, 1));
    double[] gradient = new double[at.length];
    gradientOf(at, rows).meanLoss(gradient);
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    double[] ignored = new double[at.length];
    for (int p = 0; p < at.length; p++) {
      double[] up = at.clone();
      up[p] += 1e-5;
      double[] down = at.clone();
      down[p] -= 1e-5;
      double slope =
          (gradientOf(up, rows).meanLoss(ignored) - gradientOf(down, rows).meanLoss(ignored))
              / 2e-5;
      assertThat(gradient[p]).isCloseTo(slope, within(1e-8 * largest));
    }
    double[] other = candidatesOf(rows).meanGradient();
    assertThat(other).containsExactly(gradient, within(1e-14));
  }

  private GradientAggregator gradientOf(double[] x, RowBlock rows) {
    return LocalPassRunner.aggregate(new GradientTask(network, x, SCALING), List.of(rows));
  }

  private CandidatesAggregator candidatesOf(RowBlock rows) {
    return LocalPassRunner.aggregate(
        CandidatesTask.forCurvature(network, at, SCALING), List.of(rows));
  }

  /** J'HJ from finite differences of the logits and the textbook H = diag(p) - pp'. */
  @Test
  void curvatureIsThatOfGaussAndNewton() {
    RowBlock rows = weighted(discs(60, 2));
    SymmetricMatrix curvature = candidatesOf(rows).meanCurvature();
    double[] logits = logits(at, rows);
    double[][] slopes = new double[at.length][];
    for (int p = 0; p < at.length; p++) {
      double[] up = at.clone();
      up[p] += 1e-5;
      double[] down = at.clone();
      down[p] -= 1e-5;
      double[] above = logits(up, rows);
      double[] below = logits(down, rows);
      slopes[p] = new double[above.length];
      for (int n = 0; n < above.length; n++) {
        slopes[p][n] = (above[n] - below[n]) / 2e-5;
      }
    }
    double weightSum = Arrays.stream(rows.weights()).sum();
    for (int a = 0; a < at.length; a++) {
      for (int b = 0; b <= a; b++) {
        double expected = 0.0;
        for (int r = 0; r < rows.rows(); r++) {
          expected += rows.weight(r) * product(logits, slopes[a], slopes[b], r) / weightSum;
        }
        assertThat(curvature.get(b, a)).isCloseTo(expected, within(1e-9));
      }
    }
  }

  private static double product(double[] logits, double[] left, double[] right, int row) {
    double[] p = new double[CLASSES];
    double sum = 0.0;
    for (int k = 0; k < CLASSES; k++) {
      p[k] = Math.exp(logits[row * CLASSES + k]);
      sum += p[k];
    }
    double squares = 0.0;
    double meanLeft = 0.0;
    double meanRight = 0.0;
    for (int k = 0; k < CLASSES; k++) {
      double l = left[row * CLASSES + k];
      double r = right[row * CLASSES + k];
      squares += p[k] / sum * l * r;
      meanLeft += p[k] / sum * l;
      meanRight += p[k] / sum * r;
    }
    return squares - meanLeft * meanRight;
  }

  /** Returns logit k of row r at r * CLASSES + k. */
  private double[] logits(double[] x, RowBlock rows) {
    NetworkEvaluator evaluator = new NetworkEvaluator(network, Kernels.get(), rows.rows());
    evaluator.setParameters(x);
    SCALING.mapInputs(rows, 0, rows.rows(), evaluator.inputTile(), rows.rows());
    evaluator.forward(rows.rows());
    double[] outputs = new double[CLASSES * rows.rows()];
    evaluator.outputs(rows.rows(), outputs);
    double[] byRow = new double[outputs.length];
    for (int r = 0; r < rows.rows(); r++) {
      for (int k = 0; k < CLASSES; k++) {
        byRow[r * CLASSES + k] = outputs[k * rows.rows() + r];
      }
    }
    return byRow;
  }

  @Test
  void nodesWeighTheirFeaturesByAllDirections() {
    RowBlock rows = weighted(discs(60, 2));
    SymmetricMatrix curvature = candidatesOf(rows).meanCurvature();
    double trace = 0.0;
    for (int p = 0; p < at.length; p++) {
      trace += curvature.get(p, p);
    }
    double byNodes =
        FeatureSample.of(network, at, SCALING, rows).stream()
            .mapToDouble(FeatureSample::trace)
            .sum();
    assertThat(byNodes).isCloseTo(trace, within(1e-12 * trace));
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void learnsClasses(String solver) {
    TrainedModel trained =
        TestRows.train(
            TrainingSettings.builder()
                .hiddenLayers(4)
                .solver(solver)
                .loss(LOSS)
                .maxIter(60)
                .penalty(new PenaltySettings(0, 1, 2, 0, 1))
                .build(),
            discs(3000, 5));
    assertThat(accuracy(trained.model(), discs(2000, 6))).isGreaterThan(0.97);
    double[] objective = trained.history().objective();
    assertThat(objective[objective.length - 1]).isLessThan(0.12);
    assertThat(trained.history().terms().get(objective.length - 1).shrinkage()).isPositive();
  }

  private static double accuracy(KanModel model, RowBlock rows) {
    Predictor predictor = model.newBatchPredictor();
    double[] values = new double[model.classes() * rows.rows()];
    predictor.values(rows, values);
    double[] alone = new double[model.classes()];
    Predictor single = model.newPredictor();
    int right = 0;
    for (int r = 0; r < rows.rows(); r++) {
      int best = 0;
      single.values(new double[] {rows.value(r, 0), rows.value(r, 1)}, alone);
      for (int k = 0; k < alone.length; k++) {
        assertThat(alone[k]).isEqualTo(values[k * rows.rows() + r]);
        best = alone[k] > alone[best] ? k : best;
      }
      right += best == rows.labels()[r] ? 1 : 0;
    }
    return (double) right / rows.rows();
  }

  @Test
  void penaltiesAndEdgesCountAllOutputs() {
    RowBlock rows = discs(1500, 7);
    TrainedModel trained =
        TestRows.train(
            TrainingSettings.builder()
                .hiddenLayers(3)
                .solver("l-bfgs")
                .loss(LOSS)
                .maxIter(15)
                .penalty(new PenaltySettings(1e-3, 1, 2, 0, 1))
                .build(),
            rows);
    assertThat(trained.edges().fits(trained.model().network())).isTrue();
    assertThat(trained.history().objective()[15])
        .isLessThan(trained.history().objective()[0])
        .isFinite();
  }

  @Test
  void anInitialModelOfAnotherTaskIsRefused() {
    RowBlock rows = discs(200, 8);
    TrainingSettings.Builder settings = TrainingSettings.builder().hiddenLayers(2).maxIter(1);
    KanModel model = TestRows.train(settings.loss(LOSS).build(), rows).model();
    assertThatThrownBy(
            () ->
                TestRows.train(settings.loss(new SquaredLoss()).initialModel(model).build(), rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("link softmax and 3 outputs");
  }

  @Test
  void labelsOfNoClassAreRefused() {
    RowBlock rows = TestRows.uniform(x -> 3, 2, -1, 1, 50, 1);
    assertThatThrownBy(() -> TestRows.train(TrainingSettings.builder().loss(LOSS).build(), rows))
        .hasMessage("labels reach from 3.0 to 3.0, accepted: whole numbers from 0 to 2");
  }
}
