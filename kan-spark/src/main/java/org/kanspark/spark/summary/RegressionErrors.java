package org.kanspark.spark.summary;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.Predictor;

/**
 * Sums the errors of predictions, weighted. Spreads about a mean are merged by the pairwise update
 * of Chan, Golub and LeVeque (1983), so that a large mean costs no digits.
 */
public final class RegressionErrors implements Aggregator<RegressionErrors> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable KanModel model;
  private transient @Nullable Predictor predictor;
  private final Spread labels = new Spread();
  private final Spread predictions = new Spread();
  private long rows;
  private double absolute;
  private double squared;
  private transient double[] predicted = new double[0];

  RegressionErrors(KanModel model) {
    this.model = model;
  }

  @Override
  public void add(RowBlock block) {
    if (predicted.length < block.rows()) {
      predicted = new double[block.rows()];
    }
    predictor().predict(block, predicted);
    for (int r = 0; r < block.rows(); r++) {
      double error = predicted[r] - block.labels()[r];
      absolute += block.weight(r) * Math.abs(error);
      squared += block.weight(r) * error * error;
    }
    labels.add(block, block.labels());
    predictions.add(block, predicted);
    rows += block.rows();
  }

  private Predictor predictor() {
    if (predictor == null) {
      // After a journey between processes an aggregator only merges.
      predictor = Objects.requireNonNull(model, "model").newBatchPredictor();
    }
    return predictor;
  }

  @Override
  public void finish() {
    model = null;
    predictor = null;
    predicted = new double[0];
  }

  @Override
  public void merge(RegressionErrors other) {
    rows += other.rows;
    absolute += other.absolute;
    squared += other.squared;
    labels.merge(other.labels);
    predictions.merge(other.predictions);
  }

  /** Returns the number of rows of weight greater than 0. */
  public long rows() {
    return rows;
  }

  /** Returns the sum of the weights. */
  public double weightSum() {
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
