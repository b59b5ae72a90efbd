package org.kanspark.kernel.loss;

/**
 * Computes squared errors up to a distance and grows linearly beyond, so that outliers count less.
 *
 * <pre>
 * P. J. Huber, "Robust estimation of a location parameter", Annals of Mathematical Statistics 35
 * (1964).
 * </pre>
 */
public final class HuberLoss extends ScalarLoss {
  private static final long serialVersionUID = 1L;

  private final double delta;

  /**
   * Makes the loss.
   *
   * @param delta distance from where errors count linearly, in robust deviations of the label; over
   *     0
   */
  public HuberLoss(double delta) {
    if (!(delta > 0 && Double.isFinite(delta))) {
      throw new IllegalArgumentException("delta is " + delta + ", accepted: a number > 0");
    }
    this.delta = delta;
  }

  @Override
  public String name() {
    return "huber";
  }

  @Override
  public LabelScaling labelScaling() {
    return LabelScaling.ROBUST;
  }

  @Override
  double value(double output, double target) {
    double error = Math.abs(output - target);
    return error <= delta ? error * error : delta * (2 * error - delta);
  }

  @Override
  double slope(double output, double target) {
    return 2 * Math.max(-delta, Math.min(delta, output - target));
  }

  /** Returns the curvature of the parabola that touches the loss here from above. */
  @Override
  double bend(double output, double target) {
    double error = Math.abs(output - target);
    return error <= delta ? 2.0 : 2.0 * delta / error;
  }
}
