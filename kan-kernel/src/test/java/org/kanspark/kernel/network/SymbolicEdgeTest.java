package org.kanspark.kernel.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

class SymbolicEdgeTest {
  private static final int ROWS = 11;

  private static SymbolicEdge edge(int input, int sum, String function) {
    return new SymbolicEdge(input, sum, SymbolicLibrary.standard().get(function));
  }

  private static KanLayer layer(int inputs, int sums, int products, SymbolicEdge... symbolic) {
    InputSpline spline = InputSpline.spline(Knots.uniform(3, 4, -2, 2));
    return KanLayer.of(Collections.nCopies(inputs, spline), sums, products)
        .withSymbolic(List.of(symbolic));
  }

  private static KanNetwork network(KanLayer... layers) {
    return new KanNetwork(3, BaseFunction.SILU, Extrapolation.LINEAR, List.of(layers));
  }

  /** Splines and symbolic edges in both layers, a product, and a dead symbolic edge. */
  private static KanNetwork mixed() {
    KanLayer first = layer(3, 1, 1, edge(2, 0, "sin"), edge(0, 1, "exp"), edge(1, 1, "tanh"));
    boolean[] live = new boolean[9];
    Arrays.fill(live, true);
    live[4] = false;
    return network(first.withLive(live), layer(2, 1, 0, edge(1, 0, "x^2")));
  }

  private static double[] parameters(KanNetwork network) {
    return new SplittableRandom(5).doubles(network.parameterCount(), -0.7, 0.7).toArray();
  }

  private static double[] inputs(KanNetwork network) {
    return new SplittableRandom(6).doubles((long) ROWS * network.inputs(), -1.5, 1.5).toArray();
  }

  private static NetworkEvaluator forward(KanNetwork network, double[] parameters, double[] x) {
    NetworkEvaluator evaluator = new NetworkEvaluator(network, Kernels.get(), ROWS);
    evaluator.setParameters(parameters);
    System.arraycopy(x, 0, evaluator.inputTile(), 0, x.length);
    evaluator.forward(ROWS);
    return evaluator;
  }

  private static double sumOfOutputs(KanNetwork network, double[] parameters, double[] x) {
    double[] outputs = new double[ROWS];
    forward(network, parameters, x).outputs(ROWS, outputs);
    double sum = 0;
    for (int r = 0; r < ROWS; r++) {
      sum += (r + 1) * outputs[r];
    }
    return sum;
  }

  private static double[] outputGradient() {
    double[] gradient = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      gradient[r] = r + 1;
    }
    return gradient;
  }

  @Test
  void replacesTheSpline() {
    KanNetwork network = network(layer(2, 1, 0, edge(0, 0, "sin"), edge(1, 0, "x^2")));
    double[] parameters = parameters(network);
    int at = network.symbolicOffset(0);
    double[] affine = {2, 0.5, 3, -1, 1.5, 0.25, -2, 4};
    System.arraycopy(affine, 0, parameters, at, affine.length);
    double[] x = inputs(network);
    double[] outputs = new double[ROWS];
    forward(network, parameters, x).outputs(ROWS, outputs);
    for (int r = 0; r < ROWS; r++) {
      double expected =
          3 * Math.sin(2 * x[r] + 0.5) - 1 - 2 * Math.pow(1.5 * x[ROWS + r] + 0.25, 2) + 4;
      assertThat(outputs[r]).isCloseTo(expected, within(1e-14));
    }
    assertThat(network.liveParameterCount()).isEqualTo(8);
    assertThat(network.coefficients(parameters, 0, 0, 0)).containsOnly(0.0);
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    KanNetwork network = mixed();
    double[] parameters = parameters(network);
    double[] x = inputs(network);
    NetworkEvaluator evaluator = forward(network, parameters, x);
    evaluator.backward(ROWS, outputGradient());
    double[] gradient = new double[parameters.length];
    evaluator.addGradient(gradient);
    double[] byInputs = evaluator.inputGradient(ROWS).clone();
    double h = 1e-6;
    for (int p = 0; p < parameters.length; p++) {
      double[] up = parameters.clone();
      double[] down = parameters.clone();
      up[p] += h;
      down[p] -= h;
      double slope = (sumOfOutputs(network, up, x) - sumOfOutputs(network, down, x)) / (2 * h);
      assertThat(gradient[p]).as("parameter %d", p).isCloseTo(slope, within(1e-6));
    }
    for (int n = 0; n < x.length; n++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[n] += h;
      down[n] -= h;
      double slope =
          (sumOfOutputs(network, parameters, up) - sumOfOutputs(network, parameters, down))
              / (2 * h);
      assertThat(byInputs[n]).as("input %d", n).isCloseTo(slope, within(1e-6));
    }
  }

  @Test
  void rowsOfTheJacobianSumToTheGradient() {
    KanNetwork network = mixed();
    double[] parameters = parameters(network);
    NetworkEvaluator evaluator = forward(network, parameters, inputs(network));
    double[] ones = new double[ROWS];
    Arrays.fill(ones, 1.0);
    evaluator.propagate(ROWS, ones);
    JacobianRow row = new JacobianRow(network, evaluator);
    double[] sum = new double[parameters.length];
    for (int r = 0; r < ROWS; r++) {
      row.load(r);
      for (int run = 0; run < row.runs(); run++) {
        for (int n = row.offsets()[run]; n < row.offsets()[run + 1]; n++) {
          sum[row.starts()[run] + n - row.offsets()[run]] += (r + 1) * row.values()[n];
        }
      }
    }
    evaluator.backward(ROWS, outputGradient());
    double[] gradient = new double[parameters.length];
    evaluator.addGradient(gradient);
    assertThat(sum).containsExactly(gradient, within(1e-12));
  }

  @Test
  void refusesTheSameEdgeTwiceAndOneOutside() {
    assertThatThrownBy(() -> layer(2, 1, 0, edge(0, 0, "sin"), edge(0, 0, "exp")))
        .hasMessageContaining("(0, 0) is twice");
    assertThatThrownBy(() -> layer(2, 1, 0, edge(2, 0, "sin"))).hasMessageContaining("(2, 0)");
  }
}
