package org.kanspark.kernel.loss;

/**
 * Computes the loss whose minimum is a quantile of the label: for an error {@code e = target -
 * output} it is {@code q e} above 0 and {@code (q - 1) e} below, with a parabola in place of the
 * kink.
 *
 * <pre>
 * R. Koenker, G. Bassett, "Regression quantiles", Econometrica 46 (1978).
 * M. Fernandes, E. Guerre, E. Horta, "Smoothing quantile regressions", Journal of Business and
 * Economic Statistics 39 (2021), with a uniform kernel.
 * </pre>
 */
public final class QuantileLoss extends ScalarLoss {
  private static final long serialVersionUID = 1L;

  /** Half the width of the parabola, in robust deviations of the label. */
  private static final double HALF_WIDTH = 0.02;

  private final double level;

  /**
   * Makes the loss.
   *
   * @param level share of the labels below the prediction, over 0 and under 1
   */
  public QuantileLoss(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "level is " + level + ", accepted: a number over 0 and under 1");
    }
    this.level = level;
  }

  @Override
  public String name() {
    return "quantile";
  }

  @Override
  public LabelScaling labelScaling() {
    return LabelScaling.ROBUST;
  }

  @Override
  public boolean curves() {
    return false;
  }

  @Override
  double value(double output, double target) {
    double error = target - output;
    double size = Math.abs(error);
    double even = size >= HALF_WIDTH ? size / 2 : error * error / (4 * HALF_WIDTH) + HALF_WIDTH / 4;
    return even + (level - 0.5) * error;
  }

  @Override
  double slope(double output, double target) {
    double error = Math.max(-HALF_WIDTH, Math.min(HALF_WIDTH, target - output));
    return 0.5 - level - error / (2 * HALF_WIDTH);
  }

  /** Returns the curvature of the parabola that touches the loss here from above. */
  @Override
  double bend(double output, double target) {
    return 0.5 / Math.max(HALF_WIDTH, Math.abs(target - output));
  }
}
