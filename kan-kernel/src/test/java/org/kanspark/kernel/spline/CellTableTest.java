package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTableTest {
  private static final double[] UNEVEN = {-1.0, -0.98, -0.2, -0.199, 0.4, 2.5};

  static List<Knots> knots() {
    List<Knots> all = new ArrayList<>();
    for (int degree = 0; degree <= 5; degree++) {
      all.add(Knots.uniform(degree, 1, -1, 1));
      all.add(Knots.uniform(degree, 5, -1, 1));
      all.add(Knots.uniform(degree, 37, 3.5, 3.75));
      all.add(Knots.of(degree, UNEVEN));
    }
    return all;
  }

  private static double[] coefficients(Knots knots) {
    return new SplittableRandom(7).doubles(knots.coefficients(), -1, 1).toArray();
  }

  /** Evaluates through the polynomials, as a kernel does. */
  private static double value(CellTable table, double[] coefficients, double x) {
    double[] polynomial = new double[table.order()];
    long[] cell = new long[1];
    double[] t = new double[1];
    table.locate(new double[] {x}, 0, 1, cell, t, new double[1]);
    double sum = 0.0;
    for (int d = table.order() - 1; d >= 0; d--) {
      table.toPolynomial((int) cell[0], d, coefficients, 0, 1, polynomial, d);
      sum = sum * t[0] + polynomial[d];
    }
    return sum;
  }

  private static double[] points(Knots knots, double from, double to) {
    List<Double> points = new ArrayList<>();
    new SplittableRandom(3).doubles(300, from, to).forEach(points::add);
    for (double knot : knots.toArray()) {
      for (double x : new double[] {Math.nextDown(knot), knot, Math.nextUp(knot)}) {
        if (x >= from && x <= to) {
          points.add(x);
        }
      }
    }
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @ParameterizedTest
  @MethodSource("knots")
  void agreesWithTheTextbookBetweenTheEnds(Knots knots) {
    double[] c = coefficients(knots);
    for (Extrapolation extrapolation : Extrapolation.values()) {
      CellTable table = CellTable.spline(knots, extrapolation);
      for (double x : points(knots, knots.lower(), knots.upper())) {
        assertThat(value(table, c, x))
            .as("x = %s", x)
            .isCloseTo(CoxDeBoor.spline(knots, c, x), within(1e-13));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("knots")
  void agreesWithTheTextbookEverywhereUnderZero(Knots knots) {
    double[] c = coefficients(knots);
    CellTable table = CellTable.spline(knots, Extrapolation.ZERO);
    double[] all = knots.toArray();
    double width = all[all.length - 1] - all[0];
    for (double x : points(knots, all[0] - width, all[all.length - 1] + width)) {
      assertThat(value(table, c, x))
          .as("x = %s", x)
          .isCloseTo(CoxDeBoor.spline(knots, c, x), within(1e-13));
    }
  }

  @ParameterizedTest
  @MethodSource("knots")
  void continuesWithValueAndSlopeUnderLinear(Knots knots) {
    double[] c = coefficients(knots);
    CellTable table = CellTable.spline(knots, Extrapolation.LINEAR);
    double[] slopes = new double[knots.degree() + 1];
    for (double end : new double[] {knots.lower(), knots.upper()}) {
      int cell = BSplineBasis.cell(knots, end);
      BSplineBasis.derivatives(knots, end, cell, slopes);
      double slope = 0.0;
      for (int m = 0; m < slopes.length; m++) {
        slope += slopes[m] * c[cell + m];
      }
      double value = CoxDeBoor.spline(knots, c, end);
      double sign = end == knots.lower() ? -1 : 1;
      for (double beyond : new double[] {1e-12, 0.1, 3.0, 1e6}) {
        double x = end + sign * beyond;
        double expected = value + slope * (x - end);
        assertThat(value(table, c, x))
            .as("%s beyond %s", beyond, end)
            .isCloseTo(expected, within(1e-12 * (1 + Math.abs(slope) * beyond)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("knots")
  void staysAtTheEndValueUnderConstant(Knots knots) {
    double[] c = coefficients(knots);
    CellTable table = CellTable.spline(knots, Extrapolation.CONSTANT);
    for (double beyond : new double[] {1e-9, 0.1, 1e6}) {
      assertThat(value(table, c, knots.lower() - beyond))
          .isCloseTo(CoxDeBoor.spline(knots, c, knots.lower()), within(1e-13));
      assertThat(value(table, c, knots.upper() + beyond))
          .isCloseTo(CoxDeBoor.spline(knots, c, knots.upper()), within(1e-13));
    }
  }

  @ParameterizedTest
  @MethodSource("knots")
  void locatesEveryPointInTheCellThatHoldsIt(Knots knots) {
    CellTable table = CellTable.spline(knots, Extrapolation.LINEAR);
    for (double x : points(knots, knots.lower() - 1, knots.upper() + 1)) {
      int inside = 1 + BSplineBasis.cell(knots, x);
      int expected = x < knots.lower() ? 0 : x > knots.upper() ? table.cells() - 1 : inside;
      assertThat(table.cell(x)).as("x = %s", x).isEqualTo(expected);
    }
    assertThat(table.cell(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(table.cell(-1e300)).isZero();
    assertThat(table.cell(1e300)).isEqualTo(table.cells() - 1);
  }

  @ParameterizedTest
  @MethodSource("knots")
  void basisOfTheTrainedCoefficientsGivesTheSameValue(Knots knots) {
    double[] c = coefficients(knots);
    CellTable table = CellTable.spline(knots, Extrapolation.LINEAR);
    double[] basis = new double[table.window()];
    for (double x : points(knots, knots.lower() - 1, knots.upper() + 1)) {
      int first = table.basis(x, basis);
      double sum = 0.0;
      for (int m = 0; m < basis.length; m++) {
        sum += basis[m] * c[first + m];
      }
      double expected = value(table, c, x);
      assertThat(sum).isCloseTo(expected, within(1e-11 * (1 + Math.abs(expected))));
    }
  }

  @Test
  void lineIsItsSlopeTimesThePoint() {
    CellTable table = CellTable.line(Knots.uniform(3, 1, -1, 1), Extrapolation.LINEAR);
    assertThat(table.parameters()).isEqualTo(1);
    for (double x : new double[] {-7, -1, -0.3, 0, 0.8, 1, 12}) {
      assertThat(value(table, new double[] {2.5}, x)).isCloseTo(2.5 * x, within(1e-13));
    }
  }

  @Test
  void emptyInputIsZeroEverywhere() {
    CellTable table = CellTable.none(3);
    assertThat(table.parameters()).isZero();
    for (double x : new double[] {-1e300, 0, 5}) {
      assertThat(value(table, new double[0], x)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 5})
  void gradientIsTheTransposeOfThePolynomials(int degree) {
    Knots knots = Knots.of(degree, UNEVEN);
    CellTable table = CellTable.spline(knots, Extrapolation.ZERO);
    SplittableRandom random = new SplittableRandom(1);
    int outputs = 3;
    double[] c = random.doubles((long) knots.coefficients() * outputs, -1, 1).toArray();
    double[] back = new double[c.length];
    double left = 0.0;
    for (int q = 0; q < table.cells(); q++) {
      for (int d = 0; d < table.order(); d++) {
        double[] p = new double[outputs + 2];
        double[] other = random.doubles(p.length, -1, 1).toArray();
        table.toPolynomial(q, d, c, 0, outputs, p, 1);
        table.addGradient(q, d, other, 1, back, 0, outputs);
        for (int j = 1; j <= outputs; j++) {
          left += other[j] * p[j];
        }
        assertThat(p[0]).isZero();
        assertThat(p[outputs + 1]).isZero();
      }
    }
    double right = 0.0;
    for (int at = 0; at < c.length; at++) {
      right += back[at] * c[at];
    }
    assertThat(left).isNotZero();
    assertThat(right).isCloseTo(left, within(1e-12));
  }

  @Test
  void polynomialsAreCubicOrQuintic() {
    for (int degree = 0; degree <= Knots.MAX_DEGREE; degree++) {
      Knots knots = Knots.uniform(degree, 5, -1, 1);
      int order = CellTable.spline(knots, Extrapolation.LINEAR).order();
      assertThat(order).isGreaterThan(degree).isIn(CellTable.CUBIC_ORDER, CellTable.QUINTIC_ORDER);
    }
  }
}
