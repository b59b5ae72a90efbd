package org.kanspark.kernel.penalty;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.network.LayerFeatures;
import org.kanspark.kernel.network.NetworkEvaluator;

/**
 * Holds, for the layers from some one on, the sums over rows that mean and variance of every edge
 * follow from. Those of the first layer are the same whatever the parameters.
 */
public final class ActivationSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int firstLayer;
  private final ArrayList<LayerGrams> layers;
  private double weightSum;

  private ActivationSums(int firstLayer, List<LayerGrams> layers, double weightSum) {
    this.firstLayer = firstLayer;
    this.layers = new ArrayList<>(layers);
    this.weightSum = weightSum;
  }

  /** Adds the rows of tiles that an evaluator has computed. Scratch memory of one thread. */
  public static final class Adder {
    private final NetworkEvaluator evaluator;
    private final List<LayerFeatures> features = new ArrayList<>();
    private final ActivationSums sums;
    private final int[] starts;
    private final double[] values;

    /**
     * Begins an empty sum.
     *
     * @param evaluator evaluates the network
     * @param depth number of layers of the network
     * @param firstLayer first layer that is summed up
     */
    public Adder(NetworkEvaluator evaluator, int depth, int firstLayer) {
      this.evaluator = evaluator;
      List<LayerGrams> layers = new ArrayList<>();
      int runs = 0;
      int length = 0;
      for (int l = firstLayer; l < depth; l++) {
        LayerFeatures layer = new LayerFeatures(evaluator, l);
        features.add(layer);
        layers.add(new LayerGrams(layer));
        runs = Math.max(runs, layer.runs());
        length = Math.max(length, layer.length());
      }
      this.sums = new ActivationSums(firstLayer, layers, 0.0);
      this.starts = new int[runs];
      this.values = new double[length];
    }

    /**
     * Adds the rows of the tile that was computed last.
     *
     * @param weights weight of each row
     * @param rows number of rows
     */
    public void add(double[] weights, int rows) {
      for (int n = 0; n < features.size(); n++) {
        LayerFeatures layer = features.get(n);
        int[] offsets = layer.offsets();
        double[] x = evaluator.layerInputs(sums.firstLayer + n);
        LayerGrams grams = sums.layers.get(n);
        for (int r = 0; r < rows; r++) {
          layer.copy(r, starts, 0, values, 0);
          grams.add(weights[r], starts, offsets, values, x, evaluator.capacity(), r);
        }
      }
      for (int r = 0; r < rows; r++) {
        sums.weightSum += weights[r];
      }
    }

    /** Returns what has been summed up. */
    public ActivationSums sums() {
      return sums;
    }
  }

  /** Adds the sums over other rows. */
  public void merge(ActivationSums other) {
    weightSum += other.weightSum;
    for (int n = 0; n < layers.size(); n++) {
      layers.get(n).merge(other.layers.get(n));
    }
  }

  /** Returns these sums with those of the first layer taken from others over the same rows. */
  public ActivationSums withFirstLayerOf(ActivationSums others) {
    if (firstLayer == 0) {
      return this;
    }
    List<LayerGrams> all = new ArrayList<>(List.of(others.layers.get(0)));
    all.addAll(layers);
    return new ActivationSums(0, all, weightSum);
  }

  LayerGrams layer(int layer) {
    return layers.get(layer - firstLayer);
  }

  double weightSum() {
    return weightSum;
  }
}
