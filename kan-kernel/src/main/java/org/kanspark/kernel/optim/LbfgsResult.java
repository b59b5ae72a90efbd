package org.kanspark.kernel.optim;

/**
 * Reports where a minimisation ended and why.
 *
 * @param state the last accepted point with everything needed to {@linkplain Lbfgs#resume continue}
 * @param reason why it ended there
 */
public record LbfgsResult(LbfgsState state, StopReason reason) {

  /**
   * Returns the last accepted point, the lowest of the run; the array belongs to {@link #state}.
   */
  public double[] x() {
    return state.x();
  }

  /** Returns the objective at {@link #x}. */
  public double objective() {
    return state.objective();
  }

  /** Returns the gradient at {@link #x}; the array belongs to {@link #state}. */
  public double[] gradient() {
    return state.gradient();
  }

  /** Counts the accepted steps, those before a resumption included. */
  public int iterations() {
    return state.iteration();
  }

  /** Counts the evaluations of the objective, those before a resumption included. */
  public int evaluations() {
    return state.evaluations();
  }
}
