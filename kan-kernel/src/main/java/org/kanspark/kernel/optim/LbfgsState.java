package org.kanspark.kernel.optim;

/**
 * Holds all that a run of {@link Lbfgs} needs to go on from an accepted step, in plain numbers and
 * arrays, for checkpoints.
 *
 * <p>A state that was written down bit for bit and read back continues bit for bit. States made by
 * the optimiser own their arrays: no run changes them later. For speed nothing is copied by the
 * constructor or the accessors, and records with arrays compare by identity of the arrays.
 *
 * @param iteration accepted steps so far, at least 0
 * @param evaluations evaluations of the objective so far, at least 0
 * @param smallSteps how many steps up to here, without a break, were small in the sense of {@link
 *     LbfgsSettings#tolerance()}, at least 0
 * @param x the point, n finite coordinates
 * @param objective its value
 * @param gradient the n partial derivatives at {@code x}
 * @param steps differences s of consecutive points, oldest pair first, [pairs][n]
 * @param gradientChanges differences y of the gradients at the same points, [pairs][n]
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays are the purpose: see above
public record LbfgsState(
    int iteration,
    int evaluations,
    int smallSteps,
    double[] x,
    double objective,
    double[] gradient,
    double[][] steps,
    double[][] gradientChanges) {

  /**
   * Checks counts and lengths.
   *
   * @throws IllegalArgumentException if a count is negative, a length differs from that of {@code
   *     x}, the numbers of {@code steps} and {@code gradientChanges} differ, or a coordinate of
   *     {@code x} is not finite
   */
  public LbfgsState {
    if (iteration < 0 || evaluations < 0 || smallSteps < 0) {
      throw new IllegalArgumentException(
          "counts must not be negative: iteration "
              + iteration
              + ", evaluations "
              + evaluations
              + ", smallSteps "
              + smallSteps);
    }
    requireFinite(x);
    requireLength("gradient", gradient, x.length);
    if (steps.length != gradientChanges.length) {
      throw new IllegalArgumentException(
          steps.length + " steps but " + gradientChanges.length + " gradient changes");
    }
    for (int pair = 0; pair < steps.length; pair++) {
      requireLength("steps[" + pair + "]", steps[pair], x.length);
      requireLength("gradientChanges[" + pair + "]", gradientChanges[pair], x.length);
    }
  }

  /**
   * Returns this point without correction pairs and without memory of small steps: what is left to
   * build on when the function itself has changed in a way that keeps value and gradient here.
   *
   * <p>When value and gradient change as well, as they do with new knots, start afresh with {@link
   * Lbfgs#minimize}.
   */
  public LbfgsState withoutHistory() {
    return new LbfgsState(
        iteration, evaluations, 0, x, objective, gradient, new double[0][], new double[0][]);
  }

  /** Tells whether value and gradient are finite, without which no step can be taken. */
  boolean isFinite() {
    return Double.isFinite(objective) && DenseVectors.isFinite(gradient);
  }

  static void requireFinite(double[] x) {
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i])) {
        throw new IllegalArgumentException("x[" + i + "] is " + x[i] + ", must be finite");
      }
    }
  }

  private static void requireLength(String name, double[] values, int expected) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          name + " has length " + values.length + ", expected " + expected);
    }
  }
}
