package org.kanspark.kernel.linalg;

/**
 * Solves systems with one small symmetric matrix again and again, by a Cholesky factor in packed
 * rows.
 *
 * <p>Every sum runs over four interleaved chains of fused multiply-adds in one fixed order, so
 * equal matrices give equal bits on every JVM. Factorising costs {@code size^3 / 6} multiply-adds,
 * solving {@code size^2}, memory is {@code size^2 / 2} doubles.
 *
 * <pre>
 * Golub, Van Loan: Matrix Computations, 4th ed., algorithm 4.2.1, by rows.
 * </pre>
 */
public final class PackedCholesky {
  private final int size;
  // Row i of the factor L at i (i + 1) / 2.
  private final double[] factor;

  /**
   * Factorises {@code A + damping I} in place.
   *
   * @param size number of rows
   * @param lower the lower half of A, positive semi-definite, entry (i, j) at {@code i (i + 1) / 2
   *     + j}; taken over
   * @param damping what is added to the diagonal, positive, well above the rounding of A, that is
   *     1e-14 of its trace; no pivot is taken below it, since without rounding none would be
   */
  public PackedCholesky(int size, double[] lower, double damping) {
    this.size = size;
    this.factor = lower;
    for (int i = 0; i < size; i++) {
      int row = row(i);
      for (int j = 0; j < i; j++) {
        double rest = lower[row + j] - dot(lower, row, lower, row(j), j);
        lower[row + j] = rest / lower[row(j) + j];
      }
      double pivot = lower[row + i] + damping - dot(lower, row, lower, row, i);
      lower[row + i] = Math.sqrt(Math.max(pivot, damping));
    }
  }

  private static int row(int i) {
    return i * (i + 1) / 2;
  }

  /** Returns the sum of n products. */
  private static double dot(double[] a, int atA, double[] b, int atB, int n) {
    double sum0 = 0.0;
    double sum1 = 0.0;
    double sum2 = 0.0;
    double sum3 = 0.0;
    int bound = n & ~3;
    for (int i = 0; i < bound; i += 4) {
      sum0 = Math.fma(a[atA + i], b[atB + i], sum0);
      sum1 = Math.fma(a[atA + i + 1], b[atB + i + 1], sum1);
      sum2 = Math.fma(a[atA + i + 2], b[atB + i + 2], sum2);
      sum3 = Math.fma(a[atA + i + 3], b[atB + i + 3], sum3);
    }
    for (int i = bound; i < n; i++) {
      sum0 = Math.fma(a[atA + i], b[atB + i], sum0);
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /**
   * Solves {@code (A + damping I) x = b}.
   *
   * @param x holds b in its first {@code size} entries; overwritten with x
   */
  public void solve(double[] x) {
    for (int i = 0; i < size; i++) {
      int row = row(i);
      x[i] = (x[i] - dot(factor, row, x, 0, i)) / factor[row + i];
    }
    for (int i = size - 1; i >= 0; i--) {
      int row = row(i);
      double found = x[i] / factor[row + i];
      x[i] = found;
      for (int j = 0; j < i; j++) {
        x[j] = Math.fma(-found, factor[row + j], x[j]);
      }
    }
  }
}
