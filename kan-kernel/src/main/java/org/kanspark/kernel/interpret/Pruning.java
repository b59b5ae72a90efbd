package org.kanspark.kernel.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Removes the edges and hidden nodes of a network that matter little. What is left computes what it
 * did before, with each removed edge standing at its mean over the training rows, so that a sum
 * that hardly changes keeps its level. Inputs and outputs stay.
 *
 * <p>A hidden node that no edge enters or leaves any more goes too, and with it the edges on its
 * other side.
 */
public final class Pruning {
  private final KanModel model;
  private final KanNetwork network;
  private final EdgeStatistics statistics;
  private final Attribution scores;
  private final boolean[][] edges;
  private final boolean[][] nodes;

  /**
   * Holds what pruning leaves.
   *
   * @param model the smaller model
   * @param masked the same with the nodes that went still in it, their edges dead: for pictures
   * @param statistics what is known of the smaller model's edges; deviations of sums are those
   *     before
   * @param nodes hidden nodes that went
   * @param edges edges that went, those of removed nodes included
   */
  public record Result(
      KanModel model,
      KanModel masked,
      EdgeStatistics statistics,
      List<Node> nodes,
      List<Edge> edges) {

    /** Returns one line that says how much went. */
    public String summary() {
      return String.format(
          Locale.ROOT, "removed %d hidden nodes and %d edges", nodes.size(), edges.size());
    }
  }

  /**
   * Names a hidden node.
   *
   * @param level its level, the inputs being level 0
   * @param node its index there
   * @param score its score before pruning
   */
  public record Node(int level, int node, double score) {}

  /**
   * Names an edge.
   *
   * @param layer its layer
   * @param input its input
   * @param sum the sum it fed
   * @param score its score before pruning
   */
  public record Edge(int layer, int input, int sum, double score) {}

