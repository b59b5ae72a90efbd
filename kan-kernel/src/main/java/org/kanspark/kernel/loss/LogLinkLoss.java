package org.kanspark.kernel.loss;

import org.kanspark.kernel.model.Link;

/**
 * Computes losses whose output is the logarithm of a prediction. Beyond a prediction {@code e^50}
 * off they go on along their tangent, so that they stay finite.
 */
abstract class LogLinkLoss extends ScalarLoss {
  private static final long serialVersionUID = 1L;

  /** Argument up to which exponentials are taken. */
  private static final double MOST = 50.0;

  @Override
  public final Link link() {
    return Link.LOG;
  }

  @Override
  public final LabelScaling labelScaling() {
    return LabelScaling.LOG_MEAN;
  }

  /** Returns the exponential up to {@link #MOST}, and its tangent beyond. */
  static double exp(double x) {
    double bounded = slopeOfExp(x);
    return bounded + (x > MOST ? bounded * (x - MOST) : 0.0);
  }

  /** Returns the derivative of {@link #exp}. */
  static double slopeOfExp(double x) {
    return StrictMath.exp(Math.min(x, MOST));
  }
}
