package org.kanspark.kernel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.spline.BSplineBasis;
import org.kanspark.kernel.spline.Knots;

/** Compares what a benchmark's pass computes with the definition of a network. */
class NetworkFixtureTest {
  private static final int[] WIDTHS = {2, 5, 1};

  private static NetworkFixture fixture(int rows) {
    return new NetworkFixture(NetworkFixture.network(WIDTHS, 5), Kernels.get(), rows, 4);
  }

  /** Returns the only output of a network by the definition. */
  private static double output(KanNetwork network, double[] parameters, double[] inputs) {
    double[] nodes = inputs;
    for (int l = 0; l < network.depth(); l++) {
      double[] sums = new double[network.layer(l).nodes()];
      for (int i = 0; i < nodes.length; i++) {
        Knots knots = network.layer(l).input(i).knots();
        // Hidden nodes leave the range of the knots, where splines go on as straight lines.
        double inside = Math.max(knots.lower(), Math.min(knots.upper(), nodes[i]));
        int cell = BSplineBasis.cell(knots, inside);
        double[] values = new double[NetworkFixture.DEGREE + 1];
        double[] slopes = new double[NetworkFixture.DEGREE + 1];
        BSplineBasis.values(knots, inside, cell, values);
        BSplineBasis.derivatives(knots, inside, cell, slopes);
        for (int j = 0; j < sums.length; j++) {
          double[] coefficients = network.coefficients(parameters, l, i, j);
          for (int m = 0; m < values.length; m++) {
            double basis = values[m] + (nodes[i] - inside) * slopes[m];
            sums[j] += coefficients[cell + m] * basis;
          }
          double silu = nodes[i] / (1 + Math.exp(-nodes[i]));
          sums[j] += network.baseWeight(parameters, l, i, j) * silu;
        }
      }
      nodes = sums;
    }
    return nodes[0];
  }

  private static double[] row(NetworkFixture fixture, int rows, int r) {
    return new double[] {fixture.inputs()[r], fixture.inputs()[rows + r]};
  }

  /** Returns the loss whose gradient a pass computes. */
  private static double loss(NetworkFixture fixture, int rows, double[] parameters) {
    double sum = 0.0;
    for (int r = 0; r < rows; r++) {
      sum += output(fixture.network(), parameters, row(fixture, rows, r));
    }
    return NetworkFixture.OUTPUT_GRADIENT * sum;
  }

  private static double[] gradient(NetworkFixture fixture) {
    double[] gradient = new double[fixture.network().parameterCount()];
    fixture.evaluator().addGradient(gradient);
    return gradient;
  }

  @Test
  void outputsAndInputGradientsFollowTheDefinition() {
    int rows = 50;
    NetworkFixture fixture = fixture(rows);
    assertThat(fixture.pass()).isEqualTo(rows);
    double h = 1e-6;
    for (int r = 0; r < rows; r++) {
      double[] inputs = row(fixture, rows, r);
      double expected = output(fixture.network(), fixture.parameters(), inputs);
      assertThat(fixture.outputs()[r]).isCloseTo(expected, within(1e-13));
      for (int f = 0; f < inputs.length; f++) {
        double[] above = inputs.clone();
        double[] below = inputs.clone();
        above[f] += h;
        below[f] -= h;
        double slope =
            (output(fixture.network(), fixture.parameters(), above)
                    - output(fixture.network(), fixture.parameters(), below))
                / (2 * h);
        assertThat(fixture.inputGradient()[f * fixture.evaluator().capacity() + r])
            .isCloseTo(NetworkFixture.OUTPUT_GRADIENT * slope, within(1e-11));
      }
    }
  }

  @Test
  void passAddsTheGradientOfAllRowsAlsoOfTheLastShortTile() {
    int rows = 300;
    NetworkFixture fixture = fixture(rows);
    assertThat(fixture.evaluator().capacity()).isLessThan(rows);
    fixture.pass();
    double[] once = gradient(fixture);
    double h = 1e-5;
    for (int p = 0; p < once.length; p += 3) {
      double[] above = fixture.parameters().clone();
      double[] below = fixture.parameters().clone();
      above[p] += h;
      below[p] -= h;
      double slope = (loss(fixture, rows, above) - loss(fixture, rows, below)) / (2 * h);
      assertThat(once[p]).as("parameter %d", p).isCloseTo(slope, within(1e-8));
    }
    fixture.pass();
    double[] twice = gradient(fixture);
    for (int p = 0; p < once.length; p++) {
      assertThat(twice[p]).isCloseTo(2 * once[p], within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"8x5x1, 5", "8x16x1, 200", "32x64x1, 5", "64x64x64x1, 5"})
  void tilesGiveTheOutputsOfSingleRows(String shape, int grid) {
    int rows = 150;
    KanNetwork network = NetworkFixture.network(widths(shape), grid);
    NetworkFixture fixture = new NetworkFixture(network, Kernels.get(), rows, 4);
    fixture.pass();
    assertThat(fixture.edges()).isEqualTo(rows * network.edges());
    NetworkEvaluator single = new NetworkEvaluator(network, Kernels.byName("scalar"), 1);
    single.setParameters(fixture.parameters());
    double[] output = new double[1];
    int capacity = fixture.evaluator().capacity();
    int first = (rows - 1) / capacity * capacity;
    for (int r = first; r < rows; r++) {
      for (int f = 0; f < network.inputs(); f++) {
        single.inputTile()[f] = fixture.inputs()[f * rows + r];
      }
      single.forward(1);
      single.outputs(1, output);
      assertThat(fixture.outputs()[r - first]).isEqualTo(output[0]).isNotZero();
    }
  }

  private static int[] widths(String shape) {
    String[] parts = shape.split("x", -1);
    int[] widths = new int[parts.length];
    for (int w = 0; w < widths.length; w++) {
      widths[w] = Integer.parseInt(parts[w]);
    }
    return widths;
  }
}
