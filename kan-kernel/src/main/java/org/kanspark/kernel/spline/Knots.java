package org.kanspark.kernel.spline;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Holds the knots {@code t_0 < t_1 < ... < t_{G+2k}} of one input, immutable.
 *
 * <p>The {@code G} intervals between {@code t_k = a} and {@code t_{G+k} = b} cover the range of the
 * input; {@code k} more on either side complete the basis functions that reach over the ends. The
 * {@code G + k} basis functions are numbered by their first knot: {@code B_m} lives on {@code [t_m,
 * t_{m+k+1}]}.
 */
public final class Knots implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The highest spline degree accepted; the lowest is 0. */
  public static final int MAX_DEGREE = 5;

  /** The narrowest gap between neighbouring knots, as a fraction of the mean spacing (b-a)/G. */
  public static final double MIN_GAP = 1e-3;

  // A gap made exactly MIN_GAP wide may come out narrower by a few roundings of its knots.
  private static final int GAP_ROUNDINGS = 4;

  private final int degree;
  private final int intervals;
  private final double[] values;

  private Knots(int degree, double[] values) {
    this.degree = degree;
    this.intervals = values.length - 2 * degree - 1;
    this.values = values;
    requireIncreasing();
  }

  /**
   * Places {@code intervals + 1} equally spaced knots on {@code [lower, upper]}, and {@code degree}
   * more on either side. Knot {@code i} is at {@code lower + (upper - lower) (i/G)}, so that the
   * knots of G intervals recur, bit for bit, among those of any multiple of G.
   *
   * @throws IllegalArgumentException if the degree is not in 0..5, there is no interval, a bound is
   *     not finite, {@code lower >= upper}, or the range is too narrow for that many distinct
   *     doubles
   */
  public static Knots uniform(int degree, int intervals, double lower, double upper) {
    requireDegree(degree);
    if (intervals < 1) {
      throw new IllegalArgumentException("intervals = " + intervals + ": at least 1 is needed");
    }
    requireRange(lower, upper);
    double[] interior = new double[intervals + 1];
    for (int i = 0; i <= intervals; i++) {
      interior[i] = evenly(lower, upper, i, intervals);
    }
    return of(degree, interior);
  }

  /** Returns the i-th of n+1 equally spaced points; the last is {@code upper} itself. */
  static double evenly(double lower, double upper, int i, int n) {
    return i == n ? upper : lower + (upper - lower) * ((double) i / n);
  }

  /**
   * Extends given knots {@code t_k .. t_{G+k}} by {@code degree} intervals of the mean spacing
   * {@code (b-a)/G} on each side.
   *
   * @param interior the G+1 knots on [a, b], ends included; copied
   * @throws IllegalArgumentException if the degree is not in 0..5, there are fewer than two knots,
   *     one is not finite, they do not increase strictly, or a gap is below {@link #MIN_GAP} of the
   *     mean
   */
  public static Knots of(int degree, double[] interior) {
    requireDegree(degree);
    if (interior.length < 2) {
      throw new IllegalArgumentException(
          interior.length + " interior knots: at least 2 are needed, the ends of the range");
    }
    int g = interior.length - 1;
    double lower = interior[0];
    double upper = interior[g];
    requireRange(lower, upper);
    double[] all = new double[g + 2 * degree + 1];
    System.arraycopy(interior, 0, all, degree, g + 1);
    double spacing = (upper - lower) / g;
    for (int i = 1; i <= degree; i++) {
      all[degree - i] = lower - i * spacing;
      all[degree + g + i] = upper + i * spacing;
    }
    return new Knots(degree, all);
  }

  /**
   * Takes a complete knot vector as it is, for example from a stored model.
   *
   * @param all the G+2k+1 knots, G at least 1; copied
   * @throws IllegalArgumentException if the degree is not in 0..5, there are fewer than 2k+2 knots,
   *     one is not finite, they do not increase strictly, or a gap is below {@link #MIN_GAP} of the
   *     mean
   */
  public static Knots fromExtended(int degree, double[] all) {
    requireDegree(degree);
    int least = 2 * degree + 2;
    if (all.length < least) {
      throw new IllegalArgumentException(
          all.length + " knots: degree " + degree + " needs at least " + least);
    }
    requireRange(all[degree], all[all.length - 1 - degree]);
    return new Knots(degree, all.clone());
  }

  private static void requireDegree(int degree) {
    if (degree < 0 || degree > MAX_DEGREE) {
      throw new IllegalArgumentException(
          "spline degree " + degree + ": accepted are 0 to " + MAX_DEGREE);
    }
  }

  static void requireRange(double lower, double upper) {
    if (!(lower < upper) || !Double.isFinite(upper - lower)) {
      throw new IllegalArgumentException(
          "knot range ["
              + lower
              + ", "
              + upper
              + "]: two finite bounds, lower < upper, of finite difference are needed");
    }
  }

  private void requireIncreasing() {
    double spacing = (upper() - lower()) / intervals;
    double precision = Math.ulp(Math.max(Math.abs(lower()), Math.abs(upper())));
    double least = MIN_GAP * spacing - GAP_ROUNDINGS * precision;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException("knot " + i + " is " + values[i] + ": must be finite");
      }
      if (i > 0 && !(values[i] > values[i - 1])) {
        throw new IllegalArgumentException(
            "knots "
                + values[i - 1]
                + " and "
                + values[i]
                + " (numbers "
                + (i - 1)
                + " and "
                + i
                + "): must increase strictly");
      }
      if (i > 0 && values[i] - values[i - 1] < least) {
        throw new IllegalArgumentException(
            "gap "
                + (values[i] - values[i - 1])
                + " between knots "
                + (i - 1)
                + " and "
                + i
                + ": must be at least "
                + MIN_GAP
                + " of the mean spacing "
                + spacing);
      }
    }
  }

  /** Returns the degree k of the splines, 0 to 5. */
  public int degree() {
    return degree;
  }

  /** Returns the number G of intervals on [a, b]. */
  public int intervals() {
    return intervals;
  }

  /** Returns the number G + k of basis functions, that is of coefficients of a spline. */
  public int coefficients() {
    return intervals + degree;
  }

  /** Returns a = t_k. */
  public double lower() {
    return values[degree];
  }

  /** Returns b = t_{G+k}. */
  public double upper() {
    return values[degree + intervals];
  }

  /**
   * Returns knot {@code t_index}.
   *
   * @param index 0 .. G+2k
   */
  public double knot(int index) {
    return values[index];
  }

  /** Returns a copy of all G+2k+1 knots. */
  public double[] toArray() {
    return values.clone();
  }

  /** Returns a copy of the G+1 knots on [a, b], ends included. */
  public double[] interior() {
    return Arrays.copyOfRange(values, degree, degree + intervals + 1);
  }

  /**
   * Returns the Greville point of basis function m: the mean of {@code t_{m+1} .. t_{m+k}}, or for
   * degree 0 the centre of the cell. Coefficients equal to the Greville points give {@code s(x) =
   * x}.
   *
   * @param m 0 .. G+k-1
   */
  public double greville(int m) {
    if (degree == 0) {
      return values[m] + (values[m + 1] - values[m]) / 2;
    }
    double sum = 0;
    for (int i = m + 1; i <= m + degree; i++) {
      sum += values[i];
    }
    return sum / degree;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Knots that
        && degree == that.degree
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + degree;
  }

  @Override
  public String toString() {
    return "Knots[degree=" + degree + ", " + Arrays.toString(values) + "]";
  }
}
