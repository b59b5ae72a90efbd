package org.kanspark.kernel.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

/** Compares analytic gradients with central differences, for every kind of parameter. */
class GradientTest {
  private static final int ROWS = 33;

  record Case(
      int degree, BaseFunction base, Extrapolation extrapolation, int[] widths, boolean missing) {
    Case(int degree, BaseFunction base, Extrapolation extrapolation, int[] widths) {
      this(degree, base, extrapolation, widths, false);
    }

    @Override
    public String toString() {
      return degree
          + " "
          + base
          + " "
          + extrapolation
          + " "
          + List.of(box(widths))
          + (missing ? " missing" : "");
    }

    private static Integer[] box(int[] widths) {
      Integer[] boxed = new Integer[widths.length];
      for (int w = 0; w < widths.length; w++) {
        boxed[w] = widths[w];
      }
      return boxed;
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Extrapolation extrapolation : Extrapolation.values()) {
      for (BaseFunction base : BaseFunction.values()) {
        cases.add(new Case(3, base, extrapolation, new int[] {3, 4, 1}));
      }
    }
    for (int degree = 2; degree <= 5; degree++) {
      cases.add(new Case(degree, BaseFunction.SILU, Extrapolation.LINEAR, new int[] {3, 2, 3, 1}));
    }
    cases.add(new Case(3, BaseFunction.SILU, Extrapolation.LINEAR, new int[] {3, 18, 1}));
    cases.add(new Case(3, BaseFunction.SILU, Extrapolation.LINEAR, new int[] {3, 1}));
    cases.add(new Case(3, BaseFunction.SILU, Extrapolation.LINEAR, new int[] {3, 4, 1}, true));
    cases.add(new Case(3, BaseFunction.NONE, Extrapolation.ZERO, new int[] {3, 18, 1}, true));
    cases.add(new Case(4, BaseFunction.SILU, Extrapolation.LINEAR, new int[] {3, 2, 1}, true));
    cases.add(new Case(3, BaseFunction.SILU, Extrapolation.LINEAR, new int[] {3, 1}, true));
    return cases;
  }

  /** Makes a network with a spline, a line and an empty input, a product node and a dead edge. */
  private static KanNetwork network(Case c) {
    List<KanLayer> layers = new ArrayList<>();
    for (int l = 0; l + 1 < c.widths.length; l++) {
      List<InputSpline> inputs = new ArrayList<>();
      for (int i = 0; i < c.widths[l]; i++) {
        Knots even = Knots.uniform(c.degree, 4, -0.8, 0.9);
        Knots uneven = Knots.of(c.degree, new double[] {-0.7, -0.1, 0.0, 0.6});
        if (l == 0 && i == 1) {
          inputs.add(new InputSpline(InputSpline.Kind.LINE, even));
        } else if (l == 0 && i == 2) {
          inputs.add(new InputSpline(InputSpline.Kind.NONE, even));
        } else {
          inputs.add(InputSpline.spline(i % 2 == 0 ? even : uneven));
        }
      }
      if (l == 0 && c.missing) {
        inputs.replaceAll(input -> input.withMissing(true));
      }
      boolean hidden = l + 2 < c.widths.length;
      int products = hidden ? 1 : 0;
      KanLayer layer = KanLayer.of(inputs, c.widths[l + 1] - products, products);
      boolean[] live = new boolean[layer.inputs() * layer.sums()];
      for (int e = 0; e < live.length; e++) {
        live[e] = !hidden || e != 2;
      }
      layers.add(layer.withLive(live));
    }
    return new KanNetwork(c.degree, c.base, c.extrapolation, layers);
  }

