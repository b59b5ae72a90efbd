package org.kanspark.kernel.train;

import java.io.Serializable;
import java.util.Arrays;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;

/** Holds the smallest and largest value of every hidden node. */
public final class ActivationRanges implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] min;
  private final double[][] max;

  ActivationRanges(KanNetwork network) {
    this.min = new double[network.depth()][];
    this.max = new double[network.depth()][];
    for (int l = 0; l < min.length; l++) {
      int nodes = l == 0 ? 0 : network.layer(l).inputs();
      min[l] = new double[nodes];
      max[l] = new double[nodes];
      Arrays.fill(min[l], Double.POSITIVE_INFINITY);
      Arrays.fill(max[l], Double.NEGATIVE_INFINITY);
    }
  }

  /** Takes note of the hidden activations of a tile just evaluated. */
  void add(NetworkEvaluator evaluator, int rows) {
    for (int l = 1; l < min.length; l++) {
      double[] x = evaluator.layerInputs(l);
      for (int i = 0; i < min[l].length; i++) {
        double low = min[l][i];
        double high = max[l][i];
        int from = i * evaluator.capacity();
        for (int r = from; r < from + rows; r++) {
          low = Math.min(low, x[r]);
          high = Math.max(high, x[r]);
        }
        min[l][i] = low;
        max[l][i] = high;
      }
    }
  }

  void merge(ActivationRanges other) {
    for (int l = 1; l < min.length; l++) {
      for (int i = 0; i < min[l].length; i++) {
        min[l][i] = Math.min(min[l][i], other.min[l][i]);
        max[l][i] = Math.max(max[l][i], other.max[l][i]);
      }
    }
  }

  /** Returns the smallest value of input i of layer l, l at least 1. */
  public double min(int layer, int input) {
    return min[layer][input];
  }

  /** Returns the largest value of input i of layer l, l at least 1. */
  public double max(int layer, int input) {
    return max[layer][input];
  }
}
