package org.kanspark.kernel.optim;

/** Says why a minimisation ended. */
public enum StopReason {
  /** No component of the gradient exceeds {@link LbfgsSettings#gradientTolerance()}. */
  GRADIENT_TOLERANCE,

  /**
   * The last {@link LbfgsSettings#toleranceSteps()} steps each lowered the objective by no more
   * than {@link LbfgsSettings#tolerance()} times its magnitude.
   */
  OBJECTIVE_TOLERANCE,

  /** The permitted number of accepted steps is used up. */
  MAX_ITERATIONS,

  /** A {@link StepListener} asked to stop. */
  LISTENER,

  /**
   * Not even along the negative gradient did a line search find a lower value. Usual near a minimum
   * whose value cannot be lowered further in double precision; elsewhere a sign that gradient and
   * value disagree.
   */
  LINE_SEARCH_FAILED,

  /** Value or gradient is NaN or infinite at the starting point, which is returned as it is. */
  NON_FINITE_START;

  /** Tells whether one of the two convergence tests was met. */
  public boolean isConverged() {
    return this == GRADIENT_TOLERANCE || this == OBJECTIVE_TOLERANCE;
  }
}
