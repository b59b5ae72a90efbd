package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothnessPenaltyTest {
  private static final double[] ROOTS = {-0.3, 0.4, 1.7, -2, 0.1};

  @Test
  void uniformKnotsGiveBinomialDifferences() {
    double[][] expected = {
      {-1, 1}, {1, -2, 1}, {-1, 3, -3, 1}, {1, -4, 6, -4, 1}, {-1, 5, -10, 10, -5, 1}
    };
    for (int degree = 0; degree < expected.length; degree++) {
      SmoothnessPenalty penalty = SmoothnessPenalty.of(Knots.uniform(degree, 9, -3, 7));
      assertThat(penalty.rows()).isEqualTo(8);
      assertThat(penalty.width()).isEqualTo(degree + 2);
      for (int row = 0; row < 8; row++) {
        for (int i = 0; i <= degree + 1; i++) {
          assertThat(penalty.entry(row, i)).isCloseTo(expected[degree][i], within(1e-13));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void vanishesOnPolynomialsOfTheDegree(int degree) {
    Knots[] cases = {
      Knots.uniform(degree, 40, -1, 1),
      Knots.of(degree, new double[] {-1, -0.4, -0.35, 0.6, 0.65, 0.7, 2}),
      CoxDeBoor.uneven(degree, 15, 4)
    };
    for (Knots knots : cases) {
      for (int d = 0; d <= degree; d++) {
        double[] c = coefficients(knots, Arrays.copyOf(ROOTS, d));
        for (int row = 0; row < knots.intervals() - 1; row++) {
          assertThat(difference(knots, c, row)).isCloseTo(0, within(1e-10));
        }
        assertThat(SmoothnessPenalty.of(knots).value(c, 0, 1)).isCloseTo(0, within(1e-20));
      }
    }
  }

  @Test
  void furtherDifferencesOnUniformKnotsAreBinomialToo() {
    SmoothnessPenalty penalty = SmoothnessPenalty.of(Knots.uniform(3, 9, -3, 7), 2);
    double[] expected = {1, -6, 15, -20, 15, -6, 1};
    assertThat(penalty.rows()).isEqualTo(6);
    assertThat(penalty.width()).isEqualTo(7);
    for (int row = 0; row < 6; row++) {
      for (int i = 0; i < 7; i++) {
        assertThat(penalty.entry(row, i)).isCloseTo(expected[i], within(1e-13));
      }
    }
    assertThat(SmoothnessPenalty.of(Knots.uniform(3, 2, 0, 1), 2).rows()).isZero();
  }

  /**
   * A spline whose k-th derivative jumps at every interior knot by p of the knot times the distance
   * the jump stands for follows a function whose (k+1)-th derivative is p.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void furtherDifferencesVanishWhereTheNextDerivativeIsAPolynomial(int degree) {
    Knots knots = CoxDeBoor.uneven(degree, 12, 4);
    double[] constant = new double[knots.coefficients()];
    double[] linear = new double[knots.coefficients()];
    for (int at = degree + 1; at < degree + knots.intervals(); at++) {
      double jump = (knots.knot(at + 1) - knots.knot(at - 1)) / 2;
      for (int m = at - 1; m < constant.length; m++) {
        double coefficient = jump;
        for (int i = m + 1; i <= m + degree; i++) {
          coefficient *= m + 1 >= at ? knots.knot(i) - knots.knot(at) : 0;
        }
        constant[m] += coefficient;
        linear[m] += knots.knot(at) * coefficient;
      }
    }
    assertThat(SmoothnessPenalty.of(knots, 1).value(constant, 0, 1)).isCloseTo(0, within(1e-20));
    assertThat(SmoothnessPenalty.of(knots).value(constant, 0, 1)).isGreaterThan(1e-10);
    assertThat(SmoothnessPenalty.of(knots, 2).value(linear, 0, 1)).isCloseTo(0, within(1e-20));
    assertThat(SmoothnessPenalty.of(knots, 1).value(linear, 0, 1)).isGreaterThan(1e-10);
  }

  /** Multiplies roots far out for the degrees that are missing: (x - r) / -r tends to 1. */
  private static double[] coefficients(Knots knots, double[] roots) {
    double[] all = Arrays.copyOf(roots, knots.degree());
    double scale = 1;
    for (int i = roots.length; i < all.length; i++) {
      all[i] = 1e3;
      scale *= -1e-3;
    }
    double[] c = CoxDeBoor.productCoefficients(knots, all);
    for (int m = 0; m < c.length; m++) {
      c[m] *= scale;
    }
    return c;
  }

  private static double difference(Knots knots, double[] c, int row) {
    SmoothnessPenalty penalty = SmoothnessPenalty.of(knots);
    double sum = 0;
    for (int i = 0; i < penalty.width(); i++) {
      sum += penalty.entry(row, i) * c[row + i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void oneRowMeasuresTheJumpOfTheHighestDerivativeAtOneKnot(int degree) {
    // (x - t)_+^k has a single jump, at t: all rows but that of t must be silent.
    double[] interior = {-1, -0.4, -0.25, 0.6, 0.8, 1.1, 2};
    Knots knots = Knots.of(degree, interior);
    int broken = 3;
    double[] roots = new double[degree];
    Arrays.fill(roots, interior[broken]);
    double[] c = CoxDeBoor.productCoefficients(knots, roots);
    for (int m = 0; m < broken; m++) {
      // Functions that live in cells before the knot only; those that reach over it already see the
      // truncated power, whose blossom is 0 as long as one argument is the knot.
      c[m] = 0;
    }
    for (int row = 0; row < knots.intervals() - 1; row++) {
      if (row == broken - 1) {
        assertThat(Math.abs(difference(knots, c, row))).isGreaterThan(1e-3);
      } else {
        assertThat(difference(knots, c, row)).isCloseTo(0, within(1e-12));
      }
    }
  }

  @Test
  void scaleDoesNotGrowWithTheGrid() {
    for (Knots knots :
        new Knots[] {
          Knots.uniform(3, 5, 0, 1), Knots.uniform(3, 500, 0, 1e-3), CoxDeBoor.uneven(3, 60, 9)
        }) {
      SmoothnessPenalty penalty = SmoothnessPenalty.of(knots);
      for (int row = 0; row < penalty.rows(); row++) {
        double sum = 0;
        for (int i = 0; i < penalty.width(); i++) {
          sum += Math.abs(penalty.entry(row, i));
        }
        assertThat(sum).isCloseTo(16, within(1e-12));
      }
    }
  }

  @Test
  void gradientIsThatOfTheValue() {
    Knots knots = CoxDeBoor.uneven(3, 7, 3);
    SmoothnessPenalty penalty = SmoothnessPenalty.of(knots);
    double[] c = CoxDeBoor.coefficients(Knots.uniform(3, 40, 0, 1), 2);
    double[] gradient = new double[c.length];
    Arrays.fill(gradient, 1);
    penalty.addGradient(c, 2, 3, 0.5, gradient);
    double step = 1e-4;
    for (int i = 0; i < c.length; i++) {
      double[] up = c.clone();
      double[] down = c.clone();
      up[i] += step;
      down[i] -= step;
      // Exact for a quadratic but for rounding.
      double slope = (penalty.value(up, 2, 3) - penalty.value(down, 2, 3)) / (2 * step);
      assertThat(gradient[i]).isCloseTo(1 + 0.5 * slope, within(1e-8));
    }
  }

  @Test
  void oneIntervalHasNoDifferences() {
    SmoothnessPenalty penalty = SmoothnessPenalty.of(Knots.uniform(3, 1, 0, 1));
    assertThat(penalty.rows()).isZero();
    assertThat(penalty.value(new double[] {1, -2, 3, 7}, 0, 1)).isZero();
  }
}
