package org.kanspark.kernel.loss;

/** Computes squared errors, without a factor of 1/2. */
public final class SquaredLoss implements Loss {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "squared";
  }

  @Override
  public double evaluate(
      double[] outputs,
      int capacity,
      double[] labels,
      double[] weights,
      int rows,
      double[] gradient) {
    double sum = 0.0;
    for (int r = 0; r < rows; r++) {
      double residual = outputs[r] - labels[r];
      gradient[r] = 2.0 * weights[r] * residual;
      sum += weights[r] * residual * residual;
    }
    return sum;
  }

  @Override
  public void curvature(
      double[] outputs,
      int capacity,
      double[] labels,
      double[] weights,
      int rows,
      double[] curvature) {
    for (int r = 0; r < rows; r++) {
      curvature[r] = 2.0 * weights[r];
    }
  }
}
