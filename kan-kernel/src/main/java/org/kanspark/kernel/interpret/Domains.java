package org.kanspark.kernel.interpret;

import java.util.List;
import java.util.Optional;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;

/** Finds the symbolic edge that has no value for a row: the logarithm of a negative number. */
public final class Domains {
  private Domains() {}

  /**
   * Returns one sentence on the first symbolic edge, from the features on, whose function is not
   * finite; none where all are.
   *
   * @param names of the features
   * @param features a row, raw
   */
  public static Optional<String> explain(KanModel model, List<String> names, double[] features) {
    KanNetwork network = model.network();
    double[] nodes = new double[features.length];
    for (int f = 0; f < nodes.length; f++) {
      nodes[f] = model.featureMap().map(f, features[f]);
    }
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      EdgeCurves curves = new EdgeCurves(network, model.parameters(), l);
      double[] sums = new double[layer.sums()];
      for (int i = 0; i < nodes.length; i++) {
        double[][] values = curves.values(i, new double[] {nodes[i]});
        for (int j = 0; j < sums.length; j++) {
          Edge edge = new Edge(l, i, j);
          if (!Double.isFinite(values[j][0]) && !edge.function(network).isEmpty()) {
            double at = l == 0 ? features[i] : nodes[i];
            return Optional.of(
                "%s = %s is outside the domain of function %s on %s"
                    .formatted(edge.from(names), at, edge.function(network), edge));
          }
          sums[j] += values[j][0];
        }
      }
      nodes = nodes(layer, sums);
    }
    return Optional.empty();
  }

  private static double[] nodes(KanLayer layer, double[] sums) {
    double[] nodes = new double[layer.nodes()];
    for (int n = 0; n < nodes.length; n++) {
      int product = n - layer.sumNodes();
      int at = layer.sumNodes() + 2 * product;
      nodes[n] = product < 0 ? sums[n] : sums[at] * sums[at + 1];
    }
    return nodes;
  }
}
