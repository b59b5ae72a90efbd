package org.kanspark.kernel.optim;

/**
 * Evaluates a function of n variables together with its gradient.
 *
 * <p>Equal points must give equal bits if a run is to be repeatable.
 */
@FunctionalInterface
public interface DifferentiableObjective {

  /**
   * Computes the value at {@code x} and overwrites {@code gradientOut} with the gradient there.
   *
   * <p>A value or gradient component that is NaN or infinite means "outside the domain": a line
   * search then tries a shorter step. The optimiser asks only for points whose coordinates are all
   * finite.
   *
   * @param x the point, n coordinates; must be neither changed nor kept, the array is reused
   * @param gradientOut receives the n partial derivatives; previous content is arbitrary
   * @return the value to be minimised
   * @throws RuntimeException whatever the implementation needs to abort with, for instance when the
   *     run was cancelled; the optimiser passes it on unchanged and keeps nothing of the step tried
   */
  double evaluate(double[] x, double[] gradientOut);
}
