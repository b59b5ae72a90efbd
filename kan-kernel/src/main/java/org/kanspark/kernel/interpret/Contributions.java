package org.kanspark.kernel.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.EdgeValues;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;

/**
 * Divides a row's output among its features: what each adds to the mean output over the training
 * rows.
 *
 * <p>In a network of one layer a feature adds the value of its edge less the edge's mean over the
 * training rows. In a deeper one the edges of the first layer say by how much a feature moves each
 * sum from its mean, and the gradient of the output by the sums, averaged along the straight line
 * from their means to the row's, what that is worth: the contributions of Aumann and Shapley, or
 * integrated gradients. What the line's beginning differs from the mean output by, and what the
 * quadrature misses, is divided in proportion to the sizes of the contributions, so that they add
 * up.
 *
 * <pre>
 * Sundararajan, Taly, Yan: Axiomatic attribution for deep networks, 2017, arXiv:1703.01365.
 * </pre>
 *
 * <p>It owns scratch memory and serves one thread.
 */
public final class Contributions {
  /** Points and weights of Gauss and Legendre on [0, 1]. */
  private static final double[] POINTS = {
    0.046910077030668, 0.230765344947158, 0.5, 0.769234655052842, 0.953089922969332
  };

  private static final double[] WEIGHTS = {
    0.118463442528095, 0.239314335249683, 0.284444444444444, 0.239314335249683, 0.118463442528095
  };

  private final KanModel model;
  private final KanNetwork network;
  private final KanLayer first;
  private final NetworkEvaluator evaluator;
  private final EdgeValues edges;
  private final @Nullable NetworkEvaluator rest;
  private final double[] edgeMeans;
  private final double[] means;
  private final double[] base;

  /**
   * Prepares the contributions of a model.
   *
   * @param model the model
   * @param statistics what the training rows did on its edges
   */
  public Contributions(KanModel model, EdgeStatistics statistics) {
    this.model = model;
    this.network = model.network();
    this.first = network.layer(0);
    this.evaluator = new NetworkEvaluator(network, Kernels.get(), 1);
    this.evaluator.setParameters(model.parameters());
    this.edges = new EdgeValues(network, evaluator);
    this.rest = network.depth() == 1 ? null : rest(network, model.parameters());
    this.edgeMeans = statistics.layer(0).edgeMean();
    this.means = sums(first, edgeMeans);
    int last = network.depth() - 1;
    this.base = sums(network.layer(last), statistics.layer(last).edgeMean());
  }

