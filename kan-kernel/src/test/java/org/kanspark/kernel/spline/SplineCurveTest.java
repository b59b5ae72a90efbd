package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplineCurveTest {
  @ParameterizedTest
  @EnumSource(Extrapolation.class)
  void insideAllExtrapolationsAreTheTextbookSum(Extrapolation extrapolation) {
    for (int degree = 0; degree <= 5; degree++) {
      Knots knots = CoxDeBoor.uneven(degree, 9, degree);
      double[] c = CoxDeBoor.coefficients(knots, 1);
      for (double x : CoxDeBoor.points(knots, 6)) {
        assertThat(SplineCurve.value(knots, c, x, extrapolation))
            .isCloseTo(CoxDeBoor.spline(knots, c, x), within(1e-13));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void zeroIsTheTextbookSumEverywhere(int degree) {
    Knots knots = CoxDeBoor.uneven(degree, 5, 3);
    double[] c = CoxDeBoor.coefficients(knots, 2);
    double spacing = 3.0 / 5;
    double step = 1e-5;
    for (int i = -100; i <= 200; i++) {
      double x = -1 - (degree + 1) * spacing + i * (3 + 2 * (degree + 1) * spacing) / 100 + 1e-4;
      assertThat(SplineCurve.value(knots, c, x, Extrapolation.ZERO))
          .isCloseTo(CoxDeBoor.spline(knots, c, x), within(1e-13));
      if (x < knots.lower() || x > knots.upper()) {
        double slope = CoxDeBoor.spline(knots, c, x + step) - CoxDeBoor.spline(knots, c, x - step);
        assertThat(SplineCurve.slope(knots, c, x, Extrapolation.ZERO))
            .isCloseTo(slope / (2 * step), within(1e-4));
      }
    }
    for (double t : knots.toArray()) {
      assertThat(SplineCurve.value(knots, c, t, Extrapolation.ZERO))
          .isCloseTo(CoxDeBoor.spline(knots, c, t), within(1e-13));
    }
  }

  @Test
  void zeroFadesLikePykan() {
    Knots knots = Knots.uniform(3, 5, -1, 1);
    double[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
    for (double x : new double[] {-1.5, 1.5}) {
      assertThat(SplineCurve.value(knots, ones, x, Extrapolation.ZERO))
          .isCloseTo(0.682292, within(5e-7));
    }
    for (double x : new double[] {-2.3, 2.3, 1e308, Double.NEGATIVE_INFINITY}) {
      assertThat(SplineCurve.value(knots, ones, x, Extrapolation.ZERO)).isZero();
      assertThat(SplineCurve.slope(knots, ones, x, Extrapolation.ZERO)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void linearContinuesValueAndSlopeAndConstantTheValue(int degree) {
    Knots knots = Knots.of(degree, new double[] {-1, -0.5, 0.5, 1});
    double[] c = CoxDeBoor.coefficients(knots, 4);
    double step = 1e-6;
    for (double side : new double[] {-1, 1}) {
      double inner = side * (1 - step);
      double value = CoxDeBoor.spline(knots, c, side);
      double slope = (value - CoxDeBoor.spline(knots, c, inner)) / (side - inner);
      for (double distance : new double[] {1e-9, 0.3, 7}) {
        double x = side * (1 + distance);
        assertThat(SplineCurve.value(knots, c, x, Extrapolation.LINEAR))
            .isCloseTo(value + slope * (x - side), within(1e-4 * (1 + distance)));
        assertThat(SplineCurve.slope(knots, c, x, Extrapolation.LINEAR))
            .isCloseTo(slope, within(1e-4))
            .isEqualTo(SplineCurve.slope(knots, c, side, Extrapolation.LINEAR));
        assertThat(SplineCurve.value(knots, c, x, Extrapolation.CONSTANT))
            .isCloseTo(value, within(1e-13));
        assertThat(SplineCurve.slope(knots, c, x, Extrapolation.CONSTANT)).isZero();
      }
    }
  }

  @Test
  void rowsAddUpToTheValueAndTheSlope() {
    Knots knots = Knots.uniform(3, 4, 0, 1);
    double[] c = CoxDeBoor.coefficients(knots, 5);
    double[] row = new double[4];
    for (Extrapolation extrapolation : Extrapolation.values()) {
      for (double x = -1; x <= 2; x += 0.01) {
        int first = SplineCurve.valueRow(knots, x, extrapolation, row);
        assertThat(dot(row, c, first)).isEqualTo(SplineCurve.value(knots, c, x, extrapolation));
        first = SplineCurve.slopeRow(knots, x, extrapolation, row);
        assertThat(dot(row, c, first)).isEqualTo(SplineCurve.slope(knots, c, x, extrapolation));
      }
    }
  }

  private static double dot(double[] row, double[] c, int first) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * c[first + i];
    }
    return sum;
  }

  @Test
  void tooFewCoefficientsAreRefused() {
    Knots knots = Knots.uniform(3, 4, 0, 1);
    assertThatThrownBy(() -> SplineCurve.value(knots, new double[6], 0, Extrapolation.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("6 coefficients: these knots need 7");
  }
}
