package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BSplineBasisTest {
  private static final Knots FIXTURE = Knots.uniform(3, 5, -1, 1);

  /** Returns the values of all G+k functions, from those on the cell. */
  private static double[] all(Knots knots, double x) {
    int cell = BSplineBasis.cell(knots, x);
    double[] local = new double[knots.degree() + 1];
    BSplineBasis.values(knots, x, cell, local);
    double[] all = new double[knots.coefficients()];
    System.arraycopy(local, 0, all, cell, local.length);
    return all;
  }

  @Test
  void valuesAreThoseOfPykan() {
    assertThat(all(FIXTURE, -1))
        .containsExactly(new double[] {1 / 6., 2 / 3., 1 / 6., 0, 0, 0, 0, 0}, within(1e-15));
    assertThat(all(FIXTURE, 0))
        .containsExactly(
            new double[] {0, 0, 1 / 48., 23 / 48., 23 / 48., 1 / 48., 0, 0}, within(1e-15));
    assertThat(all(FIXTURE, 1))
        .containsExactly(new double[] {0, 0, 0, 0, 0, 1 / 6., 2 / 3., 1 / 6.}, within(1e-15));
  }

  @Test
  void cellsAreHalfOpenAndTheRightEndIsInTheLast() {
    Knots knots = Knots.of(2, new double[] {0, 1, 1.5, 4});
    assertThat(BSplineBasis.cell(knots, 0)).isZero();
    assertThat(BSplineBasis.cell(knots, Math.nextDown(1.0))).isZero();
    assertThat(BSplineBasis.cell(knots, 1)).isEqualTo(1);
    assertThat(BSplineBasis.cell(knots, 1.5)).isEqualTo(2);
    assertThat(BSplineBasis.cell(knots, 4)).isEqualTo(2);
    assertThat(BSplineBasis.cell(knots, -3)).isZero();
    assertThat(BSplineBasis.cell(knots, 1e300)).isEqualTo(2);
    assertThat(BSplineBasis.cell(knots, Double.NEGATIVE_INFINITY)).isZero();
    assertThat(BSplineBasis.cell(knots, Double.POSITIVE_INFINITY)).isEqualTo(2);
    assertThat(BSplineBasis.cell(knots, Double.NaN)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void valuesAgreeWithTheTextbookRecursion(int degree) {
    Knots[] cases = {
      Knots.uniform(degree, 1, 0, 1),
      Knots.uniform(degree, 13, -1, 1),
      Knots.uniform(degree, 60, 5, 6),
      CoxDeBoor.uneven(degree, 2, 7),
      CoxDeBoor.uneven(degree, 12, 8),
      CoxDeBoor.uneven(degree, 40, 9)
    };
    for (Knots knots : cases) {
      double worst = 0;
      for (double x : CoxDeBoor.points(knots, 7)) {
        double[] actual = all(knots, x);
        for (int m = 0; m < actual.length; m++) {
          worst = Math.max(worst, Math.abs(actual[m] - CoxDeBoor.basis(knots, m, x)));
        }
      }
      assertThat(worst).isLessThan(1e-13);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void valuesArePositiveAndAddUpToOne(int degree) {
    Knots knots = CoxDeBoor.uneven(degree, 30, 11);
    for (double x : CoxDeBoor.points(knots, 9)) {
      double sum = 0;
      for (double value : all(knots, x)) {
        assertThat(value).isNotNegative();
        sum += value;
      }
      assertThat(sum).isCloseTo(1, within(1e-14));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void outerCellsHoldTheFunctionsThatExist(int degree) {
    Knots knots = CoxDeBoor.uneven(degree, 4, 5);
    double[] out = new double[degree + 1];
    for (int cell = -degree; cell < knots.intervals() + degree; cell++) {
      double left = knots.knot(degree + cell);
      double x = left + 0.3 * (knots.knot(degree + cell + 1) - left);
      BSplineBasis.values(knots, x, cell, out);
      for (int i = 0; i <= degree; i++) {
        int m = cell + i;
        double expected = m >= 0 && m < knots.coefficients() ? CoxDeBoor.basis(knots, m, x) : 0;
        assertThat(out[i]).isCloseTo(expected, within(1e-13));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void derivativesAgreeWithCentralDifferences(int degree) {
    Knots knots = Knots.of(degree, new double[] {-1, -0.7, -0.65, 0.2, 0.9, 1});
    double step = 1e-5;
    double[] slopes = new double[degree + 1];
    for (int cell = -degree; cell < knots.intervals() + degree; cell++) {
      double left = knots.knot(degree + cell);
      double width = knots.knot(degree + cell + 1) - left;
      for (double place : new double[] {0.2, 0.5, 0.9}) {
        double x = left + place * width;
        BSplineBasis.derivatives(knots, x, cell, slopes);
        for (int i = 0; i <= degree; i++) {
          int m = cell + i;
          if (m < 0 || m >= knots.coefficients()) {
            assertThat(slopes[i]).isZero();
          } else {
            double difference =
                CoxDeBoor.basis(knots, m, x + step) - CoxDeBoor.basis(knots, m, x - step);
            assertThat(slopes[i]).isCloseTo(difference / (2 * step), within(2e-6));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void derivativesAddUpToZeroAndReproduceTheSlopeOfTheIdentity(int degree) {
    Knots knots = CoxDeBoor.uneven(degree, 25, 2);
    double[] slopes = new double[degree + 1];
    for (double x : CoxDeBoor.points(knots, 4)) {
      int cell = BSplineBasis.cell(knots, x);
      BSplineBasis.derivatives(knots, x, cell, slopes);
      double sum = 0;
      double slope = 0;
      double size = 0;
      for (int i = 0; i <= degree; i++) {
        sum += slopes[i];
        slope += slopes[i] * knots.greville(cell + i);
        size += Math.abs(slopes[i]);
      }
      assertThat(sum).isCloseTo(0, within(1e-14 * size));
      assertThat(slope).isCloseTo(1, within(1e-14 * Math.max(1, size)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void theBlossomOnTheDiagonalIsTheFunction(int degree) {
    Knots knots = CoxDeBoor.uneven(degree, 6, 4);
    double[] weights = new double[degree + 1];
    double[] values = new double[degree + 1];
    double[] arguments = new double[degree];
    for (double x : CoxDeBoor.points(knots, 3)) {
      int cell = BSplineBasis.cell(knots, x);
      Arrays.fill(arguments, x);
      BSplineBasis.blossom(knots, arguments, 0, cell, weights);
      BSplineBasis.values(knots, x, cell, values);
      assertThat(weights).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void theBlossomAtTheKnotsIsTheCoefficient(int degree) {
    Knots knots = Knots.of(degree, new double[] {-1, -0.7, -0.6, 0.2, 0.9, 1});
    double[] weights = new double[degree + 1];
    for (int cell = 0; cell < knots.intervals(); cell++) {
      for (int i = 0; i <= degree; i++) {
        BSplineBasis.blossom(knots, knots.toArray(), cell + i + 1, cell, weights);
        double[] unit = new double[degree + 1];
        unit[i] = 1;
        assertThat(weights).containsExactly(unit, within(1e-12));
      }
    }
  }
}
