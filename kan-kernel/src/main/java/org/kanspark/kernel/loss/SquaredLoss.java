package org.kanspark.kernel.loss;

import java.util.Arrays;

/** Computes squared errors, without a factor of 1/2; of several labels their mean. */
public final class SquaredLoss implements Loss {
  private static final long serialVersionUID = 1L;

  private final int labels;

  /** Makes the loss of one label. */
  public SquaredLoss() {
    this(1);
  }

  /**
   * Makes the loss of several labels, each with an output of its own.
   *
   * @param labels number of labels, at least 1
   */
  public SquaredLoss(int labels) {
    if (labels < 1) {
      throw new IllegalArgumentException("labels is " + labels + ", accepted: >= 1");
    }
    this.labels = labels;
  }

  @Override
  public String name() {
    return "squared";
  }

  @Override
  public int outputs() {
    return labels;
  }

  @Override
  public int labels() {
    return labels;
  }

  @Override
  public double evaluate(
      double[] outputs,
      int capacity,
      double[] targets,
      double[] weights,
      int rows,
      double[] gradient) {
    double share = 2.0 / labels;
    double sum = 0.0;
    for (int n = 0; n < labels; n++) {
      int at = n * capacity;
      for (int r = 0; r < rows; r++) {
        double residual = outputs[at + r] - targets[at + r];
        gradient[at + r] = share * weights[r] * residual;
        sum += weights[r] * residual * residual;
      }
    }
    return sum / labels;
  }

  @Override
  public void curvature(
      double[] outputs,
      int capacity,
      double[] targets,
      double[] weights,
      int rows,
      double[] curvature) {
    double share = 2.0 / labels;
    for (int n = 0; n < labels; n++) {
      for (int r = 0; r < rows; r++) {
        curvature[n * capacity + r] = share * weights[r];
      }
    }
  }

  @Override
  public void direction(
      int which, double[] curvature, double[] weights, int capacity, int rows, double[] direction) {
    for (int n = 0; n < labels; n++) {
      Arrays.fill(direction, n * capacity, n * capacity + rows, n == which ? 1.0 : 0.0);
    }
  }
}
