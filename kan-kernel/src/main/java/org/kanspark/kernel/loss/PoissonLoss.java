package org.kanspark.kernel.loss;

/**
 * Computes half the deviance of a Poisson distribution over the mean label, the output being the
 * logarithm of a prediction: {@code exp(z) - y - y (z - log y)} for a target y.
 */
public final class PoissonLoss extends LogLinkLoss {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public boolean accepts(double label) {
    return label >= 0;
  }

  @Override
  public String acceptedLabels() {
    return "finite numbers >= 0";
  }

  @Override
  double value(double output, double target) {
    double fit = target > 0 ? target * (StrictMath.log(target) - output) - target : 0.0;
    return exp(output) + fit;
  }

  @Override
  double slope(double output, double target) {
    return slopeOfExp(output) - target;
  }

  @Override
  double bend(double output, double target) {
    return slopeOfExp(output);
  }
}
