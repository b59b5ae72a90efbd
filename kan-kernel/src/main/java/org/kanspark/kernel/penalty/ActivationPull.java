package org.kanspark.kernel.penalty;

import java.io.Serializable;
import java.util.List;
import org.kanspark.kernel.network.ActivationTerm;
import org.kanspark.kernel.network.EdgeValues;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;

/**
 * Says how a penalty depends on the values that hidden nodes take: the part of its gradient that
 * needs rows. Variances are sums over rows once their means are known, so this is the gradient of
 * {@code sum_e a_e (phi_e(x_i) - m_e)^2 + sum_i b_i (x_i - m_i)^2} by the inputs x of each layer
 * but the first.
 */
public final class ActivationPull implements Serializable {
  private static final long serialVersionUID = 1L;

  private final KanNetwork network;
  private final Layer[] layers;

  private record Layer(double[] edge, double[] edgeMean, double[] input, double[] inputMean)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private ActivationPull(KanNetwork network, Layer[] layers) {
    this.network = network;
    this.layers = layers;
  }

  /**
   * Makes the pull of a function of the activities.
   *
   * @param activities of each layer
   * @param byActivity the function's derivatives by them
   */
  static ActivationPull of(
      KanNetwork network, List<EdgeActivity> activities, List<double[]> byActivity) {
    Layer[] layers = new Layer[network.depth()];
    for (int l = 1; l < layers.length; l++) {
      int inputs = network.layer(l).inputs();
      int sums = network.layer(l).sums();
      EdgeActivity measured = activities.get(l);
      double[] slopes = byActivity.get(l);
      double[] edge = new double[inputs * sums];
      double[] input = new double[inputs];
      for (int i = 0; i < inputs; i++) {
        for (int j = 0; j < sums; j++) {
          int e = i * sums + j;
          if (measured.isMeasured(i, j)) {
            edge[e] = slopes[e] * measured.byVariance(i, j);
            input[i] += slopes[e] * measured.byInputVariance(i, j);
          }
        }
      }
      layers[l] = new Layer(edge, measured.mean, input, measured.inputMean);
    }
    return new ActivationPull(network, layers);
  }

  /**
   * Returns the pull on the rows of an evaluator's tiles. It serves one thread.
   *
   * @param weights weights of the rows of the tile at hand
   */
  public ActivationTerm on(NetworkEvaluator evaluator, double[] weights) {
    EdgeValues edges = new EdgeValues(network, evaluator);
    int most = 0;
    for (int l = 0; l < network.depth(); l++) {
      most = Math.max(most, network.layer(l).sums());
    }
    double[] values = new double[most];
    double[] slopes = new double[most];
    return (l, rows, gradX) -> {
      Layer layer = layers[l];
      int sums = network.layer(l).sums();
      double[] x = evaluator.layerInputs(l);
      for (int i = 0; i < layer.input.length; i++) {
        for (int r = 0; r < rows; r++) {
          edges.load(l, i, r, values);
          edges.loadSlopes(l, i, r, slopes);
          int p = i * evaluator.capacity() + r;
          double pull = layer.input[i] * (x[p] - layer.inputMean[i]);
          for (int j = 0; j < sums; j++) {
            int e = i * sums + j;
            pull = Math.fma(layer.edge[e] * (values[j] - layer.edgeMean[e]), slopes[j], pull);
          }
          gradX[p] = Math.fma(2 * weights[r], pull, gradX[p]);
        }
      }
    };
  }
}