  private Pruning(KanModel model, EdgeStatistics statistics) {
    this.model = model;
    this.network = model.network();
    this.statistics = statistics;
    this.scores = Attribution.of(network, statistics);
    this.edges = new boolean[network.depth()][];
    this.nodes = new boolean[network.depth() + 1][];
    nodes[0] = all(network.inputs());
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      nodes[l + 1] = all(layer.nodes());
      edges[l] = new boolean[layer.inputs() * layer.sums()];
      for (int i = 0; i < layer.inputs(); i++) {
        for (int j = 0; j < layer.sums(); j++) {
          edges[l][i * layer.sums() + j] = layer.isLive(i, j);
        }
      }
    }
  }

  private static boolean[] all(int n) {
    boolean[] kept = new boolean[n];
    Arrays.fill(kept, true);
    return kept;
  }

  /**
   * Removes nodes and edges by their scores.
   *
   * @param model the model
   * @param statistics of its edges over the training rows
   * @param nodeThreshold hidden nodes stay if they score more, at least 0
   * @param edgeThreshold edges stay if they score more, at least 0
   * @throws IllegalArgumentException if a threshold is negative or NaN, or a layer would lose all
   *     its edges
   */
  public static Result byScore(
      KanModel model, EdgeStatistics statistics, double nodeThreshold, double edgeThreshold) {
    requireThreshold("node threshold", nodeThreshold);
    requireThreshold("edge threshold", edgeThreshold);
    Pruning pruning = new Pruning(model, statistics);
    pruning.dropBelow(nodeThreshold, edgeThreshold);
    return pruning.result(
        String.format(
            Locale.ROOT, "node threshold %s, edge threshold %s", nodeThreshold, edgeThreshold));
  }

  /**
   * Removes one edge.
   *
   * @throws IllegalArgumentException if there is no such live edge, or it is the last of its layer
   */
  public static Result ofEdge(
      KanModel model, EdgeStatistics statistics, int layer, int input, int sum) {
    Pruning pruning = new Pruning(model, statistics);
    KanNetwork network = model.network();
    boolean exists =
        layer >= 0
            && layer < network.depth()
            && input >= 0
            && input < network.layer(layer).inputs()
            && sum >= 0
            && sum < network.layer(layer).sums()
            && network.layer(layer).isLive(input, sum);
    String name = "edge (%d, %d, %d)".formatted(layer, input, sum);
    if (!exists) {
      throw new IllegalArgumentException("there is no live " + name);
    }
    pruning.edges[layer][input * network.layer(layer).sums() + sum] = false;
    return pruning.result(name);
  }

  /**
   * Removes one hidden node.
   *
   * @throws IllegalArgumentException if there is no such hidden node, or it is the last of its
   *     level
   */
  public static Result ofNode(KanModel model, EdgeStatistics statistics, int level, int node) {
    Pruning pruning = new Pruning(model, statistics);
    boolean exists =
        level > 0
            && level < model.network().depth()
            && node >= 0
            && node < model.network().layer(level).inputs();
    String name = "hidden node %d of level %d".formatted(node, level);
    if (!exists) {
      throw new IllegalArgumentException("there is no " + name);
    }
    pruning.nodes[level][node] = false;
    return pruning.result(name);
  }

  private static void requireThreshold(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(name + " is " + value + ", accepted: >= 0");
    }
  }

  private void dropBelow(double nodeThreshold, double edgeThreshold) {
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      for (int i = 0; i < layer.inputs(); i++) {
        if (l > 0 && scores.node(l, i) <= nodeThreshold) {
          nodes[l][i] = false;
        }
        for (int j = 0; j < layer.sums(); j++) {
          edges[l][i * layer.sums() + j] &= scores.edge(l, i, j) > edgeThreshold;
        }
      }
    }
  }

  /** Drops edges of dropped nodes, and nodes without edges on one side, until nothing changes. */
  private void dropDangling() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int l = 0; l < network.depth(); l++) {
        KanLayer layer = network.layer(l);
        for (int i = 0; i < layer.inputs(); i++) {
          for (int j = 0; j < layer.sums(); j++) {
            edges[l][i * layer.sums() + j] &= nodes[l][i] && nodes[l + 1][layer.nodeOf(j)];
          }
        }
      }
      for (int level = 1; level < network.depth(); level++) {
        for (int n = 0; n < nodes[level].length; n++) {
          if (nodes[level][n] && !(isFed(level, n) && isUsed(level, n))) {
            nodes[level][n] = false;
            changed = true;
          }
        }
      }
    }
  }

  /** Returns whether an edge enters every sum of a node. */
  private boolean isFed(int level, int node) {
    KanLayer layer = network.layer(level - 1);
    for (int j = 0; j < layer.sums(); j++) {
      boolean fed = layer.nodeOf(j) != node;
      for (int i = 0; i < layer.inputs() && !fed; i++) {
        fed = edges[level - 1][i * layer.sums() + j];
      }
      if (!fed) {
        return false;
      }
    }
    return true;
  }

  private boolean isUsed(int level, int node) {
    int sums = network.layer(level).sums();
    for (int j = 0; j < sums; j++) {
      if (edges[level][node * sums + j]) {
        return true;
      }
    }
    return false;
  }

  private Result result(String asked) {
    dropDangling();
    KanNetwork masked = network;
    List<Edge> gone = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      boolean some = false;
      double strongest = 0;
      for (int i = 0; i < layer.inputs(); i++) {
        for (int j = 0; j < layer.sums(); j++) {
          boolean kept = edges[l][i * layer.sums() + j];
          some |= kept;
          strongest = Math.max(strongest, scores.edge(l, i, j));
          if (!kept && layer.isLive(i, j)) {
            gone.add(new Edge(l, i, j, scores.edge(l, i, j)));
          }
        }
      }
      if (!some) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s would leave layer %d without an edge: the strongest scores %.3g, its node %.3g",
                asked,
                l,
                strongest,
                l == 0 ? 1.0 : strongestNode(l)));
      }
      masked = masked.withLayer(l, layer.withLive(edges[l]));
    }
    return build(masked, gone);
  }

  private double strongestNode(int level) {
    double strongest = 0;
    for (int n = 0; n < nodes[level].length; n++) {
      strongest = Math.max(strongest, scores.node(level, n));
    }
    return strongest;
  }

  private Result build(KanNetwork masked, List<Edge> gone) {
    List<Node> goneNodes = new ArrayList<>();
    for (int level = 1; level < network.depth(); level++) {
      for (int n = 0; n < nodes[level].length; n++) {
        if (!nodes[level][n]) {
          goneNodes.add(new Node(level, n, scores.node(level, n)));
        }
      }
    }
    // Dead symbolic edges lose their numbers, so parameters are laid out anew once.
    double[] parameters = SymbolicParameters.move(network, model.parameters(), masked);
    Constants constants = new Constants(masked, parameters);
    for (Edge edge : gone) {
      LayerStatistics seen = statistics.layer(edge.layer());
      double mean = seen.edgeMean()[edge.input() * seen.sums() + edge.sum()];
      constants.add(edge.layer(), edge.sum(), mean);
    }
    KanModel withMask = model.with(masked, parameters);
    NodeSelection selection = new NodeSelection(masked, nodes);
    return new Result(
        selection.apply(withMask),
        withMask,
        selection.apply(statistics),
        goneNodes,
        List.copyOf(gone));
  }
}
