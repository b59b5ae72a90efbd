package org.kanspark.spark.summary;

import java.io.Serializable;
import org.kanspark.kernel.data.RowBlock;

/**
 * Sums the errors of predictions of one label, weighted. Spreads about a mean are merged by the
 * pairwise update of Chan, Golub and LeVeque (1983), so that a large mean costs no digits.
 */
public final class LabelErrors implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Spread labels = new Spread();
  private final Spread predictions = new Spread();
  private double absolute;
  private double squared;

  /**
   * Adds rows.
   *
   * @param block with their labels and weights
   * @param column number of the label
   * @param predicted prediction of row r at {@code column * rows + r}
   */
  void add(RowBlock block, int column, double[] predicted) {
    int from = column * block.rows();
    for (int r = 0; r < block.rows(); r++) {
      double error = predicted[from + r] - block.label(r, column);
      absolute += block.weight(r) * Math.abs(error);
      squared += block.weight(r) * error * error;
    }
    labels.add(block, block.labels(), from);
    predictions.add(block, predicted, from);
  }

  void merge(LabelErrors other) {
    absolute += other.absolute;
    squared += other.squared;
    labels.merge(other.labels);
    predictions.merge(other.predictions);
  }

  /** Returns the sum of the weights. */
  double weightSum() {
    return labels.weight;
  }

  /** Returns the mean of absolute errors. */
  public double meanAbsoluteError() {
    return absolute / labels.weight;
  }

  /** Returns the mean of squared errors. */
  public double meanSquaredError() {
    return squared / labels.weight;
  }

  /**
   * Returns the share of the labels' variance that predictions explain: 1 minus squared errors over
   * squared distances from the mean label. Where all labels are equal it is 1 if every prediction
   * is exact, else 0.
   */
  public double r2() {
    if (labels.squares == 0) {
      return squared == 0 ? 1 : 0;
    }
    return 1 - squared / labels.squares;
  }

  /** Returns the mean of squared distances of predictions from the mean label. */
  public double explainedVariance() {
    double offset = predictions.mean - labels.mean;
    return predictions.squares / labels.weight + offset * offset;
  }
}
