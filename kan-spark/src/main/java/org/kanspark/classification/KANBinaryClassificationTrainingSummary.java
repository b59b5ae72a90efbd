package org.kanspark.classification;

import org.apache.spark.sql.Dataset;
import org.kanspark.kernel.train.TrainingHistory;

/** Tells how a model of two classes was trained, with MLlib's curves over all thresholds. */
public final class KANBinaryClassificationTrainingSummary extends KANClassificationTrainingSummary
    implements BinaryCurves {
  private static final long serialVersionUID = 1L;

  KANBinaryClassificationTrainingSummary(
      KANClassificationModel model, Dataset<?> dataset, TrainingHistory history) {
    super(model, dataset, history);
  }

  @Override
  public KANClassificationSummary summary() {
    return this;
  }
}
