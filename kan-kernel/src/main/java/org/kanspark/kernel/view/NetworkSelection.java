package org.kanspark.kernel.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.kanspark.kernel.view.NetworkView.Edge;
import org.kanspark.kernel.view.NetworkView.Layer;

/**
 * Chooses what of a network is drawn: of each layer the strongest edges, of each level the nodes
 * that have room.
 */
final class NetworkSelection {
  /** Most nodes of a level: more would leave no room for their names. */
  static final int MOST_NODES = 96;

  /** Share of the strongest node of a level below which a node counts as cut off. */
  private static final double CUT_OFF = 0.01;

  private final NetworkView network;
  private final NetworkOptions options;

  /** Nodes of each level that are drawn, ascending. */
  final int[][] nodes;

  /** Edges of each layer that are drawn, by input, then by sum. */
  final List<List<Edge>> edges;

  /** Whether a drawn edge touches a node, by level and node. */
  private final boolean[][] touched;

  /** Whether a node matters next to the others of its level, by level and node. */
  private final boolean[][] felt;

  NetworkSelection(NetworkView network, NetworkOptions options) {
    this.network = network;
    this.options = options;
    int levels = network.layers().size() + 1;
    boolean[][] room = new boolean[levels][];
    for (int level = 0; level < levels; level++) {
      room[level] = strongestNodes(level);
    }
    edges = new ArrayList<>();
    for (int l = 0; l < levels - 1; l++) {
      edges.add(strongestEdges(network.layers().get(l), room[l], room[l + 1]));
    }
    touched = touched();
    felt = felt();
    nodes = new int[levels][];
    for (int level = 0; level < levels; level++) {
      int at = level;
      nodes[level] =
          IntStream.range(0, room[level].length)
              .filter(node -> room[at][node] && (isNamed(at) || kept(at, node)))
              .toArray();
    }
  }

  private boolean isNamed(int level) {
    return level == 0 || level == network.layers().size();
  }

  /** Where pruned edges are left out, so are the hidden nodes that pruning left without edges. */
  private boolean kept(int level, int node) {
    return options.showMasked() || touched[level][node] || hasLiveEdge(level, node);
  }

  private boolean hasLiveEdge(int level, int node) {
    Layer below = network.layers().get(level - 1);
    return below.edges().stream().anyMatch(e -> !e.masked() && below.nodeOf(e.sum()) == node)
        || network.layers().get(level).edges().stream()
            .anyMatch(e -> !e.masked() && e.input() == node);
  }

  /** A node is as strong as its strongest edge. */
  private boolean[] strongestNodes(int level) {
    int n = network.nodes(level);
    boolean[] room = new boolean[n];
    if (n <= MOST_NODES) {
      Arrays.fill(room, true);
      return room;
    }
    double[] strength = new double[n];
    if (level > 0) {
      Layer below = network.layers().get(level - 1);
      below.edges().forEach(e -> raise(strength, below.nodeOf(e.sum()), e));
    }
    if (level < network.layers().size()) {
      network.layers().get(level).edges().forEach(e -> raise(strength, e.input(), e));
    }
    IntStream.range(0, n)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer node) -> -strength[node]))
        .limit(MOST_NODES)
        .forEach(node -> room[node] = true);
    return room;
  }

  private void raise(double[] strength, int node, Edge edge) {
    if (!edge.masked()) {
      strength[node] = Math.max(strength[node], score(edge));
    }
  }

  private List<Edge> strongestEdges(Layer layer, boolean[] below, boolean[] above) {
    return layer.edges().stream()
        .filter(e -> below[e.input()] && above[layer.nodeOf(e.sum())])
        .filter(e -> options.showMasked() || !e.masked())
        .sorted(Comparator.comparing(Edge::masked).thenComparing(e -> -score(e)))
        .limit(options.mostEdges())
        .sorted(Comparator.comparingInt(Edge::input).thenComparingInt(Edge::sum))
        .toList();
  }

  private boolean[][] touched() {
    boolean[][] marks = new boolean[network.layers().size() + 1][];
    for (int level = 0; level < marks.length; level++) {
      marks[level] = new boolean[network.nodes(level)];
    }
    for (int l = 0; l < edges.size(); l++) {
      Layer layer = network.layers().get(l);
      for (Edge edge : edges.get(l)) {
        if (!edge.masked()) {
          marks[l][edge.input()] = true;
          marks[l + 1][layer.nodeOf(edge.sum())] = true;
        }
      }
    }
    return marks;
  }

  private boolean[][] felt() {
    boolean[][] marks = new boolean[network.layers().size() + 1][];
    for (int level = 0; level < marks.length; level++) {
      double[] scores = nodeScores(level);
      double strongest = Arrays.stream(scores).max().orElse(0);
      marks[level] = new boolean[scores.length];
      for (int node = 0; node < scores.length; node++) {
        marks[level][node] = scores[node] >= CUT_OFF * strongest;
      }
    }
    return marks;
  }

  /** Returns what leaves each node of a level; what enters it for outputs, from which none does. */
  private double[] nodeScores(int level) {
    double[] scores = new double[network.nodes(level)];
    boolean isOutput = level == network.layers().size();
    Layer layer = network.layers().get(isOutput ? level - 1 : level);
    for (Edge edge : layer.edges()) {
      int node = isOutput ? layer.nodeOf(edge.sum()) : edge.input();
      scores[node] += edge.masked() ? 0 : Math.min(score(edge), Double.MAX_VALUE);
    }
    return scores;
  }

  /**
   * Returns whether a node is part of what the network computes: a drawn edge touches it, and it
   * matters next to the others of its level, though sparse training leaves all its edges alive.
   */
  boolean counts(int level, int node) {
    return touched[level][node] && felt[level][node];
  }

  /** Returns a score that is a number, 0 or more. */
  static double score(Edge edge) {
    return edge.score() > 0 ? edge.score() : 0;
  }

  /** Returns how opaque an edge is, as pykan has it. */
  double opacity(Edge edge) {
    return Math.tanh(options.beta() * score(edge));
  }

  /** Returns how many edges that are not pruned are left out. */
  long hiddenEdges() {
    return live(network.layers().stream().map(Layer::edges).toList()) - live(edges);
  }

  /** Returns how many pruned edges are left out. */
  long hiddenMasked() {
    return masked(network.layers().stream().map(Layer::edges).toList()) - masked(edges);
  }

  /** Returns how many edges are not pruned. */
  long liveEdges() {
    return live(network.layers().stream().map(Layer::edges).toList());
  }

  /** Returns whether an edge of a kind is drawn. */
  boolean draws(NetworkView.Status status) {
    return edges.stream().flatMap(List::stream).anyMatch(e -> e.status() == status);
  }

  /** Returns how many nodes with live edges find no room. */
  int hiddenNodes() {
    int hidden = 0;
    for (int level = 0; level < nodes.length; level++) {
      hidden += Math.max(0, network.nodes(level) - MOST_NODES);
    }
    return hidden;
  }

  private static long live(List<List<Edge>> layers) {
    return layers.stream().flatMap(List::stream).filter(e -> !e.masked()).count();
  }

  private static long masked(List<List<Edge>> layers) {
    return layers.stream().flatMap(List::stream).filter(Edge::masked).count();
  }
}
