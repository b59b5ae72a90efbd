package org.kanspark.kernel.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.view.NetworkView;

/** Describes a model to the pictures: every edge over the range its input took in training. */
public final class ModelView {
  private static final int POINTS = 48;

  private final KanNetwork network;
  private final double[] parameters;
  private final EdgeStatistics statistics;
  private final Attribution scores;

  private ModelView(KanNetwork network, double[] parameters, EdgeStatistics statistics) {
    this.network = network;
    this.parameters = parameters;
    this.statistics = statistics;
    this.scores = Attribution.of(network, statistics);
  }

  /**
   * Makes the view of a network.
   *
   * @param network the network
   * @param parameters its parameters
   * @param statistics of its edges
   * @param inputs names, one an input
   * @param outputs names, one an output
   */
  public static NetworkView of(
      KanNetwork network,
      double[] parameters,
      EdgeStatistics statistics,
      List<String> inputs,
      List<String> outputs) {
    ModelView view = new ModelView(network, parameters, statistics);
    List<NetworkView.Layer> layers = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      layers.add(view.layer(l));
    }
    return new NetworkView(inputs, outputs, layers);
  }

  private NetworkView.Layer layer(int l) {
    KanLayer layer = network.layer(l);
    Map<Integer, String> functions = new HashMap<>();
    for (SymbolicEdge edge : layer.symbolicEdges()) {
      functions.put(edge.input() * layer.sums() + edge.sum(), edge.function().name());
    }
    EdgeCurves curves = new EdgeCurves(unmasked(l), parameters, l);
    List<NetworkView.Edge> edges = new ArrayList<>();
    for (int i = 0; i < layer.inputs(); i++) {
      double[] x = points(statistics.layer(l).min()[i], statistics.layer(l).max()[i]);
      double[][] y = curves.values(i, x);
      for (int j = 0; j < layer.sums(); j++) {
        String function = functions.getOrDefault(i * layer.sums() + j, "");
        edges.add(
            new NetworkView.Edge(
                i, j, x, y[j], scores.edge(l, i, j), status(layer, i, j), function));
      }
    }
    return new NetworkView.Layer(layer.sumNodes(), layer.productNodes(), edges);
  }

  /**
   * Returns the network with every edge of a layer alive: a pruned one is shown as it was. Where it
   * was a function, whose numbers pruning drops, that is the spline under it.
   */
  private KanNetwork unmasked(int l) {
    KanLayer layer = network.layer(l);
    boolean[] all = new boolean[layer.inputs() * layer.sums()];
    Arrays.fill(all, true);
    return network.withLayer(l, layer.withSymbolic(layer.symbolicEdges()).withLive(all));
  }

  private static NetworkView.Status status(KanLayer layer, int input, int sum) {
    if (!layer.isLive(input, sum)) {
      return NetworkView.Status.MASKED;
    }
    return layer.isSpline(input, sum) ? NetworkView.Status.ACTIVE : NetworkView.Status.SYMBOLIC;
  }

  /** Returns evenly spaced points from one end to the other, both included. */
  static double[] points(double min, double max) {
    double[] x = new double[POINTS];
    for (int p = 0; p < POINTS; p++) {
      double share = p / (POINTS - 1.0);
      x[p] = (1 - share) * min + share * max;
    }
    return x;
  }
}
