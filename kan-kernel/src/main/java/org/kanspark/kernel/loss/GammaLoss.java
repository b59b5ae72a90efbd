package org.kanspark.kernel.loss;

import org.kanspark.kernel.model.Link;

/**
 * Computes half the deviance of a gamma distribution, the output being the logarithm of a
 * prediction: {@code y exp(-z) - 1 + z - log y} for a target y. It depends on their ratio alone.
 *
 * <p>Where predictions are e^-50 of the target the loss goes on along its tangent, so that it stays
 * finite.
 */
public final class GammaLoss extends ScalarLoss {
  private static final long serialVersionUID = 1L;
  private static final double MOST = 50.0;

  @Override
  public String name() {
    return "gamma";
  }

  @Override
  public Link link() {
    return Link.LOG;
  }

  @Override
  public LabelScaling labelScaling() {
    return LabelScaling.LOG_MEAN;
  }

  @Override
  public boolean accepts(double label) {
    return label > 0;
  }

  @Override
  public String acceptedLabels() {
    return "finite numbers > 0";
  }

  @Override
  double value(double output, double target) {
    double log = StrictMath.log(target) - output;
    double ratio = StrictMath.exp(Math.min(log, MOST));
    return ratio + (log > MOST ? ratio * (log - MOST) : 0.0) - 1.0 - log;
  }

  @Override
  double slope(double output, double target) {
    return 1.0 - StrictMath.exp(Math.min(StrictMath.log(target) - output, MOST));
  }

  /** Returns the expectation of the second derivative, the same everywhere. */
  @Override
  double bend(double output, double target) {
    return 1.0;
  }
}
