package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.LayerFeatures;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;

/**
 * Holds, for one layer and sampled rows, what the Gauss-Newton matrix is made of: features, and how
 * strongly the loss curves along each sum.
 *
 * <p>Feature values of row r are at {@code r * length()}, in runs that begin at the features {@code
 * starts[r * runs() ...]}. The matrix of the parameters that lead into sum j is {@code sum_r
 * weights[r * sums + j] v_r v_r'}, v_r being the features of the row. With several outputs a weight
 * is the sum over the directions of the loss.
 */
final class FeatureSample {
  final LayerFeatures layout;
  final int rows;
  final int sums;
  final int[] offsets;
  final int[] starts;
  final double[] values;
  final double[] weights;

  private FeatureSample(LayerFeatures layout, int rows, int sums) {
    this.layout = layout;
    this.rows = rows;
    this.sums = sums;
    this.offsets = layout.offsets();
    this.starts = new int[rows * layout.runs()];
    this.values = new double[rows * layout.length()];
    this.weights = new double[rows * sums];
  }

  int runs() {
    return offsets.length - 1;
  }

  int length() {
    return offsets[offsets.length - 1];
  }

  /**
   * Evaluates sampled rows at given parameters.
   *
   * @param network the network
   * @param at its parameters
   * @param scaling from raw rows to the network's units
   * @param sample the rows
   * @return one for each layer
   */
  static List<FeatureSample> of(KanNetwork network, double[] at, Scaling scaling, RowBlock sample) {
    int rows = sample.rows();
    NetworkEvaluator evaluator = new NetworkEvaluator(network, Kernels.get());
    evaluator.setParameters(at);
    int capacity = evaluator.capacity();
    List<FeatureSample> layers = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      LayerFeatures layout = new LayerFeatures(evaluator, l);
      layers.add(new FeatureSample(layout, rows, network.layer(l).sums()));
    }
    Scaling.Targets targets = new Scaling.Targets(capacity, scaling.loss().labels());
    double[] outputs = new double[capacity * network.outputs()];
    double[] curvature = new double[outputs.length];
    double[] direction = new double[outputs.length];
    double weightSum = 0.0;
    for (int from = 0; from < rows; from += capacity) {
      int count = Math.min(capacity, rows - from);
      targets.load(scaling, sample, from, count);
      scaling.mapInputs(sample, from, count, evaluator.inputTile(), capacity);
      evaluator.forward(count);
      evaluator.outputs(count, outputs);
      scaling
          .loss()
          .curvature(outputs, capacity, targets.labels, targets.weights, count, curvature);
      for (int r = 0; r < count; r++) {
        weightSum += targets.weights[r];
        for (FeatureSample layer : layers) {
          layer.load(from + r, r);
        }
      }
      for (int d = 0; d < network.outputs(); d++) {
        scaling.loss().direction(d, curvature, targets.weights, capacity, count, direction);
        evaluator.propagate(count, direction);
        for (int r = 0; r < count; r++) {
          for (FeatureSample layer : layers) {
            layer.addWeights(from + r, r, curvature[d * capacity + r]);
          }
        }
      }
    }
    double share = weightSum > 0 ? 1.0 / weightSum : 0.0;
    layers.forEach(layer -> layer.scale(share));
    return layers;
  }

  private void load(int row, int rowOfTile) {
    layout.copy(rowOfTile, starts, row * runs(), values, row * length());
  }

  private void addWeights(int row, int rowOfTile, double curvature) {
    for (int j = 0; j < sums; j++) {
      double slope = layout.slope(rowOfTile, j);
      weights[row * sums + j] += curvature * slope * slope;
    }
  }

  private void scale(double factor) {
    for (int p = 0; p < weights.length; p++) {
      weights[p] *= factor;
    }
  }

  /** Returns the sum of the diagonals of the matrices of all sums. */
  double trace() {
    double trace = 0.0;
    for (int r = 0; r < rows; r++) {
      double squares = 0.0;
      for (int p = r * length(); p < (r + 1) * length(); p++) {
        squares = Math.fma(values[p], values[p], squares);
      }
      double weight = 0.0;
      for (int j = 0; j < sums; j++) {
        weight += weights[r * sums + j];
      }
      trace = Math.fma(squares, weight, trace);
    }
    return trace;
  }
}
