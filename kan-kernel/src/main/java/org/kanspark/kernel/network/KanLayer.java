package org.kanspark.kernel.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Describes one layer: edges from every input to every sum, and nodes made of sums.
 *
 * <p>The first {@code sumNodes} nodes are sums themselves. Each of the {@code productNodes} that
 * follow is the product of two consecutive further sums, so there are {@code sumNodes + 2 *
 * productNodes} sums, the outputs of the edges.
 */
public final class KanLayer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<InputSpline> inputs;
  private final int sumNodes;
  private final int productNodes;
  private final boolean[] live;
  private final ArrayList<SymbolicEdge> symbolic;

  private KanLayer(
      List<InputSpline> inputs,
      int sumNodes,
      int productNodes,
      boolean[] live,
      List<SymbolicEdge> symbolic) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a layer has 0 inputs, accepted: >= 1");
    }
    if (sumNodes < 0 || productNodes < 0 || sumNodes + productNodes == 0) {
      throw new IllegalArgumentException(
          "a layer has "
              + sumNodes
              + " sum and "
              + productNodes
              + " product nodes, accepted: >= 1");
    }
    this.inputs = new ArrayList<>(inputs);
    this.sumNodes = sumNodes;
    this.productNodes = productNodes;
    this.live = live;
    this.symbolic = new ArrayList<>(symbolic);
  }

  /** Makes a layer whose edges all live. */
  public static KanLayer of(List<InputSpline> inputs, int sumNodes, int productNodes) {
    boolean[] live = new boolean[inputs.size() * (sumNodes + 2 * productNodes)];
    Arrays.fill(live, true);
    return new KanLayer(inputs, sumNodes, productNodes, live, List.of());
  }

  /** Returns this layer with other inputs, of the same number. */
  public KanLayer withInputs(List<InputSpline> newInputs) {
    if (newInputs.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "a layer of " + inputs.size() + " inputs was given " + newInputs.size());
    }
    return new KanLayer(newInputs, sumNodes, productNodes, live, symbolic);
  }

  /**
   * Returns this layer with other live edges.
   *
   * @param newLive inputs x sums, row-major
   */
  public KanLayer withLive(boolean[] newLive) {
    if (newLive.length != live.length) {
      throw new IllegalArgumentException(
          "a layer of " + live.length + " edges was given a mask of " + newLive.length);
    }
    return new KanLayer(inputs, sumNodes, productNodes, newLive.clone(), symbolic);
  }

  /**
   * Returns this layer with other symbolic edges.
   *
   * @throws IllegalArgumentException if two are the same edge, or one is not of this layer
   */
  public KanLayer withSymbolic(List<SymbolicEdge> edges) {
    List<SymbolicEdge> sorted = new ArrayList<>(edges);
    sorted.sort(Comparator.comparingInt(this::place));
    for (int e = 0; e < sorted.size(); e++) {
      SymbolicEdge edge = sorted.get(e);
      if (edge.input() < 0
          || edge.input() >= inputs()
          || edge.sum() < 0
          || edge.sum() >= sums()
          || (e > 0 && place(sorted.get(e - 1)) == place(edge))) {
        throw new IllegalArgumentException(
            "symbolic edge (%d, %d) is twice or outside a layer of %d inputs and %d sums"
                .formatted(edge.input(), edge.sum(), inputs(), sums()));
      }
    }
    return new KanLayer(inputs, sumNodes, productNodes, live, sorted);
  }

  private int place(SymbolicEdge edge) {
    return edge.input() * sums() + edge.sum();
  }

  /** Returns the number of inputs. */
  public int inputs() {
    return inputs.size();
  }

  /** Returns one input. */
  public InputSpline input(int i) {
    return inputs.get(i);
  }

  /** Returns all inputs. */
  public List<InputSpline> inputSplines() {
    return List.copyOf(inputs);
  }

  /** Returns the number of sums, each the target of one edge from every input. */
  public int sums() {
    return sumNodes + 2 * productNodes;
  }

  /** Returns the number of nodes that are sums. */
  public int sumNodes() {
    return sumNodes;
  }

  /** Returns the number of nodes that are products of two sums. */
  public int productNodes() {
    return productNodes;
  }

  /** Returns the number of nodes. */
  public int nodes() {
    return sumNodes + productNodes;
  }

  /** Returns the node that a sum belongs to. */
  public int nodeOf(int sum) {
    return sum < sumNodes ? sum : sumNodes + (sum - sumNodes) / 2;
  }

  /**
   * Returns whether the edge from an input to a sum lives, as a spline or as a symbolic function; a
   * dead edge is the zero function.
   */
  public boolean isLive(int input, int sum) {
    return live[input * sums() + sum];
  }

  /** Returns the edges that are symbolic functions, dead ones left out, by input, then by sum. */
  public List<SymbolicEdge> symbolicEdges() {
    return symbolic.stream().filter(edge -> isLive(edge.input(), edge.sum())).toList();
  }

  /** Returns whether an edge is a live spline. */
  public boolean isSpline(int input, int sum) {
    return isLive(input, sum)
        && symbolic.stream().noneMatch(edge -> edge.input() == input && edge.sum() == sum);
  }

  /** Returns whether every edge is a live spline. */
  public boolean allSplines() {
    for (boolean alive : live) {
      if (!alive) {
        return false;
      }
    }
    return symbolic.isEmpty();
  }
}
