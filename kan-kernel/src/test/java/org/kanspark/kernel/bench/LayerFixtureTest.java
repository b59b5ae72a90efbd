package org.kanspark.kernel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kanspark.kernel.spline.BSplineBasis;
import org.kanspark.kernel.spline.Knots;

/** Compares what the benchmarks of a layer compute with the definition of a layer. */
class LayerFixtureTest {

  record Setup(
      int inputs, int outputs, int degree, int grid, LayerFixture.Placement knots, String kernel) {
    LayerFixture make() {
      return new LayerFixture(inputs, outputs, degree, grid, knots, kernel);
    }
  }

  static List<Setup> setups() {
    List<Setup> setups = new ArrayList<>();
    for (String kernel : List.of("simd", "scalar")) {
      for (LayerFixture.Placement knots : LayerFixture.Placement.values()) {
        for (int grid : new int[] {5, 200}) {
          setups.add(new Setup(2, 5, 3, grid, knots, kernel));
          setups.add(new Setup(3, 16, 3, grid, knots, kernel));
        }
      }
      for (int degree : new int[] {0, 1, 2, 4, 5}) {
        setups.add(new Setup(8, 5, degree, 5, LayerFixture.Placement.EVEN, kernel));
        setups.add(new Setup(3, 1, degree, 5, LayerFixture.Placement.UNEVEN, kernel));
        setups.add(new Setup(3, 24, degree, 5, LayerFixture.Placement.CLUSTERED, kernel));
        setups.add(new Setup(3, 64, degree, 5, LayerFixture.Placement.UNEVEN, kernel));
      }
      setups.add(new Setup(64, 1, 3, 5, LayerFixture.Placement.EVEN, kernel));
      setups.add(new Setup(4, 64, 3, 5, LayerFixture.Placement.CLUSTERED, kernel));
    }
    return setups;
  }

  private static LayerFixture make(Setup setup) {
    assumeThat(List.of("scalar", System.getProperty("kan.kernel.expected"))).contains(setup.kernel);
    return setup.make();
  }

  /** Returns an output by the definition: sum over inputs of {@code w silu(x) + spline(x)}. */
  private static double output(LayerFixture layer, int row, int output) {
    Knots knots = layer.knots();
    double[] basis = new double[knots.degree() + 1];
    double sum = 0.0;
    for (int i = 0; i < layer.plan().inputs(); i++) {
      double x = layer.tile().x()[i * layer.rows() + row];
      int cell = BSplineBasis.cell(knots, x);
      BSplineBasis.values(knots, x, cell, basis);
      sum += layer.baseWeight(i, output) * x / (1 + Math.exp(-x));
      for (int m = 0; m < basis.length; m++) {
        sum += layer.coefficient(i, cell + m, output) * basis[m];
      }
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("setups")
  void outputsAreSumsOfSplinesAndSilu(Setup setup) {
    LayerFixture layer = make(setup);
    layer.forward();
    for (int r = 0; r < layer.rows(); r += 13) {
      for (int j = 0; j < setup.outputs; j++) {
        assertThat(layer.tile().y()[r * layer.plan().stride() + j])
            .as("row %d, output %d", r, j)
            .isCloseTo(output(layer, r, j), within(1e-11));
      }
    }
  }

  /** Outputs are linear in the polynomials, so the gradient by those times those gives outputs. */
  @ParameterizedTest
  @MethodSource("setups")
  void gradientByPolynomialsGivesTheOutputsBack(Setup setup) {
    LayerFixture layer = make(setup);
    layer.addGradient();
    layer.addGradient();
    double expected = 2 * dot(layer.tile().y(), layer.tile().gradY());
    double size = norm(layer.tile().y()) * norm(layer.tile().gradY());
    assertThat(expected).isNotZero();
    assertThat(dot(layer.cells(), layer.gradCells()))
        .isCloseTo(expected, within(1e-12 * size * layer.cells().length));
  }

  @ParameterizedTest
  @MethodSource("setups")
  void gradientByInputsAgreesWithDifferences(Setup setup) {
    LayerFixture layer = make(setup);
    layer.inputGradient();
    double h = 1e-7;
    int stride = layer.plan().stride();
    for (int r = 0; r < layer.rows(); r += 17) {
      int input = r % setup.inputs;
      int p = input * layer.rows() + r;
      double numeric = 0.0;
      double scale = setup.grid;
      double at = layer.tile().x()[p];
      for (int j = 0; j < setup.outputs; j++) {
        layer.tile().x()[p] = at + h;
        double above = output(layer, r, j);
        layer.tile().x()[p] = at - h;
        double below = output(layer, r, j);
        layer.tile().x()[p] = at;
        double slope = (above - below) / (2 * h);
        scale += Math.abs(slope);
        numeric += layer.tile().gradY()[r * stride + j] * slope;
      }
      assertThat(layer.tile().gradX()[p]).isCloseTo(numeric, within(1e-4 * scale));
    }
  }

  @Test
  void allCellsHaveRows() {
    for (LayerFixture.Placement knots : LayerFixture.Placement.values()) {
      LayerFixture layer = new LayerFixture(4, 16, 3, 5, knots, "scalar");
      assertThat(layer.rows()).isGreaterThanOrEqualTo(128);
      assertThat(layer.edges()).isEqualTo(layer.rows() * 4L * 16);
      assertThat(layer.tile().cell()).containsOnly(1, 2, 3, 4, 5).contains(1, 2, 3, 4, 5);
    }
  }

  @Test
  void onlyEvenKnotsAreFoundByDivision() {
    for (LayerFixture.Placement knots : LayerFixture.Placement.values()) {
      LayerFixture layer = new LayerFixture(8, 1, 3, 200, knots, "scalar");
      assertThat(layer.plan().table(0).isEven()).isEqualTo(knots == LayerFixture.Placement.EVEN);
      assertThat(LayerFixture.Placement.parse(knots.name().toLowerCase(Locale.ROOT)))
          .isEqualTo(knots);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0.0;
    for (int n = 0; n < a.length; n++) {
      sum += a[n] * b[n];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
