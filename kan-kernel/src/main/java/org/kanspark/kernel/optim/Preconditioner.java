package org.kanspark.kernel.optim;

/**
 * Applies an approximation P of the inverse Hessian, for instance one block per edge of a network.
 *
 * <p>P must be symmetric and positive definite. Its scale is free: {@link Lbfgs} multiplies it by
 * s.y / y.Py of the newest pair. A direction that is not one of descent, or not finite, is
 * discarded in favour of the negative gradient.
 */
@FunctionalInterface
public interface Preconditioner {

  /**
   * Overwrites {@code out} with P times {@code gradient}.
   *
   * @param gradient a vector of n components, a gradient or a change of gradients; must be neither
   *     changed nor kept
   * @param out receives the n components of the product; never the same array as {@code gradient},
   *     previous content is arbitrary
   */
  void apply(double[] gradient, double[] out);
}
