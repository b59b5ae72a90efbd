package org.kanspark.kernel.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.LabelScale;

/**
 * Says how raw rows become inputs and targets of a network.
 *
 * @param featureMap from raw features to inputs
 * @param labelScale from outputs to what the link of the loss takes
 * @param loss measured between outputs and scaled labels
 */
public record Scaling(FeatureMap featureMap, LabelScale labelScale, Loss loss)
    implements Serializable {

  /** Farthest an input of a training row may be from 0; between knots it is at most 1. */
  private static final double REACH = 100;

  /** Returns the target that an output is compared with for a label. */
  double target(int output, double label) {
    return switch (loss.labelScaling()) {
      case STANDARD, ROBUST -> labelScale.toOutput(output, label);
      case LOG_MEAN -> label / StrictMath.exp(labelScale.shift(output));
      case NONE -> label;
    };
  }

  /** Returns the root mean squared error of a mean loss, NaN for a loss that does not tell it. */
  double rmse(double meanLoss) {
    return loss instanceof SquaredLoss && loss.labels() == 1
        ? Math.sqrt(meanLoss) * labelScale.scale()
        : Double.NaN;
  }

  /**
   * Maps consecutive rows to inputs. Values absurdly far from the others are brought near, so that
   * one of them cannot outweigh all other rows through the slope of its extrapolation.
   *
   * @param block raw rows
   * @param from first row
   * @param rows number of rows
   * @param to receives input f of row r at {@code f * capacity + r}
   * @param capacity distance of two inputs of a row
   */
  void mapInputs(RowBlock block, int from, int rows, double[] to, int capacity) {
    featureMap.map(block, from, rows, to, capacity);
    for (int f = 0; f < featureMap.features(); f++) {
      for (int p = f * capacity; p < f * capacity + rows; p++) {
        to[p] = Math.max(-REACH, Math.min(REACH, to[p]));
      }
    }
  }

  /** Returns a sentence for every feature with values that training brings near. */
  List<String> notesOnFarValues(DataStatistics statistics) {
    List<String> notes = new ArrayList<>();
    for (int f = 0; f < featureMap.features(); f++) {
      double least = statistics.feature(f).min();
      double most = statistics.feature(f).max();
      if (featureMap.map(f, least) < -REACH || featureMap.map(f, most) > REACH) {
        notes.add(
            ("feature %d has values from %s to %s, more than %.0f times beyond its knots, from %s to"
                    + " %s: training counts them as that far out, predictions of such rows follow"
                    + " the extrapolation")
                .formatted(
                    f + 1, least, most, REACH, featureMap.unmap(f, -1), featureMap.unmap(f, 1)));
      }
    }
    return notes;
  }

  /** Holds the targets of a tile of rows, target n of row r at n * capacity + r, and weights. */
  static final class Targets {
    final double[] labels;
    final double[] weights;

    Targets(int capacity, int labels) {
      this.labels = new double[capacity * labels];
      this.weights = new double[capacity];
    }

    void load(Scaling scaling, RowBlock block, int from, int rows) {
      for (int r = 0; r < rows; r++) {
        weights[r] = block.weight(from + r);
      }
      int capacity = weights.length;
      for (int n = 0; n < block.labelColumns(); n++) {
        for (int r = 0; r < rows; r++) {
          labels[n * capacity + r] = scaling.target(n, block.label(from + r, n));
        }
      }
    }
  }
}
