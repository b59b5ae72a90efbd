package org.kanspark.kernel.loss;

/**
 * Computes half the deviance of a gamma distribution, the output being the logarithm of a
 * prediction: {@code y exp(-z) - 1 + z - log y} for a target y. It depends on their ratio alone.
 */
public final class GammaLoss extends LogLinkLoss {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "gamma";
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
    return exp(log) - 1.0 - log;
  }

  @Override
  double slope(double output, double target) {
    return 1.0 - slopeOfExp(StrictMath.log(target) - output);
  }

  /** Returns the expectation of the second derivative, the same everywhere. */
  @Override
  double bend(double output, double target) {
    return 1.0;
  }
}
