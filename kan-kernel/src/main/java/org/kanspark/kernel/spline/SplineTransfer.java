package org.kanspark.kernel.spline;

import java.util.Arrays;

/**
 * Carries splines over to knots that do not contain the old ones, over another range too, by least
 * squares.
 *
 * <p>The new coefficients minimise the integral of the squared difference from the old function,
 * its extrapolation included, over the new range. The integral is exact (Gauss points in every cell
 * between the knots of either), so the result depends on no sample. The system is solved for the
 * correction to a local estimate that is already exact where the old function is one polynomial,
 * and a ridge of 1e-13 of the diagonal pulls this correction to 0: the problem is always well
 * posed, and a polynomial of degree k comes out as it went in.
 */
public final class SplineTransfer {
  private static final double RIDGE = 1e-13;

  private final Knots from;
  private final Extrapolation extrapolation;
  private final Knots to;
  private final double[][] estimate;
  private final double[] gram;
  private final double[][] residual;

  private SplineTransfer(Knots from, Extrapolation extrapolation, Knots to) {
    this.from = from;
    this.extrapolation = extrapolation;
    this.to = to;
    this.estimate = estimate(from, extrapolation, to);
    this.gram = new double[to.coefficients() * (to.degree() + 1)];
    this.residual = new double[to.coefficients()][from.coefficients()];
  }

  /**
   * Returns the matrix, (G'+k) x (G+k), from old to new coefficients.
   *
   * @param extrapolation of the old function, where the new range exceeds the old
   * @throws IllegalArgumentException if the degrees differ
   */
  public static TransferMatrix matrix(Knots from, Extrapolation extrapolation, Knots to) {
    if (from.degree() != to.degree()) {
      throw new IllegalArgumentException(
          "transfer from degree " + from.degree() + " to " + to.degree() + ": must be equal");
    }
    SplineTransfer transfer = new SplineTransfer(from, extrapolation, to);
    transfer.integrate();
    return transfer.solve();
  }

  /** Computes new coefficients that are right wherever the old function is one polynomial. */
  private static double[][] estimate(Knots from, Extrapolation extrapolation, Knots to) {
    double[][] rows = new double[to.coefficients()][from.coefficients()];
    double[] weights = new double[from.degree() + 1];
    for (int m = 0; m < rows.length; m++) {
      double centre = Math.min(Math.max(to.greville(m), to.lower()), to.upper());
      if (centre >= from.lower() && centre <= from.upper()) {
        KnotInsertion.insertRow(from, to, m, centre, rows[m]);
      } else {
        // The blossom of a straight line is its value at the mean of the arguments.
        int first = SplineCurve.valueRow(from, to.greville(m), extrapolation, weights);
        System.arraycopy(weights, 0, rows[m], first, weights.length);
      }
    }
    return rows;
  }

  private void integrate() {
    double[] cuts = cuts();
    GaussLegendre rule = GaussLegendre.of(to.degree() + 1);
    for (int i = 0; i + 1 < cuts.length; i++) {
      double width = cuts[i + 1] - cuts[i];
      int cell = BSplineBasis.cell(to, cuts[i] + width / 2);
      for (int p = 0; p < rule.size(); p++) {
        double share = rule.weight(p) * (width / (to.upper() - to.lower()));
        addPoint(cuts[i] + width * rule.node(p), cell, share);
      }
    }
  }

  /**
   * Returns, in order, the knots of both within the new range: between them both are polynomials.
   */
  private double[] cuts() {
    double[] inner =
        Arrays.stream(from.toArray()).filter(t -> t > to.lower() && t < to.upper()).toArray();
    double[] own = to.interior();
    double[] all = Arrays.copyOf(own, own.length + inner.length);
    System.arraycopy(inner, 0, all, own.length, inner.length);
    Arrays.sort(all);
    return all;
  }

  private void addPoint(double x, int cell, double weight) {
    int k = to.degree();
    double[] basis = new double[k + 1];
    BSplineBasis.values(to, x, cell, basis);
    double[] old = new double[k + 1];
    int first = SplineCurve.valueRow(from, x, extrapolation, old);
    double[] difference = new double[from.coefficients()];
    System.arraycopy(old, 0, difference, first, k + 1);
    for (int i = 0; i <= k; i++) {
      double[] row = estimate[cell + i];
      for (int c = 0; c < difference.length; c++) {
        difference[c] -= basis[i] * row[c];
      }
    }
    for (int i = 0; i <= k; i++) {
      double[] side = residual[cell + i];
      for (int c = 0; c < difference.length; c++) {
        side[c] += weight * basis[i] * difference[c];
      }
      for (int j = 0; j <= i; j++) {
        gram[(cell + i) * (k + 1) + k - (i - j)] += weight * basis[i] * basis[j];
      }
    }
  }

  private TransferMatrix solve() {
    int k = to.degree();
    for (int m = 0; m < to.coefficients(); m++) {
      gram[m * (k + 1) + k] *= 1 + RIDGE;
    }
    new BandedCholesky(to.coefficients(), k, gram).solve(residual);
    for (int m = 0; m < residual.length; m++) {
      for (int c = 0; c < residual[m].length; c++) {
        residual[m][c] += estimate[m][c];
      }
    }
    return TransferMatrix.of(residual, from.coefficients());
  }
}