  private static NetworkEvaluator evaluator(KanNetwork network, double[] parameters) {
    NetworkEvaluator evaluator = new NetworkEvaluator(network, Kernels.get(), 40);
    evaluator.setParameters(parameters);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < network.inputs(); i++) {
      for (int r = 0; r < ROWS; r++) {
        double x = random.nextDouble(-1.4, 1.4);
        boolean missing = network.mayMiss() && (r + i) % 4 == 0;
        evaluator.inputTile()[i * 40 + r] = missing ? Double.NaN : x;
      }
    }
    return evaluator;
  }

  /** Returns a fixed weighted sum of the outputs. */
  private static double sum(NetworkEvaluator evaluator, double[] outputs, double[] weights) {
    evaluator.forward(ROWS);
    evaluator.outputs(ROWS, outputs);
    double sum = 0.0;
    for (int r = 0; r < ROWS; r++) {
      sum += weights[r] * outputs[r];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithFiniteDifferences(Case c) {
    KanNetwork network = network(c);
    SplittableRandom random = new SplittableRandom(5);
    double[] parameters = random.doubles(network.parameterCount(), -1, 1).toArray();
    double[] weights = random.doubles(40, -1, 1).toArray();
    NetworkEvaluator evaluator = evaluator(network, parameters);
    double[] outputs = new double[40];
    sum(evaluator, outputs, weights);
    evaluator.backward(ROWS, weights);
    double[] gradient = new double[parameters.length];
    evaluator.addGradient(gradient);

    double[] numeric = new double[parameters.length];
    double largest = 0.0;
    double h = 1e-5;
    for (int p = 0; p < parameters.length; p++) {
      double[] moved = parameters.clone();
      moved[p] = parameters[p] + h;
      evaluator.setParameters(moved);
      double above = sum(evaluator, outputs, weights);
      moved[p] = parameters[p] - h;
      evaluator.setParameters(moved);
      numeric[p] = (above - sum(evaluator, outputs, weights)) / (2 * h);
      largest = Math.max(largest, Math.abs(numeric[p]));
    }
    assertThat(largest).isPositive();
    for (int p = 0; p < parameters.length; p++) {
      assertThat(gradient[p]).as("parameter %d", p).isCloseTo(numeric[p], within(1e-6 * largest));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inputGradientAgreesWithFiniteDifferences(Case c) {
    KanNetwork network = network(c);
    SplittableRandom random = new SplittableRandom(6);
    double[] parameters = random.doubles(network.parameterCount(), -1, 1).toArray();
    double[] weights = random.doubles(40, -1, 1).toArray();
    NetworkEvaluator evaluator = evaluator(network, parameters);
    double[] outputs = new double[40];
    sum(evaluator, outputs, weights);
    evaluator.backward(ROWS, weights);
    double[] gradient = evaluator.inputGradient(ROWS).clone();
    double h = 1e-6;
    for (int i = 0; i < network.inputs(); i++) {
      for (int r = 0; r < ROWS; r++) {
        int at = i * 40 + r;
        double x = evaluator.inputTile()[at];
        evaluator.inputTile()[at] = x + h;
        double above = sum(evaluator, outputs, weights);
        evaluator.inputTile()[at] = x - h;
        double below = sum(evaluator, outputs, weights);
        evaluator.inputTile()[at] = x;
        assertThat(gradient[at])
            .as("input %d of row %d", i, r)
            .isCloseTo((above - below) / (2 * h), within(2e-5 * (1 + Math.abs(gradient[at]))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void deadEdgesContributeNothing(Case c) {
    KanNetwork network = network(c);
    double[] parameters =
        new SplittableRandom(7).doubles(network.parameterCount(), -1, 1).toArray();
    NetworkEvaluator evaluator = evaluator(network, parameters);
    evaluator.forward(ROWS);
    double[] before = new double[40];
    evaluator.outputs(ROWS, before);
    int dead = 0;
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      for (int i = 0; i < layer.inputs(); i++) {
        for (int j = 0; j < layer.sums(); j++) {
          if (!layer.isLive(i, j)) {
            dead++;
            for (int m = 0; m < layer.input(i).coefficients(); m++) {
              parameters[network.offset(l, i) + m * layer.sums() + j] = 1e6;
            }
            assertThat(network.coefficients(parameters, l, i, j)).containsOnly(0.0);
            assertThat(network.baseWeight(parameters, l, i, j)).isZero();
          }
        }
      }
    }
    evaluator.setParameters(parameters);
    evaluator.forward(ROWS);
    double[] after = new double[40];
    evaluator.outputs(ROWS, after);
    assertThat(after).isEqualTo(before);
    assertThat(dead).isEqualTo(network.depth() - 1);
  }
}
