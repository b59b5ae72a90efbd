package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.interpret.EdgeStatisticsTask;
import org.kanspark.kernel.interpret.LayerStatistics;
import org.kanspark.kernel.linalg.SymmetricMatrix;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.penalty.ActivationSums;
import org.kanspark.kernel.penalty.Penalty;
import org.kanspark.kernel.penalty.PenaltySettings;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.spline.SmoothnessPenalty;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

class ObjectiveTest {
  private static final int ROWS = 150;
  private static final Scaling SCALING =
      new Scaling(
          new FeatureMap(new double[3], new double[] {1, 1, 1}),
          new LabelScale(0.5, 2),
          new SquaredLoss());

  private static RowBlock rows() {
    SplittableRandom random = new SplittableRandom(4);
    double[] values = random.doubles(3 * ROWS, -1.2, 1.2).toArray();
    for (int r = 0; r < ROWS; r++) {
      values[2 * ROWS + r] = r % 2;
    }
    double[] labels = random.doubles(ROWS, -1, 3).toArray();
    double[] weights = random.doubles(ROWS, 0.2, 2).toArray();
    return new RowBlock(ROWS, 3, values, labels, weights);
  }

  private static InputSpline spline(int degree, int intervals, double lower, double upper) {
    return InputSpline.spline(Knots.uniform(degree, intervals, lower, upper));
  }

  /** Three layers with a line, a dead edge, a symbolic one and a product. */
  private static KanNetwork mixed(int degree) {
    InputSpline line = new InputSpline(InputSpline.Kind.LINE, Knots.uniform(degree, 1, -1, 1));
    KanLayer first =
        KanLayer.of(List.of(spline(degree, 4, -1, 1), spline(degree, 3, -1, 1), line), 3, 1);
    boolean[] live = new boolean[first.inputs() * first.sums()];
    Arrays.fill(live, true);
    live[6] = false;
    InputSpline hidden = spline(degree, 3, -1.5, 1.5);
    KanLayer second =
        KanLayer.of(List.of(hidden, hidden, hidden, hidden), 2, 0)
            .withSymbolic(List.of(new SymbolicEdge(1, 0, SymbolicLibrary.standard().get("sin"))));
    KanLayer third = KanLayer.of(List.of(hidden, hidden), 1, 0);
    return new KanNetwork(
        degree,
        BaseFunction.SILU,
        Extrapolation.LINEAR,
        List.of(first.withLive(live), second, third));
  }

  private static double[] parameters(KanNetwork network) {
    return new SplittableRandom(5).doubles(network.parameterCount(), -0.7, 0.7).toArray();
  }

