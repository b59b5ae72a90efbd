package org.kanspark.spark.summary;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.Predictor;
import org.kanspark.spark.predict.CompleteRows;

/** Sums the errors of predictions, weighted, of each label on its own. */
public final class RegressionErrors implements Aggregator<RegressionErrors> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable KanModel model;
  private transient @Nullable CompleteRows scorable;
  private transient @Nullable Predictor predictor;
  private final LabelErrors[] labels;
  private long rows;
  private transient double[] predicted = new double[0];

  RegressionErrors(KanModel model, CompleteRows scorable) {
    this.model = model;
    this.scorable = scorable;
    this.labels = new LabelErrors[model.network().outputs()];
    Arrays.setAll(labels, n -> new LabelErrors());
  }

  @Override
  public void add(RowBlock block) {
    if (predicted.length < labels.length * block.rows()) {
      predicted = new double[labels.length * block.rows()];
    }
    predictor().predict(block, predicted);
    requireFinite(block);
    for (int n = 0; n < labels.length; n++) {
      labels[n].add(block, n, predicted);
    }
    rows += block.rows();
  }

  private void requireFinite(RowBlock block) {
    for (int n = 0; n < labels.length * block.rows(); n++) {
      if (!Double.isFinite(predicted[n])) {
        double[] features = new double[block.features()];
        int row = n % block.rows();
        Arrays.setAll(features, f -> block.value(row, f));
        Objects.requireNonNull(scorable, "scorable").explain(features);
      }
    }
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
    scorable = null;
    predictor = null;
    predicted = new double[0];
  }

  @Override
  public void merge(RegressionErrors other) {
    rows += other.rows;
    for (int n = 0; n < labels.length; n++) {
      labels[n].merge(other.labels[n]);
    }
  }

  /** Returns the number of rows of weight greater than 0. */
  public long rows() {
    return rows;
  }

  /** Returns the sum of the weights. */
  public double weightSum() {
    return labels[0].weightSum();
  }

  /** Returns the errors of a label. */
  public LabelErrors label(int index) {
    return labels[index];
  }
}
