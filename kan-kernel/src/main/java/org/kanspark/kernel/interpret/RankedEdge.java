package org.kanspark.kernel.interpret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Tells how much one live edge matters.
 *
 * @param edge which one
 * @param from name of its input
 * @param to name of the node it leads to
 * @param function name of its function, empty for a spline
 * @param score its score, see {@link Attribution}
 * @param share its part of the sum of the scores of its layer, 0 to 1
 */
public record RankedEdge(
    Edge edge, String from, String to, String function, double score, double share) {

  /**
   * Returns all live edges, those with the highest score first; of equals the first of the network.
   *
   * @param model the model
   * @param statistics of its edges
   * @param features names of the features
   * @param outputs names of the outputs
   */
  public static List<RankedEdge> of(
      KanModel model, EdgeStatistics statistics, List<String> features, List<String> outputs) {
    KanNetwork network = model.network();
    Attribution scores = Attribution.of(network, statistics);
    List<RankedEdge> edges = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      double whole = 0;
      for (int i = 0; i < layer.inputs(); i++) {
        whole += scores.node(l, i);
      }
      for (int i = 0; i < layer.inputs(); i++) {
        for (int j = 0; j < layer.sums(); j++) {
          if (layer.isLive(i, j)) {
            double score = scores.edge(l, i, j);
            Edge edge = new Edge(l, i, j);
            edges.add(
                new RankedEdge(
                    edge,
                    edge.from(features),
                    edge.to(network, outputs),
                    edge.function(network),
                    score,
                    whole > 0 ? score / whole : 0));
          }
        }
      }
    }
    edges.sort(Comparator.comparingDouble(RankedEdge::score).reversed());
    return List.copyOf(edges);
  }
}
