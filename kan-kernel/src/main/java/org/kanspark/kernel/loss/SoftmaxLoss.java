package org.kanspark.kernel.loss;

import org.kanspark.kernel.model.Link;

/**
 * Computes the negative logarithm of the probability of the right class, probabilities being in
 * proportion to the exponentials of the outputs. Exact at any finite logits.
 *
 * <p>With p the probabilities and e_k the unit vectors, the second derivatives are {@code diag(p) -
 * p p' = sum_k p_k (e_k - p)(e_k - p)'}: one direction a class.
 */
public final class SoftmaxLoss implements Loss {
  private static final long serialVersionUID = 1L;

  private final int classes;

  /**
   * Makes the loss.
   *
   * @param classes number of classes, at least 2
   */
  public SoftmaxLoss(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("classes is " + classes + ", accepted: >= 2");
    }
    this.classes = classes;
  }

  @Override
  public String name() {
    return "softmax";
  }

  @Override
  public Link link() {
    return Link.SOFTMAX;
  }

  @Override
  public LabelScaling labelScaling() {
    return LabelScaling.NONE;
  }

  @Override
  public int outputs() {
    return classes;
  }

  @Override
  public boolean accepts(double label) {
    return label >= 0 && label < classes && label == Math.rint(label);
  }

  @Override
  public String acceptedLabels() {
    return "whole numbers from 0 to " + (classes - 1);
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
      int best = best(outputs, capacity, r);
      double others = exponentials(outputs, capacity, r, best, gradient);
      int right = (int) labels[r];
      double most = outputs[best * capacity + r];
      double loss = most - outputs[right * capacity + r] + StrictMath.log1p(others);
      sum += weights[r] * loss;
      double wrong = right == best ? others : 0.0;
      double factor = weights[r] / (1.0 + others);
      if (right != best) {
        for (int k = 0; k < classes; k++) {
          wrong += k == right ? 0.0 : gradient[k * capacity + r];
        }
      }
      for (int k = 0; k < classes; k++) {
        gradient[k * capacity + r] *= factor;
      }
      // Not p - 1, which has lost its digits where p is nearly 1.
      gradient[right * capacity + r] = -factor * wrong;
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
      int best = best(outputs, capacity, r);
      double others = exponentials(outputs, capacity, r, best, curvature);
      double factor = weights[r] / (1.0 + others);
      for (int k = 0; k < classes; k++) {
        curvature[k * capacity + r] *= factor;
      }
    }
  }

  @Override
  public void direction(
      int which, double[] curvature, double[] weights, int capacity, int rows, double[] direction) {
    for (int k = 0; k < classes; k++) {
      for (int r = 0; r < rows; r++) {
        double p = weights[r] > 0 ? curvature[k * capacity + r] / weights[r] : 0.0;
        direction[k * capacity + r] = (k == which ? 1.0 : 0.0) - p;
      }
    }
  }

  private int best(double[] outputs, int capacity, int row) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (outputs[k * capacity + row] > outputs[best * capacity + row]) {
        best = k;
      }
    }
    return best;
  }

  /** Computes exponentials over that of the best class; returns the sum of all others. */
  private double exponentials(double[] outputs, int capacity, int row, int best, double[] to) {
    double most = outputs[best * capacity + row];
    double others = 0.0;
    for (int k = 0; k < classes; k++) {
      double e = k == best ? 1.0 : StrictMath.exp(outputs[k * capacity + row] - most);
      to[k * capacity + row] = e;
      others += k == best ? 0.0 : e;
    }
    return others;
  }
}
