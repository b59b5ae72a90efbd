package org.kanspark.kernel.network;

/** Adds to a gradient what an objective owes to the values of hidden nodes themselves. */
@FunctionalInterface
public interface ActivationTerm {

  /**
   * Adds the gradient by the inputs of a layer, for the tile computed last.
   *
   * @param layer index of the layer, at least 1
   * @param rows number of rows
   * @param gradient gradient by input i of row r at {@code i * capacity + r}
   */
  void addTo(int layer, int rows, double[] gradient);
}
