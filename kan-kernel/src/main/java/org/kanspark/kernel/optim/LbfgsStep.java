package org.kanspark.kernel.optim;

/** Describes one accepted step to a {@link StepListener}. */
public final class LbfgsStep {

  private final LbfgsRun run;
  private final int iteration;
  private final double stepLength;
  private final boolean strongWolfe;

  LbfgsStep(LbfgsRun run, double stepLength, boolean strongWolfe) {
    this.run = run;
    this.iteration = run.iteration();
    this.stepLength = stepLength;
    this.strongWolfe = strongWolfe;
  }

  /** Returns the number of this step: 1 for the first of a run that started at iteration 0. */
  public int iteration() {
    return iteration;
  }

  /** Returns the step length accepted, in multiples of the search direction. */
  public double stepLength() {
    return stepLength;
  }

  /**
   * Tells whether the step meets both strong Wolfe conditions. If not, it meets the first one,
   * sufficient decrease, and the line search found none that meets both, as before a wall of
   * infinite values or at the limit of double precision.
   */
  public boolean isStrongWolfe() {
    return strongWolfe;
  }

  /** Returns the objective at the new point. */
  public double objective() {
    return current().objective();
  }

  /** Returns the largest absolute component of the gradient at the new point. */
  public double gradientNorm() {
    return current().gradientNorm();
  }

  /** Counts the evaluations of the objective so far. */
  public int evaluations() {
    return current().evaluations();
  }

  /** Returns a copy of the new point. */
  public double[] x() {
    return current().copyOfX();
  }

  /** Returns a copy of the gradient at the new point. */
  public double[] gradient() {
    return current().copyOfGradient();
  }

  /**
   * Exports all that is needed to continue from here, in arrays of its own: 2 (pairs + 1) n
   * doubles.
   */
  public LbfgsState state() {
    return current().export();
  }

  private LbfgsRun current() {
    if (run.iteration() != iteration) {
      throw new IllegalStateException(
          "step " + iteration + " is over, the run is at step " + run.iteration());
    }
    return run;
  }
}
