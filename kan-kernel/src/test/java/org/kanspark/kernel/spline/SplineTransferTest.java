package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplineTransferTest {
  private static final double[] ROOTS = {-0.3, 0.4, 1.7, -2, 0.1};

  private static double[] roots(int degree) {
    return Arrays.copyOf(ROOTS, degree);
  }

  /** Returns the largest difference of the two functions on the new range. */
  private static double error(
      Knots from, double[] old, Extrapolation extrapolation, Knots to, double[] carried) {
    double worst = 0;
    for (double x : CoxDeBoor.points(to, 25)) {
      double expected = SplineCurve.value(from, old, x, extrapolation);
      worst = Math.max(worst, Math.abs(CoxDeBoor.spline(to, carried, x) - expected));
    }
    return worst;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void polynomialsComeOutAsTheyWentIn(int degree) {
    Knots from = Knots.uniform(degree, 7, -1, 1);
    double[] old = CoxDeBoor.productCoefficients(from, roots(degree));
    Knots[] targets = {
      Knots.uniform(degree, 3, -1, 1),
      Knots.uniform(degree, 11, -1, 1),
      Knots.uniform(degree, 50, -1, 1),
      Knots.uniform(degree, 4, -0.9, 0.55),
      Knots.of(degree, new double[] {-1, -0.99, 0.2, 0.21, 1}),
    };
    for (Knots to : targets) {
      double[] carried = SplineTransfer.matrix(from, Extrapolation.LINEAR, to).apply(old);
      for (double x : CoxDeBoor.points(to, 20)) {
        assertThat(CoxDeBoor.spline(to, carried, x))
            .isCloseTo(CoxDeBoor.product(roots(degree), x), within(1e-12));
      }
      // The outermost coefficients hardly matter on [a, b], the less so the higher the degree.
      if (degree <= 3) {
        double[] expected = CoxDeBoor.productCoefficients(to, roots(degree));
        assertThat(carried).containsExactly(expected, within(1e-10));
      }
    }
  }

  @Test
  void veryUnevenKnotsKeepPolynomials() {
    for (int seed = 0; seed < 10; seed++) {
      Knots from = CoxDeBoor.uneven(3, 12, seed);
      Knots to = CoxDeBoor.uneven(3, 17, seed + 100);
      double[] old = CoxDeBoor.productCoefficients(from, roots(3));
      double[] carried = SplineTransfer.matrix(from, Extrapolation.LINEAR, to).apply(old);
      assertThat(error(from, old, Extrapolation.LINEAR, to, carried)).isLessThan(1e-10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void straightLinesGoAnywhere(int degree) {
    Knots from = Knots.uniform(degree, 5, 0, 1);
    double[] old = new double[from.coefficients()];
    for (int m = 0; m < old.length; m++) {
      old[m] = 2 - 3 * from.greville(m);
    }
    Knots[] targets = {
      Knots.uniform(degree, 8, -0.5, 2),
      Knots.uniform(degree, 8, 3, 4),
      Knots.uniform(degree, 3, -1000, -999)
    };
    for (Knots to : targets) {
      double[] carried = SplineTransfer.matrix(from, Extrapolation.LINEAR, to).apply(old);
      for (int m = 0; m < carried.length; m++) {
        assertThat(carried[m]).isCloseTo(2 - 3 * to.greville(m), within(1e-8));
      }
    }
  }

  @Test
  void nestedKnotsGiveWhatInsertionGives() {
    Knots from = Knots.uniform(3, 5, -1, 1);
    Knots to = Knots.uniform(3, 20, -1, 1);
    double[] old = CoxDeBoor.coefficients(from, 6);
    assertThat(SplineTransfer.matrix(from, Extrapolation.LINEAR, to).apply(old))
        .containsExactly(KnotInsertion.matrix(from, to).apply(old), within(1e-10));
  }

  @ParameterizedTest
  @EnumSource(Extrapolation.class)
  void knotsThatContainTheTargetsKinksAreExactOutsideTheOldRange(Extrapolation extrapolation) {
    // Degree 1: the old function with its extrapolation is a broken line on [-2, 2].
    Knots from = Knots.uniform(1, 2, -1, 1);
    double[] old = {0.5, -2, 3};
    Knots to = Knots.uniform(1, 4, -2, 2);
    double[] carried = SplineTransfer.matrix(from, extrapolation, to).apply(old);
    assertThat(error(from, old, extrapolation, to, carried)).isLessThan(1e-10);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void theErrorFallsWithTheNumberOfIntervals(int degree) {
    Knots from = Knots.uniform(degree, 4, -1, 1);
    double[] old = CoxDeBoor.coefficients(from, 8);
    for (double[] range : new double[][] {{-1, 1}, {-1.3, 1.1}, {-0.7, 1.4}}) {
      double before = Double.POSITIVE_INFINITY;
      double first = 0;
      for (int intervals : new int[] {7, 19, 51, 131}) {
        Knots to = Knots.uniform(degree, intervals, range[0], range[1]);
        double[] carried = SplineTransfer.matrix(from, Extrapolation.LINEAR, to).apply(old);
        double error = error(from, old, Extrapolation.LINEAR, to, carried);
        assertThat(error).isLessThan(before);
        first = intervals == 7 ? error : first;
        before = error;
      }
      assertThat(before).isLessThan(0.02 * first);
    }
  }

  @Test
  void theResultIsTheLeastSquaresSolution() {
    Knots from = Knots.uniform(3, 9, 0, 1);
    double[] old = CoxDeBoor.coefficients(from, 3);
    Knots to = Knots.uniform(3, 4, -0.1, 1.2);
    double[] best = SplineTransfer.matrix(from, Extrapolation.LINEAR, to).apply(old);
    double least = squaredError(from, old, to, best);
    for (int m = 0; m < best.length; m++) {
      for (double change : new double[] {-0.1, 0.1}) {
        double[] other = best.clone();
        other[m] += change;
        assertThat(squaredError(from, old, to, other)).isGreaterThan(least);
      }
    }
    // At a minimum the error grows with the square of a step, alike on both sides.
    double[] up = best.clone();
    double[] down = best.clone();
    up[3] += 0.01;
    down[3] -= 0.01;
    double rise = squaredError(from, old, to, up) - least;
    assertThat(squaredError(from, old, to, down) - least).isCloseTo(rise, within(1e-3 * rise));
  }

  private static double squaredError(Knots from, double[] old, Knots to, double[] c) {
    double sum = 0;
    int n = 20000;
    for (int i = 0; i < n; i++) {
      double x = to.lower() + (to.upper() - to.lower()) * (i + 0.5) / n;
      double d =
          SplineCurve.value(to, c, x, Extrapolation.LINEAR)
              - SplineCurve.value(from, old, x, Extrapolation.LINEAR);
      sum += d * d / n;
    }
    return sum;
  }

  @Test
  void otherDegreesAreRefused() {
    assertThatThrownBy(
            () ->
                SplineTransfer.matrix(
                    Knots.uniform(3, 5, 0, 1), Extrapolation.LINEAR, Knots.uniform(2, 5, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("transfer from degree 3 to 2: must be equal");
  }
}
