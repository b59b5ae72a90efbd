package org.kanspark.kernel.linalg;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import org.netlib.util.intW;

/**
 * Solves damped systems by LAPACK's Cholesky factorisation ({@code dpotrf}, {@code dpotrs}), the
 * Java one.
 */
public final class CholeskySolver implements DampedSolver {

  @Override
  public boolean solve(
      SymmetricMatrix matrix, double[] diagonal, double[] right, double[] solution) {
    int n = matrix.size();
    if (n == 0) {
      return true;
    }
    // Row-major upper is column-major lower.
    double[] dense = matrix.toDense(diagonal);
    intW info = new intW(0);
    JavaLAPACK.getInstance().dpotrf("L", n, dense, n, info);
    if (info.val != 0) {
      return false;
    }
    System.arraycopy(right, 0, solution, 0, n);
    JavaLAPACK.getInstance().dpotrs("L", n, 1, dense, n, solution, n, info);
    refine(matrix, diagonal, right, dense, solution);
    for (double x : solution) {
      if (!Double.isFinite(x)) {
        return false;
      }
    }
    return info.val == 0;
  }

  /** Solves once more for what is left of the right side, which halves the digits lost. */
  private static void refine(
      SymmetricMatrix matrix,
      double[] diagonal,
      double[] right,
      double[] factor,
      double[] solution) {
    int n = matrix.size();
    double[] rest = matrix.times(solution);
    for (int i = 0; i < n; i++) {
      rest[i] = right[i] - Math.fma(diagonal[i], solution[i], rest[i]);
    }
    JavaLAPACK.getInstance().dpotrs("L", n, 1, factor, n, rest, n, new intW(0));
    for (int i = 0; i < n; i++) {
      solution[i] += rest[i];
    }
  }
}
