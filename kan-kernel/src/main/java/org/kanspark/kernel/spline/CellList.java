package org.kanspark.kernel.spline;

import java.io.Serializable;

/**
 * Holds the cells of one input from left to right.
 *
 * @param rightEnds first point right of each cell; the last is infinite
 * @param centres where the local coordinate is 0
 * @param slopes dt/dx
 * @param firsts first coefficient that is active in the cell
 * @param matrices from coefficients to polynomial: cells x order x window
 */
record CellList(
    double[] rightEnds, double[] centres, double[] slopes, int[] firsts, double[] matrices)
    implements Serializable {

  static CellList of(Knots knots, Extrapolation extrapolation, int order) {
    return new Builder(knots, extrapolation, order).build();
  }

  private static final class Builder {
    private final Knots knots;
    private final Extrapolation extrapolation;
    private final int order;
    private final int degree;
    private final int window;
    private final int reach;
    private final CellList list;

    Builder(Knots knots, Extrapolation extrapolation, int order) {
      this.knots = knots;
      this.extrapolation = extrapolation;
      this.order = order;
      this.degree = knots.degree();
      this.window = degree + 1;
      this.reach = extrapolation == Extrapolation.ZERO ? degree : 0;
      int cells = knots.intervals() + 2 * reach + 2;
      this.list =
          new CellList(
              new double[cells],
              new double[cells],
              new double[cells],
              new int[cells],
              new double[cells * order * window]);
    }

    CellList build() {
      int first = degree - reach;
      int last = degree + knots.intervals() + reach;
      for (int s = first; s < last; s++) {
        addPiece(1 + s - first, s);
      }
      int cells = list.centres.length;
      list.rightEnds[0] = knots.knot(first);
      list.rightEnds[degree + knots.intervals() - first] = Math.nextUp(knots.upper());
      list.rightEnds[cells - 1] = Double.POSITIVE_INFINITY;
      list.firsts[cells - 1] = knots.coefficients() - window;
      list.slopes[0] = list.slopes[1];
      list.slopes[cells - 1] = list.slopes[cells - 2];
      list.centres[0] = knots.knot(first);
      list.centres[cells - 1] = knots.knot(last);
      if (extrapolation != Extrapolation.ZERO) {
        continueFrom(1, 0, -0.5);
        continueFrom(cells - 2, cells - 1, 0.5);
      }
      return list;
    }

    private void addPiece(int cell, int s) {
      double left = knots.knot(s);
      double right = knots.knot(s + 1);
      list.rightEnds[cell] = right;
      list.centres[cell] = 0.5 * (left + right);
      list.slopes[cell] = 1.0 / (right - left);
      int first = Math.max(0, Math.min(s - degree, knots.coefficients() - window));
      list.firsts[cell] = first;
      for (int m = 0; m < window; m++) {
        double[] piece = piece(first + m, degree, s);
        for (int d = 0; d <= degree; d++) {
          list.matrices[(cell * order + d) * window + m] = piece[d];
        }
      }
    }

    /** Computes B_{m,p} between knots s and s + 1 as a polynomial in t: Cox and de Boor. */
    private double[] piece(int m, int p, int s) {
      double[] sum = new double[p + 1];
      if (p == 0) {
        sum[0] = m == s ? 1.0 : 0.0;
        return sum;
      }
      double centre = 0.5 * (knots.knot(s) + knots.knot(s + 1));
      double width = knots.knot(s + 1) - knots.knot(s);
      if (m <= s && s <= m + p - 1) {
        double length = knots.knot(m + p) - knots.knot(m);
        double constant = (centre - knots.knot(m)) / length;
        addProduct(piece(m, p - 1, s), constant, width / length, sum);
      }
      if (m + 1 <= s && s <= m + p) {
        double length = knots.knot(m + p + 1) - knots.knot(m + 1);
        double constant = (knots.knot(m + p + 1) - centre) / length;
        addProduct(piece(m + 1, p - 1, s), constant, -width / length, sum);
      }
      return sum;
    }

    private static void addProduct(
        double[] polynomial, double constant, double linear, double[] sum) {
      for (int d = 0; d < polynomial.length; d++) {
        sum[d] += constant * polynomial[d];
        sum[d + 1] += linear * polynomial[d];
      }
    }

    /**
     * Continues the polynomial of a cell from one of its ends: its value there and, if asked,
     * slope.
     */
    private void continueFrom(int inner, int outer, double end) {
      list.firsts[outer] = list.firsts[inner];
      for (int m = 0; m < window; m++) {
        double value = 0.0;
        double slope = 0.0;
        for (int d = order - 1; d >= 0; d--) {
          slope = Math.fma(slope, end, value);
          value = Math.fma(value, end, list.matrices[(inner * order + d) * window + m]);
        }
        list.matrices[outer * order * window + m] = value;
        if (extrapolation == Extrapolation.LINEAR) {
          list.matrices[(outer * order + 1) * window + m] = slope;
        }
      }
    }
  }
}
