package org.kanspark.kernel.train;

import java.io.Serializable;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.NetworkEvaluator;

/** Sums the losses of some candidates on rows held back, in the pass that trains on the others. */
final class HeldBackLoss implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] sums;
  private double weightSum;

  /** Makes sums of 0 for a number of candidates. */
  HeldBackLoss(int candidates) {
    this.sums = new double[candidates];
  }

  /**
   * Adds the rows of a block.
   *
   * @param evaluators one a candidate, its parameters set
   * @param outputs scratch memory for the outputs of a tile
   * @param gradient scratch memory of the same length
   */
  void add(
      RowBlock block,
      NetworkEvaluator[] evaluators,
      Scaling scaling,
      Scaling.Targets targets,
      double[] outputs,
      double[] gradient) {
    int capacity = evaluators[0].capacity();
    for (int from = 0; from < block.rows(); from += capacity) {
      int rows = Math.min(capacity, block.rows() - from);
      targets.load(scaling, block, from, rows);
      for (int r = 0; r < rows; r++) {
        weightSum += targets.weights[r];
      }
      for (int c = 0; c < evaluators.length; c++) {
        scaling.mapInputs(block, from, rows, evaluators[c].inputTile(), capacity);
        evaluators[c].forward(rows);
        evaluators[c].outputs(rows, outputs);
        sums[c] +=
            scaling
                .loss()
                .evaluate(outputs, capacity, targets.labels, targets.weights, rows, gradient);
      }
    }
  }

  void merge(HeldBackLoss other) {
    weightSum += other.weightSum;
    for (int c = 0; c < sums.length; c++) {
      sums[c] += other.sums[c];
    }
  }

  /** Returns the mean loss of a candidate, NaN where there was no row. */
  double mean(int candidate) {
    return sums[candidate] / weightSum;
  }
}
