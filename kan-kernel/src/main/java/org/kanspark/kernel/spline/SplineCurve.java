package org.kanspark.kernel.spline;

/**
 * Evaluates a spline and its slope anywhere, extrapolation included.
 *
 * <p>Both are sums of k+1 neighbouring coefficients with weights that depend on x alone; the {@code
 * Row} methods give these weights, for least squares and for many splines on the same knots.
 */
public final class SplineCurve {
  private SplineCurve() {}

  /**
   * Returns {@code s(x)}.
   *
   * @param coefficients G+k values, followed by any others
   * @throws IllegalArgumentException if there are fewer than G+k coefficients
   */
  public static double value(
      Knots knots, double[] coefficients, double x, Extrapolation extrapolation) {
    requireCoefficients(knots, coefficients);
    double[] row = new double[knots.degree() + 1];
    return sum(row, coefficients, valueRow(knots, x, extrapolation, row));
  }

  /**
   * Returns {@code s'(x)}; at a or b itself the one-sided slope from within. Outside, the slope of
   * the extrapolation.
   *
   * @param coefficients G+k values, followed by any others
   * @throws IllegalArgumentException if there are fewer than G+k coefficients
   */
  public static double slope(
      Knots knots, double[] coefficients, double x, Extrapolation extrapolation) {
    requireCoefficients(knots, coefficients);
    double[] row = new double[knots.degree() + 1];
    return sum(row, coefficients, slopeRow(knots, x, extrapolation, row));
  }

  /**
   * Writes the weights of s(x) and returns the number {@code m} of the first coefficient: {@code
   * s(x) = sum_i out[i] c_{m+i}}.
   *
   * @param out receives k+1 weights at 0 .. k
   * @return 0 .. G-1
   */
  public static int valueRow(Knots knots, double x, Extrapolation extrapolation, double[] out) {
    double inside = Math.min(Math.max(x, knots.lower()), knots.upper());
    int cell = BSplineBasis.cell(knots, x);
    if (x == inside || extrapolation == Extrapolation.CONSTANT) {
      BSplineBasis.values(knots, inside, cell, out);
    } else if (extrapolation == Extrapolation.LINEAR) {
      double[] slope = new double[knots.degree() + 1];
      BSplineBasis.values(knots, inside, cell, out);
      BSplineBasis.derivatives(knots, inside, cell, slope);
      for (int i = 0; i < slope.length; i++) {
        out[i] += slope[i] * (x - inside);
      }
    } else {
      int outer = outerCell(knots, x);
      BSplineBasis.values(knots, x, outer, out);
      shift(knots, outer, out);
    }
    return cell;
  }

  /**
   * Writes the weights of s'(x) and returns the number {@code m} of the first coefficient: {@code
   * s'(x) = sum_i out[i] c_{m+i}}.
   *
   * @param out receives k+1 weights at 0 .. k
   * @return 0 .. G-1
   */
  public static int slopeRow(Knots knots, double x, Extrapolation extrapolation, double[] out) {
    double inside = Math.min(Math.max(x, knots.lower()), knots.upper());
    int cell = BSplineBasis.cell(knots, x);
    if (x == inside || extrapolation == Extrapolation.LINEAR) {
      BSplineBasis.derivatives(knots, inside, cell, out);
    } else if (extrapolation == Extrapolation.CONSTANT) {
      for (int i = 0; i <= knots.degree(); i++) {
        out[i] = 0;
      }
    } else {
      int outer = outerCell(knots, x);
      BSplineBasis.derivatives(knots, x, outer, out);
      shift(knots, outer, out);
    }
    return cell;
  }

  /**
   * Finds the cell -k .. -1 or G .. G+k-1 of a point outside [a, b], or -k-1 or G+k beyond all
   * knots, where no basis function exists.
   */
  private static int outerCell(Knots knots, double x) {
    int k = knots.degree();
    int g = knots.intervals();
    if (x < knots.lower()) {
      int cell = -1;
      while (cell >= -k && x < knots.knot(k + cell)) {
        cell--;
      }
      return cell;
    }
    int cell = g;
    while (cell < g + k && x >= knots.knot(k + cell + 1)) {
      cell++;
    }
    return cell;
  }

  /** Moves the weights of an outer cell to the places they have in the nearest cell of [a, b]. */
  private static void shift(Knots knots, int outer, double[] out) {
    int k = knots.degree();
    int places = outer < 0 ? outer : outer - (knots.intervals() - 1);
    if (places < 0) {
      for (int i = 0; i <= k; i++) {
        out[i] = i - places <= k ? out[i - places] : 0;
      }
    } else {
      for (int i = k; i >= 0; i--) {
        out[i] = i - places >= 0 ? out[i - places] : 0;
      }
    }
  }

  private static double sum(double[] row, double[] coefficients, int first) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * coefficients[first + i];
    }
    return sum;
  }

  private static void requireCoefficients(Knots knots, double[] coefficients) {
    if (coefficients.length < knots.coefficients()) {
      throw new IllegalArgumentException(
          coefficients.length + " coefficients: these knots need " + knots.coefficients());
    }
  }
}
