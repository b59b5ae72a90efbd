package org.kanspark.kernel.linalg;

/** Solves damped systems by a Cholesky factorisation and one step of iterative refinement. */
public final class CholeskySolver implements DampedSolver {

  @Override
  public boolean solve(
      SymmetricMatrix matrix, double[] diagonal, double[] right, double[] solution) {
    BlockedCholesky cholesky = new BlockedCholesky(matrix, diagonal);
    if (!cholesky.isPositiveDefinite()) {
      return false;
    }
    int n = matrix.size();
    System.arraycopy(right, 0, solution, 0, n);
    cholesky.solve(solution);
    refine(matrix, diagonal, right, cholesky, solution);
    for (double x : solution) {
      if (!Double.isFinite(x)) {
        return false;
      }
    }
    return true;
  }

  /** Solves once more for what is left of the right side, which halves the digits lost. */
  private static void refine(
      SymmetricMatrix matrix,
      double[] diagonal,
      double[] right,
      BlockedCholesky cholesky,
      double[] solution) {
    double[] rest = matrix.times(solution);
    for (int i = 0; i < rest.length; i++) {
      rest[i] = right[i] - Math.fma(diagonal[i], solution[i], rest[i]);
    }
    cholesky.solve(rest);
    for (int i = 0; i < rest.length; i++) {
      solution[i] += rest[i];
    }
  }
}
