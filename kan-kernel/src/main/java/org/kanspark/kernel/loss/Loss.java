package org.kanspark.kernel.loss;

import java.io.Serializable;

/** Measures how far the outputs of a network are from labels. Implementations hold no state. */
public interface Loss extends Serializable {

  /** Returns the name used in settings and files. */
  String name();

  /**
   * Computes the weighted losses of a tile of rows and their gradient.
   *
   * @param outputs output n of row r at {@code n * capacity + r}
   * @param capacity distance of two outputs of a row
   * @param labels one label a row
   * @param weights one weight a row
   * @param rows number of rows
   * @param gradient receives {@code weight * dloss/doutput}, laid out as {@code outputs}
   * @return the sum over rows of {@code weight * loss}, added in row order
   */
  double evaluate(
      double[] outputs,
      int capacity,
      double[] labels,
      double[] weights,
      int rows,
      double[] gradient);

  /**
   * Computes how the losses of a tile of rows curve: {@code weight * d2loss/doutput2}, or for
   * losses that are not convex everywhere a bound that is not negative.
   *
   * @param curvature receives one number an output, laid out as {@code outputs}
   */
  void curvature(
      double[] outputs,
      int capacity,
      double[] labels,
      double[] weights,
      int rows,
      double[] curvature);
}
