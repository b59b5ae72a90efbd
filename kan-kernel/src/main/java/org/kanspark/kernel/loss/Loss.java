package org.kanspark.kernel.loss;

import java.io.Serializable;
import java.util.Arrays;
import org.kanspark.kernel.model.Link;

/**
 * Measures how far the outputs of a network are from targets: labels, scaled as {@link
 * #labelScaling} says. Implementations hold no state that changes.
 *
 * <p>Second derivatives by the outputs come as a sum over directions, {@code sum_d curvature_d *
 * direction_d direction_d'}: what a Gauss-Newton matrix is made of, one product a direction. A loss
 * of one output has one, of length 1.
 */
public interface Loss extends Serializable {

  /** Returns the name used in settings and files. */
  String name();

  /** Returns what turns outputs into predictions. */
  default Link link() {
    return Link.IDENTITY;
  }

  /** Returns how labels are scaled to be targets. */
  default LabelScaling labelScaling() {
    return LabelScaling.STANDARD;
  }

  /** Returns the number of outputs of the network, which is that of the directions too. */
  default int outputs() {
    return 1;
  }

  /** Returns the number of labels of a row. */
  default int labels() {
    return 1;
  }

  /** Returns whether the loss has second derivatives that Gauss-Newton can build on. */
  default boolean curves() {
    return true;
  }

  /** Returns whether a finite label can be trained on. */
  default boolean accepts(double label) {
    return true;
  }

  /** Says which labels can be trained on. */
  default String acceptedLabels() {
    return "finite numbers";
  }

  /**
   * Computes the weighted losses of a tile of rows and their gradient.
   *
   * @param outputs output n of row r at {@code n * capacity + r}
   * @param capacity distance of two outputs of a row
   * @param labels target n of row r at {@code n * capacity + r}
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
   * Computes how the losses of a tile of rows curve along each direction, times their weights: for
   * one output {@code weight * d2loss/doutput2}, its expectation, or a bound that is not negative.
   *
   * @param curvature receives one number a direction, laid out as {@code outputs}
   */
  void curvature(
      double[] outputs,
      int capacity,
      double[] labels,
      double[] weights,
      int rows,
      double[] curvature);

  /**
   * Returns one of the directions of every row.
   *
   * @param which number of the direction
   * @param curvature what {@link #curvature} computed
   * @param weights one weight a row
   * @param capacity distance of two outputs of a row
   * @param rows number of rows
   * @param direction receives one number an output, laid out as the outputs
   */
  default void direction(
      int which, double[] curvature, double[] weights, int capacity, int rows, double[] direction) {
    Arrays.fill(direction, 0, rows, 1.0);
  }
}
