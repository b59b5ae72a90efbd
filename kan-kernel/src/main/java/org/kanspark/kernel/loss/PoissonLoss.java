package org.kanspark.kernel.loss;

import org.kanspark.kernel.model.Link;

/**
 * Computes half the deviance of a Poisson distribution over the mean label, the output being the
 * logarithm of a prediction: {@code exp(z) - y - y (z - log y)} for a target y.
 *
 * <p>Where predictions are e^50 times the mean label the loss goes on along its tangent, so that it
 * stays finite.
 */
public final class PoissonLoss extends ScalarLoss {
  private static final long serialVersionUID = 1L;
  private static final double MOST = 50.0;

  @Override
  public String name() {
    return "poisson";
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
    return label >= 0;
  }

  @Override
  public String acceptedLabels() {
    return "finite numbers >= 0";
  }

  @Override
  double value(double output, double target) {
    double mean = StrictMath.exp(Math.min(output, MOST));
    double beyond = output > MOST ? mean * (output - MOST) : 0.0;
    double fit = target > 0 ? target * (StrictMath.log(target) - output) - target : 0.0;
    return mean + beyond + fit;
  }

  @Override
  double slope(double output, double target) {
    return StrictMath.exp(Math.min(output, MOST)) - target;
  }

  @Override
  double bend(double output, double target) {
    return StrictMath.exp(Math.min(output, MOST));
  }
}
