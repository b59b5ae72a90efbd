package org.kanspark.kernel.linalg;

/** Solves {@code (A + D) x = b} for a symmetric A and a positive diagonal D. */
public interface DampedSolver {

  /**
   * Solves the system.
   *
   * @param matrix A
   * @param diagonal D, one number a row
   * @param right b
   * @param solution receives x
   * @return whether {@code A + D} was positive definite to working precision; if not, {@code
   *     solution} is undefined
   */
  boolean solve(SymmetricMatrix matrix, double[] diagonal, double[] right, double[] solution);
}
