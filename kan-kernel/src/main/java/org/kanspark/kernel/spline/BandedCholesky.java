package org.kanspark.kernel.spline;

/** Solves systems with a symmetric positive definite band matrix by Cholesky factorisation. */
final class BandedCholesky {
  private final int size;
  private final int width;
  // factor[i * (width + 1) + width - (i - j)] = L[i][j] for i - width <= j <= i
  private final double[] factor;

  /**
   * Factorises in place.
   *
   * @param size number of rows
   * @param width number of diagonals below the main one
   * @param band the lower half, element (i, j) at {@code i * (width + 1) + width - (i - j)};
   *     overwritten
   * @throws ArithmeticException if the matrix is not positive definite
   */
  BandedCholesky(int size, int width, double[] band) {
    this.size = size;
    this.width = width;
    this.factor = band;
    for (int i = 0; i < size; i++) {
      for (int j = Math.max(0, i - width); j <= i; j++) {
        double sum = band[index(i, j)];
        for (int l = Math.max(0, i - width); l < j; l++) {
          sum -= band[index(i, l)] * band[index(j, l)];
        }
        if (i > j) {
          band[index(i, j)] = sum / band[index(j, j)];
        } else if (sum > 0) {
          band[index(i, i)] = Math.sqrt(sum);
        } else {
          throw new ArithmeticException("pivot " + i + " is " + sum + ": not positive definite");
        }
      }
    }
  }

  private int index(int i, int j) {
    return i * (width + 1) + width - (i - j);
  }

  /** Replaces the right-hand sides, size x columns, by the solutions. */
  void solve(double[][] sides) {
    for (int i = 0; i < size; i++) {
      for (int j = Math.max(0, i - width); j < i; j++) {
        subtract(sides[i], factor[index(i, j)], sides[j]);
      }
      divide(sides[i], factor[index(i, i)]);
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int j = i + 1; j <= Math.min(size - 1, i + width); j++) {
        subtract(sides[i], factor[index(j, i)], sides[j]);
      }
      divide(sides[i], factor[index(i, i)]);
    }
  }

  private static void subtract(double[] target, double factor, double[] row) {
    for (int c = 0; c < target.length; c++) {
      target[c] -= factor * row[c];
    }
  }

  private static void divide(double[] target, double divisor) {
    for (int c = 0; c < target.length; c++) {
      target[c] /= divisor;
    }
  }
}
