package org.kanspark.kernel.interpret;

import java.util.List;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;

/**
 * Names an edge of a network.
 *
 * @param layer its layer
 * @param input its input there
 * @param sum the sum it leads to
 */
public record Edge(int layer, int input, int sum) {
  /**
   * Checks that a network has the edge.
   *
   * @throws IllegalArgumentException if it has no such edge, or the edge is dead
   */
  public void requireLive(KanNetwork network) {
    if (layer < 0 || layer >= network.depth()) {
      throw new IllegalArgumentException(
          "there is no %s: layers are 0 to %d".formatted(this, network.depth() - 1));
    }
    KanLayer found = network.layer(layer);
    if (input < 0 || input >= found.inputs() || sum < 0 || sum >= found.sums()) {
      throw new IllegalArgumentException(
          "there is no %s: layer %d has %d inputs and %d sums, counted from 0"
              .formatted(this, layer, found.inputs(), found.sums()));
    }
    if (!found.isLive(input, sum)) {
      throw new IllegalArgumentException("%s is dead: it was pruned".formatted(this));
    }
  }

  /**
   * Checks that the input of the edge took more than one value.
   *
   * @param min smallest value of the input on the training rows
   * @param max largest value
   * @throws IllegalArgumentException if they are the same
   */
  public void requireCurve(double min, double max) {
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "%s has a constant input, %s on all training rows: it has no curve".formatted(this, min));
    }
  }

  /** Returns the name of the edge's input. */
  String from(List<String> features) {
    return layer == 0 ? features.get(input) : node(layer, input);
  }

  /** Returns the name of the node that the edge leads to. */
  String to(KanNetwork network, List<String> outputs) {
    int node = network.layer(layer).nodeOf(sum);
    return layer == network.depth() - 1 ? outputs.get(node) : node(layer + 1, node);
  }

  private static String node(int level, int node) {
    return "node %d of level %d".formatted(node, level);
  }

  /** Returns the name of the edge's function, empty for a spline. */
  String function(KanNetwork network) {
    for (SymbolicEdge symbolic : network.layer(layer).symbolicEdges()) {
      if (symbolic.input() == input && symbolic.sum() == sum) {
        return symbolic.function().name();
      }
    }
    return "";
  }

  @Override
  public String toString() {
    return "edge (%d, %d, %d)".formatted(layer, input, sum);
  }
}
