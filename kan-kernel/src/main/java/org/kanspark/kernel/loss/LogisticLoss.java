package org.kanspark.kernel.loss;

import org.kanspark.kernel.model.Link;

/**
 * Computes the negative logarithm of the probability of the right one of two classes, the output
 * being the logit of class 1. Exact at any finite logit.
 */
public final class LogisticLoss extends ScalarLoss {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  public Link link() {
    return Link.LOGISTIC;
  }

  @Override
  public LabelScaling labelScaling() {
    return LabelScaling.NONE;
  }

  @Override
  public boolean accepts(double label) {
    return label == 0 || label == 1;
  }

  @Override
  public String acceptedLabels() {
    return "0 and 1";
  }

  @Override
  double value(double output, double target) {
    double wrong = target == 1 ? -output : output;
    return Math.max(wrong, 0.0) + StrictMath.log1p(StrictMath.exp(-Math.abs(output)));
  }

  @Override
  double slope(double output, double target) {
    // The probability of the wrong class, which keeps its digits where it is small.
    return target == 1 ? -probability(-output) : probability(output);
  }

  @Override
  double bend(double output, double target) {
    return probability(output) * probability(-output);
  }

  private static double probability(double logit) {
    return 1.0 / (1.0 + StrictMath.exp(-logit));
  }
}
