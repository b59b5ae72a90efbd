package org.kanspark.kernel.spline;

/**
 * Refines a spline exactly: the finer knots contain the coarser ones, so the same function has
 * coefficients there too.
 *
 * <p>New coefficient m is the blossom, at the new knots {@code t_{m+1} .. t_{m+k}}, of the old
 * polynomial on a cell that its basis function touches inside [a, b]. The knots beyond a and b move
 * with the mean spacing; the function is therefore kept on [a, b], and with it value and slope at
 * the ends, which linear and constant extrapolation follow. Under zero extrapolation the fading
 * changes.
 *
 * <pre>
 * L. Ramshaw, "Blossoms are polar forms", CAGD 6 (1989), 323-358.
 * </pre>
 */
public final class KnotInsertion {
  // Weights of a blossom add up to 1; if none is negative, so do their absolute values.
  private static final double AVERAGE = 1 + 1e-9;

  private KnotInsertion() {}

  /**
   * Says whether a spline on the coarse knots is one on the fine knots: same degree, same ends, and
   * every coarse knot on [a, b] is, bit for bit, a fine one.
   */
  public static boolean nests(Knots coarse, Knots fine) {
    int k = coarse.degree();
    if (k != fine.degree() || coarse.lower() != fine.lower() || coarse.upper() != fine.upper()) {
      return false;
    }
    int i = 0;
    for (int j = 0; j <= coarse.intervals(); j++) {
      while (i <= fine.intervals() && fine.knot(k + i) < coarse.knot(k + j)) {
        i++;
      }
      if (i > fine.intervals() || fine.knot(k + i) != coarse.knot(k + j)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the matrix, (G'+k) x (G+k), from coarse to fine coefficients.
   *
   * @throws IllegalArgumentException unless {@link #nests} holds
   */
  public static TransferMatrix matrix(Knots coarse, Knots fine) {
    if (!nests(coarse, fine)) {
      throw new IllegalArgumentException(
          coarse + " does not nest in " + fine + ": the finer knots must contain the coarser ones");
    }
    double[][] dense = new double[fine.coefficients()][coarse.coefficients()];
    for (int m = 0; m < dense.length; m++) {
      insertRow(coarse, fine, m, fine.greville(m), dense[m]);
    }
    return TransferMatrix.of(dense, coarse.coefficients());
  }

  /**
   * Writes the weights of the coarse coefficients in fine coefficient m: of the cells that the
   * support of the fine basis function touches, the one of the given point serves if its weights
   * are an average; otherwise the one whose weights are least in absolute sum, so that rounding
   * errors grow least.
   *
   * @param at a point of [a, b] in the support; points beyond the ends count as the ends
   * @param row receives weights for all coarse coefficients; zero before
   */
  static void insertRow(Knots coarse, Knots fine, int m, double at, double[] row) {
    int k = coarse.degree();
    double[] fineKnots = fine.toArray();
    int best = BSplineBasis.cell(coarse, at);
    double[] weights = new double[k + 1];
    BSplineBasis.blossom(coarse, fineKnots, m + 1, best, weights);
    double size = absoluteSum(weights);
    if (size > AVERAGE) {
      double[] other = new double[k + 1];
      double end = Math.min(fineKnots[m + k + 1], fine.upper());
      int last = BSplineBasis.cell(coarse, Math.nextDown(end));
      int cell = BSplineBasis.cell(coarse, Math.max(fineKnots[m], fine.lower()));
      for (; cell <= last; cell++) {
        BSplineBasis.blossom(coarse, fineKnots, m + 1, cell, other);
        if (absoluteSum(other) < size) {
          best = cell;
          size = absoluteSum(other);
          System.arraycopy(other, 0, weights, 0, k + 1);
        }
      }
    }
    System.arraycopy(weights, 0, row, best, k + 1);
  }

  private static double absoluteSum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += Math.abs(weight);
    }
    return sum;
  }
}
