package org.kanspark.spark.block;

import java.util.Arrays;
import org.kanspark.kernel.data.RowBlock;

/** Collects rows until there are enough for a block, and is used again from block to block. */
final class BlockBuffer {
  private static final int FIRST_ROWS = 64;
  private static final double[] UNIT_WEIGHTS = {};

  private final int capacity;
  private final int features;
  private final int labelsOfRow;
  private final boolean weighted;

  // Row-major; grows, so that a small partition takes little memory.
  private double[] values;
  private double[] labels;
  private double[] weights;
  private int filled;

  BlockBuffer(int capacity, int features, int labelsOfRow, boolean weighted) {
    this.capacity = capacity;
    this.features = features;
    this.labelsOfRow = labelsOfRow;
    this.weighted = weighted;
    int first = Math.min(FIRST_ROWS, capacity);
    this.values = new double[first * features];
    this.labels = new double[first * labelsOfRow];
    this.weights = new double[first];
  }

  boolean isEmpty() {
    return filled == 0;
  }

  boolean isFull() {
    return filled == capacity;
  }

  /** Adds a row; copies its features and labels. */
  void add(double[] row, double[] rowLabels, double weight) {
    grow();
    System.arraycopy(row, 0, values, filled * features, features);
    System.arraycopy(rowLabels, 0, labels, filled * labelsOfRow, labelsOfRow);
    weights[filled] = weight;
    filled++;
  }

  private void grow() {
    if (filled == weights.length) {
      int larger = (int) Math.min(capacity, 2L * filled);
      values = Arrays.copyOf(values, larger * features);
      labels = Arrays.copyOf(labels, larger * labelsOfRow);
      weights = Arrays.copyOf(weights, larger);
    }
  }

  /** Returns the rows as a block, and begins anew. */
  RowBlock take(boolean heldBack) {
    double[] blockWeights = weighted ? Arrays.copyOf(weights, filled) : UNIT_WEIGHTS;
    RowBlock block =
        new RowBlock(
            filled,
            features,
            columns(values, features),
            columns(labels, labelsOfRow),
            blockWeights);
    filled = 0;
    return block.marked(heldBack);
  }

  private double[] columns(double[] rows, int width) {
    double[] columns = new double[filled * width];
    for (int r = 0; r < filled; r++) {
      int at = r * width;
      for (int c = 0; c < width; c++) {
        columns[c * filled + r] = rows[at + c];
      }
    }
    return columns;
  }
}