  /** Adds up what leads into each sum. */
  private static double[] sums(KanLayer layer, double[] ofEdges) {
    double[] sums = new double[layer.sums()];
    for (int i = 0; i < layer.inputs(); i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += ofEdges[i * sums.length + j];
      }
    }
    return sums;
  }

  /** Returns an evaluator of all layers but the first, for as many rows as there are points. */
  private static NetworkEvaluator rest(KanNetwork network, double[] all) {
    List<KanLayer> layers = new ArrayList<>();
    for (int l = 1; l < network.depth(); l++) {
      layers.add(network.layer(l));
    }
    KanNetwork behind =
        new KanNetwork(network.degree(), network.baseFunction(), network.extrapolation(), layers);
    int from = network.offset(1, 0);
    int splines = network.symbolicOffset(0) - from;
    double[] parameters = new double[behind.parameterCount()];
    System.arraycopy(all, from, parameters, 0, splines);
    int symbolic = network.symbolicOffset(1);
    System.arraycopy(all, symbolic, parameters, splines, all.length - symbolic);
    NetworkEvaluator evaluator = new NetworkEvaluator(behind, Kernels.get(), POINTS.length);
    evaluator.setParameters(parameters);
    return evaluator;
  }

  /** Returns what contributions add to, in units of what the link takes; one number an output. */
  public double[] base() {
    double[] labels = new double[network.outputs()];
    Arrays.setAll(labels, n -> model.labelScale().toLabel(n, base[n]));
    return labels;
  }

  /**
   * Computes the contributions of a row's features.
   *
   * @param features raw features; NaN is a missing one
   * @return that of feature f to output n at {@code n * features + f}
   * @throws IllegalArgumentException if the number of features is wrong
   */
  public double[] of(double[] features) {
    if (features.length != first.inputs()) {
      throw new IllegalArgumentException(
          "the row has %d features, the model was trained on %d"
              .formatted(features.length, first.inputs()));
    }
    for (int f = 0; f < features.length; f++) {
      evaluator.inputTile()[f] = model.featureMap().map(f, features[f]);
    }
    evaluator.forward(1);
    double[] outputs = new double[network.outputs()];
    evaluator.outputs(1, outputs);
    double[] moves = moves();
    double[] all = new double[outputs.length * features.length];
    double[][] slopes = slopes(sums(first, moves));
    for (int n = 0; n < outputs.length; n++) {
      double[] ofOutput = worth(moves, slopes[n]);
      if (rest != null) {
        divideRest(outputs[n] - base[n], ofOutput);
      }
      for (int f = 0; f < features.length; f++) {
        all[n * features.length + f] = ofOutput[f] * model.labelScale().scale(n);
      }
    }
    return all;
  }

  /** Returns by how much each edge of the first layer is off its mean. */
  private double[] moves() {
    int sums = first.sums();
    double[] moves = new double[first.inputs() * sums];
    double[] values = new double[sums];
    for (int i = 0; i < first.inputs(); i++) {
      edges.load(0, i, 0, values);
      for (int j = 0; j < sums; j++) {
        moves[i * sums + j] = values[j] - edgeMeans[i * sums + j];
      }
    }
    return moves;
  }

  private static double[] worth(double[] moves, double[] slopes) {
    double[] worth = new double[moves.length / slopes.length];
    for (int e = 0; e < moves.length; e++) {
      int f = e / slopes.length;
      worth[f] = Math.fma(moves[e], slopes[e % slopes.length], worth[f]);
    }
    return worth;
  }

  /** Returns for each output its mean slopes by the sums of the first layer. */
  private double[][] slopes(double[] moved) {
    double[][] slopes = new double[network.outputs()][first.sums()];
    NetworkEvaluator behind = rest;
    if (behind == null) {
      for (int n = 0; n < slopes.length; n++) {
        slopes[n][n] = 1.0;
      }
      return slopes;
    }
    int points = POINTS.length;
    double[][] at = new double[points][];
    for (int p = 0; p < points; p++) {
      at[p] = means.clone();
      for (int j = 0; j < moved.length; j++) {
        at[p][j] = Math.fma(POINTS[p], moved[j], at[p][j]);
      }
      for (int n = 0; n < first.nodes(); n++) {
        behind.inputTile()[n * points + p] = node(at[p], n);
      }
    }
    behind.forward(points);
    double[] gradient = new double[network.outputs() * points];
    for (int n = 0; n < slopes.length; n++) {
      Arrays.fill(gradient, 0.0);
      Arrays.fill(gradient, n * points, (n + 1) * points, 1.0);
      behind.propagate(points, gradient);
      double[] byNodes = behind.inputGradient(points);
      for (int p = 0; p < points; p++) {
        for (int j = 0; j < slopes[n].length; j++) {
          double slope = byNodes[first.nodeOf(j) * points + p] * bySum(at[p], j);
          slopes[n][j] = Math.fma(WEIGHTS[p], slope, slopes[n][j]);
        }
      }
    }
    return slopes;
  }

  private double node(double[] sums, int n) {
    int sum = first.sumNodes() + 2 * (n - first.sumNodes());
    return n < first.sumNodes() ? sums[n] : sums[sum] * sums[sum + 1];
  }

  /** Returns the derivative of its node by a sum. */
  private double bySum(double[] sums, int j) {
    if (j < first.sumNodes()) {
      return 1.0;
    }
    boolean left = (j - first.sumNodes()) % 2 == 0;
    return sums[left ? j + 1 : j - 1];
  }

  /** Adds what is missing to a total, in proportion to sizes; to all alike where all are 0. */
  private static void divideRest(double total, double[] parts) {
    double sum = 0.0;
    double sizes = 0.0;
    for (double part : parts) {
      sum += part;
      sizes += Math.abs(part);
    }
    for (int f = 0; f < parts.length; f++) {
      double share = sizes > 0 ? Math.abs(parts[f]) / sizes : 1.0 / parts.length;
      parts[f] = Math.fma(total - sum, share, parts[f]);
    }
  }
}
