package org.kanspark.kernel.interpret;

import java.util.Arrays;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Scores edges and nodes by what they contribute to the outputs, backward from the outputs.
 *
 * <p>Every output starts at 1. An edge's score is that of the node it feeds times the share of the
 * edge's standard deviation in the deviation of the sum; a node's is the sum over its outgoing
 * edges. With several outputs, scores are means over them. (Liu et al., KAN 2.0, 2024,
 * arXiv:2408.10205, equation 9; pykan's {@code attribute}.)
 *
 * <p>Edges that cancel each other both score high: a score tells what an edge moves, not what would
 * be lost without it.
 */
public final class Attribution {
  private final double[][] nodes;
  private final double[][] edges;

  private Attribution(double[][] nodes, double[][] edges) {
    this.nodes = nodes;
    this.edges = edges;
  }

  /**
   * Computes the scores.
   *
   * @throws IllegalArgumentException if the statistics are of a network of another shape
   */
  public static Attribution of(KanNetwork network, EdgeStatistics statistics) {
    if (!statistics.fits(network)) {
      throw new IllegalArgumentException("the statistics are of a network of another shape");
    }
    int depth = network.depth();
    double[][] nodes = new double[depth + 1][];
    double[][] edges = new double[depth][];
    int outputs = network.outputs();
    nodes[depth] = new double[outputs];
    Arrays.fill(nodes[depth], 1.0 / outputs);
    for (int l = depth - 1; l >= 0; l--) {
      KanLayer layer = network.layer(l);
      LayerStatistics seen = statistics.layer(l);
      nodes[l] = new double[layer.inputs()];
      edges[l] = new double[layer.inputs() * layer.sums()];
      for (int i = 0; i < layer.inputs(); i++) {
        for (int j = 0; j < layer.sums(); j++) {
          double score =
              layer.isLive(i, j) ? nodes[l + 1][layer.nodeOf(j)] * share(seen, i, j) : 0.0;
          edges[l][i * layer.sums() + j] = score;
          nodes[l][i] += score;
        }
      }
    }
    return new Attribution(nodes, edges);
  }

  private static double share(LayerStatistics seen, int input, int sum) {
    double whole = seen.sumDeviation()[sum];
    return whole > 0 ? seen.edgeDeviation(input, sum) / whole : 0.0;
  }

  /** Returns the score of a node; level 0 are the inputs of the network. */
  public double node(int level, int node) {
    return nodes[level][node];
  }

  /** Returns the scores of the network's inputs. */
  public double[] inputs() {
    return nodes[0].clone();
  }

  /** Returns the score of an edge of a layer, 0 for a dead one. */
  public double edge(int layer, int input, int sum) {
    int sums = edges[layer].length / nodes[layer].length;
    return edges[layer][input * sums + sum];
  }
}
