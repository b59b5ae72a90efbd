package org.kanspark.kernel.view;

import java.util.List;

/**
 * Describes a network to draw: what its nodes are called, and the curve of every edge.
 *
 * @param inputs names, one per input
 * @param outputs names, one per node of the last layer
 * @param layers from the inputs up, at least one
 */
public record NetworkView(List<String> inputs, List<String> outputs, List<Layer> layers) {

  /** Tells how an edge is drawn. */
  public enum Status {
    /** A spline. */
    ACTIVE,
    /** A named function: in another colour. */
    SYMBOLIC,
    /** Pruned: hidden, or faint and dashed. */
    MASKED
  }

  /**
   * Describes one edge.
   *
   * @param input node of the level below
   * @param sum sum of the layer that it feeds
   * @param x points, ascending
   * @param y values there, as many; where one is not finite the curve is interrupted
   * @param score importance, 0 or more; what is no number counts as 0
   * @param status how it is drawn
   * @param function name of a symbolic edge's function, empty otherwise
   */
  public record Edge(
      int input, int sum, double[] x, double[] y, double score, Status status, String function) {
    /**
     * Checks that there are as many values as points.
     *
     * @throws IllegalArgumentException if not
     */
    public Edge {
      if (x.length != y.length) {
        throw new IllegalArgumentException(
            "an edge has " + x.length + " points and " + y.length + " values");
      }
    }

    boolean masked() {
      return status == Status.MASKED;
    }
  }

  /**
   * Describes one layer. Its nodes are the sum nodes, then the product nodes; its sums are those of
   * the sum nodes, then two for each product.
   *
   * @param sumNodes number of nodes that are one sum
   * @param productNodes number of nodes that are the product of two sums
   * @param edges in any order
   */
  public record Layer(int sumNodes, int productNodes, List<Edge> edges) {
    /** Returns the number of nodes. */
    public int nodes() {
      return sumNodes + productNodes;
    }

    /** Returns the number of sums that edges feed. */
    public int sums() {
      return sumNodes + 2 * productNodes;
    }

    /** Returns the node that a sum belongs to. */
    int nodeOf(int sum) {
      return sum < sumNodes ? sum : sumNodes + (sum - sumNodes) / 2;
    }
  }

  /**
   * Checks that edges join nodes that exist and that every input and output has a name.
   *
   * @throws IllegalArgumentException if not
   */
  public NetworkView {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    layers = List.copyOf(layers);
    if (inputs.isEmpty() || layers.isEmpty()) {
      throw new IllegalArgumentException("a network has at least one input and one layer");
    }
    int below = inputs.size();
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      for (Edge edge : layer.edges()) {
        if (edge.input() < 0
            || edge.input() >= below
            || edge.sum() < 0
            || edge.sum() >= layer.sums()) {
          throw new IllegalArgumentException(
              String.format(
                  "layer %d has %d inputs and %d sums, no edge %d -> %d",
                  l, below, layer.sums(), edge.input(), edge.sum()));
        }
      }
      below = layer.nodes();
    }
    if (below == 0 || outputs.size() != below) {
      throw new IllegalArgumentException(
          "the last layer has " + below + " nodes, " + outputs.size() + " names are given");
    }
  }

  /** Returns the number of nodes of a level: 0 are the inputs. */
  int nodes(int level) {
    return level == 0 ? inputs.size() : layers.get(level - 1).nodes();
  }
}
