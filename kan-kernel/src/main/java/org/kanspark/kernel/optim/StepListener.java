package org.kanspark.kernel.optim;

/** Watches a minimisation and may end it. */
@FunctionalInterface
public interface StepListener {

  /** Lets every step pass. */
  StepListener NONE = step -> true;

  /**
   * Takes note of an accepted step; called once after each, never for the starting point.
   *
   * @param step the step just taken; readable until this method returns
   * @return true to go on, false to stop with {@link StopReason#LISTENER}
   * @throws RuntimeException to abort; passed on by the optimiser unchanged
   */
  boolean onStep(LbfgsStep step);
}
