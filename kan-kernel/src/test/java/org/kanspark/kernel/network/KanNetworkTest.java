package org.kanspark.kernel.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.spline.BSplineBasis;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

class KanNetworkTest {
  private static final Knots KNOTS = Knots.uniform(3, 5, -1, 1);

  private static KanLayer layer(int inputs, int sums, int products) {
    return KanLayer.of(Collections.nCopies(inputs, InputSpline.spline(KNOTS)), sums, products);
  }

  private static KanNetwork network(KanLayer... layers) {
    return new KanNetwork(3, BaseFunction.SILU, Extrapolation.LINEAR, List.of(layers));
  }

  @Test
  void countsParametersOfTheTextbookNetwork() {
    KanNetwork network = network(layer(2, 5, 0), layer(5, 1, 0));
    assertThat(network.widths()).containsExactly(2, 5, 1);
    assertThat(network.edges()).isEqualTo(15);
    assertThat(network.parameterCount()).isEqualTo(15 * (8 + 1));
    assertThat(network.liveParameterCount()).isEqualTo(15 * 9);
    assertThat(network.offset(0, 1)).isEqualTo(45);
    assertThat(network.baseOffset(0, 1)).isEqualTo(45 + 40);
    assertThat(network.offset(1, 0)).isEqualTo(90);
  }

  @Test
  void refusesLayersThatDoNotFit() {
    assertThatThrownBy(() -> network(layer(2, 4, 0), layer(5, 1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 1 has 5 inputs")
        .hasMessageContaining("4 nodes");
  }

  /** A plain sum over rows, inputs and basis functions, from the definition. */
  @Test
  void evaluatesTheDefinition() {
    KanNetwork network = network(layer(2, 2, 1), layer(3, 1, 0));
    SplittableRandom random = new SplittableRandom(1);
    double[] parameters = random.doubles(network.parameterCount(), -1, 1).toArray();
    NetworkEvaluator evaluator = new NetworkEvaluator(network, Kernels.get(), 4);
    evaluator.setParameters(parameters);
    double[][] rows = {{0.3, -0.9}, {1.0, -1.0}, {0.0, 0.2}};
    for (int r = 0; r < rows.length; r++) {
      evaluator.inputTile()[r] = rows[r][0];
      evaluator.inputTile()[4 + r] = rows[r][1];
    }
    evaluator.forward(rows.length);
    double[] outputs = new double[4];
    evaluator.outputs(rows.length, outputs);
    for (int r = 0; r < rows.length; r++) {
      double[] sums = new double[4];
      for (int j = 0; j < 4; j++) {
        sums[j] =
            edge(network, parameters, 0, 0, j, rows[r][0])
                + edge(network, parameters, 0, 1, j, rows[r][1]);
      }
      double[] nodes = {sums[0], sums[1], sums[2] * sums[3]};
      double expected = 0.0;
      for (int i = 0; i < 3; i++) {
        expected += edge(network, parameters, 1, i, 0, nodes[i]);
      }
      assertThat(outputs[r]).isCloseTo(expected, within(1e-12));
    }
  }

  private static double edge(KanNetwork network, double[] p, int l, int i, int j, double x) {
    double[] c = network.coefficients(p, l, i, j);
    double value = network.baseWeight(p, l, i, j) * x / (1 + Math.exp(-x));
    double at = Math.max(-1, Math.min(1, x));
    double[] basis = new double[4];
    double[] slopes = new double[4];
    int cell = BSplineBasis.cell(KNOTS, at);
    BSplineBasis.values(KNOTS, at, cell, basis);
    BSplineBasis.derivatives(KNOTS, at, cell, slopes);
    for (int m = 0; m < 4; m++) {
      value += c[cell + m] * (basis[m] + slopes[m] * (x - at));
    }
    return value;
  }

  @Test
  void lineExpandsToGrevilleCoefficients() {
    Knots knots = Knots.uniform(3, 1, -1, 1);
    KanLayer line = KanLayer.of(List.of(new InputSpline(InputSpline.Kind.LINE, knots)), 1, 0);
    KanNetwork network = network(line);
    assertThat(network.parameterCount()).isEqualTo(1);
    double[] coefficients = network.coefficients(new double[] {3.0}, 0, 0, 0);
    for (int m = 0; m < 4; m++) {
      assertThat(coefficients[m]).isEqualTo(3.0 * knots.greville(m));
    }
  }
}
