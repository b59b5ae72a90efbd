package org.kanspark.kernel.spline;

import java.util.Arrays;

/**
 * Measures how far a spline is from a polynomial of degree k: the squared (k+1)-th divided
 * differences {@code S(c) = |D c|^2} of its coefficients.
 *
 * <p>Row i of D combines the k+2 coefficients {@code c_i .. c_{i+k+1}}. Each difference is divided
 * by the distance of the Greville points that its coefficients belong to: those of the spline
 * first, those of its derivative next, and so on, so that row i is, up to a factor, the jump of the
 * k-th derivative at the interior knot {@code t_{i+k+1}}. Hence S vanishes on polynomials of degree
 * k, and on no other spline, for all knots. (Differences divided by the distances of the spline's
 * own Greville points throughout would do so for uniform knots only.)
 *
 * <p>Scale: the entries of a row add up to {@code 2^{k+1}} in absolute value. On uniform knots the
 * rows are the binomial coefficients with alternating signs, 1 -4 6 -4 1 for k = 3; so S neither
 * grows with G nor with narrow gaps, and for a smooth function it falls like {@code G^{-2k-1}}.
 *
 * <pre>
 * P. Eilers, B. Marx, "Flexible smoothing with B-splines and penalties", Statist. Sci. 11 (1996);
 * Z. Li, J. Cao, "General P-splines for non-uniform B-splines", arXiv:2201.06808.
 * </pre>
 */
public final class SmoothnessPenalty {
  private final int width;
  private final double[][] rows;

  private SmoothnessPenalty(int width, double[][] rows) {
    this.width = width;
    this.rows = rows;
  }

  /** Builds the differences of splines on these knots: G-1 of them, none for a single interval. */
  public static SmoothnessPenalty of(Knots knots) {
    return of(knots, 0);
  }

  /**
   * Builds differences of the jumps of the k-th derivative: these, divided by the distance over
   * which each arises, estimate the (k+1)-th derivative at the interior knots, and the further
   * divided differences of it vanish on splines that are the best approximations of smooth
   * functions up to a higher order.
   *
   * @param further number of further differences, at least 0; rows are so many fewer, none where
   *     the grid is too coarse
   */
  public static SmoothnessPenalty of(Knots knots, int further) {
    int k = knots.degree();
    // Invariant: rows[i] holds the weights of c_i, c_{i+1}, ... in coefficient i of the d-th
    // derivative,
    // up to a factor that all of them share. Signs alternate, so no subtraction cancels.
    double[][] rows = new double[knots.coefficients()][];
    Arrays.fill(rows, new double[] {1});
    double spacing = (knots.upper() - knots.lower()) / knots.intervals();
    for (int d = 1; d <= k + 1; d++) {
      double[][] next = new double[rows.length - 1][];
      for (int i = 0; i < next.length; i++) {
        // The last difference is of the constants on two cells; its divisor is settled by the
        // scale.
        double span = d <= k ? (knots.knot(i + k + 1) - knots.knot(i + d)) / spacing : 1;
        next[i] = difference(rows[i], rows[i + 1], span);
      }
      rows = next;
    }
    for (int d = 1; d <= further && rows.length > 0; d++) {
      double[][] next = new double[rows.length - 1][];
      for (int i = 0; i < next.length; i++) {
        double[] left = d == 1 ? scaled(rows[i], 1 / reach(knots, i)) : rows[i];
        double[] right = d == 1 ? scaled(rows[i + 1], 1 / reach(knots, i + 1)) : rows[i + 1];
        next[i] =
            difference(left, right, (knots.knot(k + 1 + i + d) - knots.knot(k + 1 + i)) / spacing);
      }
      rows = next;
    }
    for (double[] row : rows) {
      normalise(row);
    }
    return new SmoothnessPenalty(k + 2 + further, rows);
  }

  private static double[] difference(double[] left, double[] right, double span) {
    double[] row = new double[left.length + 1];
    for (int i = 0; i < left.length; i++) {
      row[i] -= left[i] / span;
      row[i + 1] += right[i] / span;
    }
    return row;
  }

  /** Returns the distance over which the jump at interior knot i arises. */
  private static double reach(Knots knots, int i) {
    int at = knots.degree() + 1 + i;
    return (knots.knot(at + 1) - knots.knot(at - 1)) / 2;
  }

  private static double[] scaled(double[] row, double factor) {
    return Arrays.stream(row).map(entry -> factor * entry).toArray();
  }

  private static void normalise(double[] row) {
    double sum = 0;
    for (double entry : row) {
      sum += Math.abs(entry);
    }
    double scale = (1 << (row.length - 1)) / sum;
    for (int i = 0; i < row.length; i++) {
      row[i] *= scale;
    }
  }

  /** Returns the number of differences, G-1. */
  public int rows() {
    return rows.length;
  }

  /** Returns the number k+2 of coefficients in a difference. */
  public int width() {
    return width;
  }

  /**
   * Returns the weight of coefficient {@code row + offset} in a difference.
   *
   * @param row 0 .. G-2
   * @param offset 0 .. k+1
   */
  public double entry(int row, int offset) {
    return rows[row][offset];
  }

  /**
   * Returns {@code S(c)}.
   *
   * @param coefficients holds coefficient m at {@code offset + m * stride}
   */
  public double value(double[] coefficients, int offset, int stride) {
    double sum = 0;
    for (int r = 0; r < rows.length; r++) {
      double difference = apply(r, coefficients, offset + r * stride, stride);
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * Adds {@code factor * dS/dc = 2 factor D'D c} to a gradient that is laid out like the
   * coefficients.
   *
   * @param coefficients holds coefficient m at {@code offset + m * stride}
   * @param gradient receives derivative m at {@code offset + m * stride}
   */
  public void addGradient(
      double[] coefficients, int offset, int stride, double factor, double[] gradient) {
    for (int r = 0; r < rows.length; r++) {
      int start = offset + r * stride;
      double twice = 2 * factor * apply(r, coefficients, start, stride);
      for (int i = 0; i < width; i++) {
        gradient[start + i * stride] += twice * rows[r][i];
      }
    }
  }

  private double apply(int row, double[] coefficients, int start, int stride) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += rows[row][i] * coefficients[start + i * stride];
    }
    return sum;
  }
}