  private static Objective objective(PenaltySettings settings, KanNetwork network) {
    RowBlock rows = rows();
    return new Objective(settings, network, SCALING, TestRows.reading(rows.rows(), any -> rows));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void gradientIsThatOfFiniteDifferences(int degree) {
    KanNetwork network = mixed(degree);
    Objective objective = objective(new PenaltySettings(0.7, 1, 2, 0.01), network);
    double[] at = parameters(network);
    double[] gradient = new double[at.length];
    objective.evaluate(at, gradient);
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    double[] ignored = new double[at.length];
    double h = 1e-5;
    for (int p = 0; p < at.length; p++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[p] += h;
      down[p] -= h;
      double slope =
          (objective.evaluate(up, ignored) - objective.evaluate(down, ignored)) / (2 * h);
      // At degree 1 a step may carry a row over a knot, where the slope jumps.
      double tolerance = degree == 1 ? 1e-3 : 1e-7;
      assertThat(gradient[p]).as("parameter %d", p).isCloseTo(slope, within(tolerance * largest));
    }
  }

  /** L1 and entropies by their formulas, from deviations that other code has summed. */
  @Test
  void termsAreThoseOfTheDefinition() {
    KanNetwork network = mixed(3);
    double[] at = parameters(network);
    Objective objective = objective(new PenaltySettings(0.5, 3, 0.25, 0), network);
    objective.evaluate(at, new double[at.length]);

    KanModel model = new KanModel(network, at, SCALING.featureMap(), SCALING.labelScale());
    EdgeStatistics statistics =
        LocalPassRunner.aggregate(new EdgeStatisticsTask(model), List.of(rows())).statistics();
    double l1 = 0;
    double entropy = 0;
    for (int l = 0; l < network.depth(); l++) {
      double[][] activity = activity(network.layer(l), statistics.layer(l));
      for (double[] edges : activity) {
        l1 += Arrays.stream(edges).sum();
      }
      entropy += meanEntropy(activity) + meanEntropy(transposed(activity));
    }
    assertThat(objective.terms().l1()).isCloseTo(0.5 * 3 * l1, within(1e-6 * l1));
    assertThat(objective.terms().entropy()).isCloseTo(0.5 * 0.25 * entropy, within(1e-6 * entropy));
  }

  private static double[][] activity(KanLayer layer, LayerStatistics seen) {
    double[][] activity = new double[layer.inputs()][layer.sums()];
    for (int i = 0; i < layer.inputs(); i++) {
      for (int j = 0; j < layer.sums(); j++) {
        activity[i][j] =
            layer.isSpline(i, j) ? seen.edgeDeviation(i, j) / (seen.deviation()[i] + 0.1) : 0;
      }
    }
    return activity;
  }

  private static double meanEntropy(double[][] groups) {
    double sum = 0;
    for (double[] group : groups) {
      double total = 1 + Arrays.stream(group).sum();
      for (double value : group) {
        double p = value / total;
        sum -= p * Math.log(p + 1e-4) / Math.log(2);
      }
    }
    return sum / groups.length;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] columns = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        columns[j][i] = matrix[i][j];
      }
    }
    return columns;
  }

  @Test
  void smoothnessIsTheRoughnessOfAllSplines() {
    KanNetwork network = mixed(3);
    double[] at = parameters(network);
    Objective objective = objective(new PenaltySettings(2, 0, 0, 0.5), network);
    objective.evaluate(at, new double[at.length]);
    double roughness = 0;
    for (int l = 0; l < network.depth(); l++) {
      for (int i = 0; i < network.layer(l).inputs(); i++) {
        InputSpline input = network.layer(l).input(i);
        for (int j = 0; j < network.layer(l).sums(); j++) {
          double[] edge = network.coefficients(at, l, i, j);
          if (input.kind() == InputSpline.Kind.SPLINE) {
            roughness += SmoothnessPenalty.of(input.knots()).value(edge, 0, 1);
          }
        }
      }
    }
    assertThat(objective.terms().smoothness())
        .isCloseTo(2 * 0.5 * roughness, within(1e-12 * roughness));
    assertThat(objective.terms().l1()).isZero();
    assertThat(objective.terms().entropy()).isZero();
  }

  @Test
  void partitionsGiveThePlainLoop() {
    KanNetwork network = mixed(3);
    double[] at = parameters(network);
    RowBlock rows = rows();
    List<List<RowBlock>> partitions =
        List.of(
            List.of(rows.slice(0, 20), rows.slice(20, 70)),
            List.of(),
            List.of(rows.slice(70, ROWS)));
    PenaltySettings settings = new PenaltySettings(0.7, 1, 2, 0.01);
    double[] plain = new double[at.length];
    double[] divided = new double[at.length];
    double value = objective(settings, network).evaluate(at, plain);
    try (LocalPassRunner runner = new LocalPassRunner(partitions, 2, 2)) {
      Objective.Rows reading =
          new Objective.Rows() {
            @Override
            public long count() {
              return ROWS;
            }

            @Override
            public GradientAggregator gradient(GradientTask task) {
              return runner.run(task, "gradient");
            }

            @Override
            public MeasureAggregator measure(MeasureTask task) {
              return runner.run(task, "measure");
            }
          };
      Objective other = new Objective(settings, network, SCALING, reading);
      assertThat(other.evaluate(at, divided)).isCloseTo(value, within(1e-13 * value));
    }
    assertThat(divided).containsExactly(plain, within(1e-12));
  }

  /** Of the last layer's own coefficients L1 is a sum of norms: the surrogate lies above it. */
  @Test
  void surrogateTouchesTheNormFromAbove() {
    KanNetwork network = mixed(3);
    double[] at = parameters(network);
    Penalty penalty = new Penalty(new PenaltySettings(1, 1, 0, 0), network, 100);
    Penalty.Point point = penalty.at(at, sums(network, at));
    double[] gradient = new double[at.length];
    point.addGradient(gradient);
    SymmetricMatrix curvature = new SymmetricMatrix(at.length);
    point.addCurvature(curvature);
    SplittableRandom random = new SplittableRandom(8);
    for (int trial = 0; trial < 20; trial++) {
      double[] step = new double[at.length];
      for (int p = network.offset(2, 0); p < network.symbolicOffset(0); p++) {
        step[p] = random.nextDouble(-1, 1);
      }
      double[] to = at.clone();
      double bound = point.value();
      double[] product = curvature.times(step);
      for (int p = 0; p < at.length; p++) {
        to[p] += step[p];
        bound += step[p] * (gradient[p] + product[p] / 2);
      }
      assertThat(penalty.at(to, sums(network, to)).value()).isLessThanOrEqualTo(bound + 1e-9);
    }
  }

  private static ActivationSums sums(KanNetwork network, double[] at) {
    MeasureTask task = new MeasureTask(network, at, 0, SCALING);
    return LocalPassRunner.aggregate(task, List.of(rows())).sums();
  }

  @Test
  void badWeightsAreNamed() {
    assertThatThrownBy(() -> new PenaltySettings(-1, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("regParam is -1.0, accepted: a finite number >= 0");
    assertThatThrownBy(() -> new PenaltySettings(1, 1, Double.NaN, 0))
        .hasMessage("entropyWeight is NaN, accepted: a finite number >= 0");
  }
}
