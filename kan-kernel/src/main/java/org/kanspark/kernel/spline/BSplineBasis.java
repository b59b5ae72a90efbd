package org.kanspark.kernel.spline;

/**
 * Computes the {@code k + 1} basis functions that live on one cell, and their derivatives: the
 * scalar definition that every faster form is held to.
 *
 * <p>Cells are numbered 0 .. G-1 from {@code a} to {@code b}; on cell j the functions {@code B_j ..
 * B_{j+k}} are non-zero. The k intervals on either side count as cells -k .. -1 and G .. G+k-1,
 * where some of those functions do not exist: they are written as 0. Given a cell, the functions
 * are polynomials and may be asked for at any x, outside the cell too.
 *
 * <pre>
 * C. de Boor, "On calculating with B-splines", J. Approx. Theory 6 (1972), 50-62;
 * L. Piegl, W. Tiller, "The NURBS Book", 2nd ed., algorithm A2.2 and eq. (2.7);
 * L. Ramshaw, "Blossoms are polar forms", CAGD 6 (1989), 323-358.
 * </pre>
 */
public final class BSplineBasis {
  private BSplineBasis() {}

  /**
   * Finds the cell of a point: the j with {@code t_{k+j} <= x < t_{k+j+1}}, where the right end
   * belongs to the last cell. Points below a give 0, points above b give G-1, NaN gives 0.
   */
  public static int cell(Knots knots, double x) {
    int first = knots.degree();
    int low = 0;
    int high = knots.intervals() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (x >= knots.knot(first + middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * Writes {@code B_cell(x) .. B_{cell+k}(x)} by de Boor's triangle, which only adds non-negative
   * numbers for x in the cell.
   *
   * @param cell -k .. G+k-1
   * @param out receives k+1 values at 0 .. k
   */
  public static void values(Knots knots, double x, int cell, double[] out) {
    triangle(knots, x, cell, knots.degree(), out);
    clearMissing(knots, cell, out);
  }

  /**
   * Writes the first derivatives {@code B'_cell(x) .. B'_{cell+k}(x)}, zero for degree 0.
   *
   * @param cell -k .. G+k-1
   * @param out receives k+1 values at 0 .. k
   */
  public static void derivatives(Knots knots, double x, int cell, double[] out) {
    int k = knots.degree();
    if (k == 0) {
      out[0] = 0;
      return;
    }
    triangle(knots, x, cell, k - 1, out);
    // B'_m = k B_{m,k-1} / (t_{m+k} - t_m) - k B_{m+1,k-1} / (t_{m+k+1} - t_{m+1}): each lower
    // function
    // is added to one function and subtracted from the one before.
    double carried = 0;
    for (int i = 0; i < k; i++) {
      int m = cell + 1 + i;
      double quotient = k * (out[i] / (knot(knots, m + k) - knot(knots, m)));
      out[i] = carried - quotient;
      carried = quotient;
    }
    out[k] = carried;
    clearMissing(knots, cell, out);
  }

  /**
   * Writes the weights of {@code c_cell .. c_{cell+k}} in the blossom of the cell's polynomial: the
   * symmetric function, affine in each of its k arguments, that equals the polynomial where all of
   * them are equal. The coefficient m of a spline is the blossom at {@code t_{m+1} .. t_{m+k}}.
   *
   * @param arguments holds the k arguments at {@code from .. from+k-1}
   * @param cell 0 .. G-1
   * @param out receives k+1 weights at 0 .. k
   */
  static void blossom(Knots knots, double[] arguments, int from, int cell, double[] out) {
    out[0] = 1;
    for (int d = 1; d <= knots.degree(); d++) {
      raise(knots, arguments[from + d - 1], cell, d, out);
    }
  }

  /** Writes the {@code degree + 1} functions of a lower degree that live on the cell. */
  private static void triangle(Knots knots, double x, int cell, int degree, double[] out) {
    out[0] = 1;
    for (int d = 1; d <= degree; d++) {
      raise(knots, x, cell, d, out);
    }
  }

  /** Turns the d functions of degree d-1 into the d+1 of degree d. */
  private static void raise(Knots knots, double x, int cell, int d, double[] out) {
    int left = knots.degree() + cell;
    double carried = 0;
    for (int r = 0; r < d; r++) {
      double right = knot(knots, left + r + 1);
      double start = knot(knots, left + 1 - d + r);
      double share = out[r] / (right - start);
      out[r] = carried + (right - x) * share;
      carried = (x - start) * share;
    }
    out[d] = carried;
  }

  /**
   * Continues the knots beyond both ends, so that the triangle of an outer cell is complete. The
   * functions that exist do not depend on where these knots are.
   */
  private static double knot(Knots knots, int index) {
    int last = knots.intervals() + 2 * knots.degree();
    if (index >= 0 && index <= last) {
      return knots.knot(index);
    }
    double spacing = (knots.upper() - knots.lower()) / knots.intervals();
    return index < 0
        ? knots.knot(0) + index * spacing
        : knots.knot(last) + (index - last) * spacing;
  }

  private static void clearMissing(Knots knots, int cell, double[] out) {
    for (int i = 0; i < -cell; i++) {
      out[i] = 0;
    }
    for (int i = knots.coefficients() - cell; i <= knots.degree(); i++) {
      out[i] = 0;
    }
  }
}
