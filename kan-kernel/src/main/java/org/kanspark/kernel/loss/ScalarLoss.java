package org.kanspark.kernel.loss;

/** Computes losses of one output from the function of one row. */
abstract class ScalarLoss implements Loss {
  private static final long serialVersionUID = 1L;

  /** Returns the loss of an output. */
  abstract double value(double output, double target);

  /** Returns the derivative by the output. */
  abstract double slope(double output, double target);

  /** Returns the second derivative, its expectation or a bound of it; not negative. */
  abstract double bend(double output, double target);

  @Override
  public final double evaluate(
      double[] outputs,
      int capacity,
      double[] labels,
      double[] weights,
      int rows,
      double[] gradient) {
    double sum = 0.0;
    for (int r = 0; r < rows; r++) {
      gradient[r] = weights[r] * slope(outputs[r], labels[r]);
      sum += weights[r] * value(outputs[r], labels[r]);
    }
    return sum;
  }

  @Override
  public final void curvature(
      double[] outputs,
      int capacity,
      double[] labels,
      double[] weights,
      int rows,
      double[] curvature) {
    for (int r = 0; r < rows; r++) {
      curvature[r] = weights[r] * bend(outputs[r], labels[r]);
    }
  }
}
