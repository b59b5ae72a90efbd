package org.kanspark.kernel.train;

import java.io.Serializable;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.LabelScale;

/**
 * Says how raw rows become inputs and targets of a network.
 *
 * @param featureMap from raw features to inputs
 * @param labelScale from raw labels to outputs
 * @param loss measured between outputs and scaled labels
 */
public record Scaling(FeatureMap featureMap, LabelScale labelScale, Loss loss)
    implements Serializable {

  /** Holds the targets and weights of a tile of rows. */
  static final class Targets {
    final double[] labels;
    final double[] weights;

    Targets(int capacity) {
      this.labels = new double[capacity];
      this.weights = new double[capacity];
    }

    void load(Scaling scaling, RowBlock block, int from, int rows) {
      for (int r = 0; r < rows; r++) {
        labels[r] = scaling.labelScale.toOutput(block.labels()[from + r]);
        weights[r] = block.weight(from + r);
      }
    }
  }
}
