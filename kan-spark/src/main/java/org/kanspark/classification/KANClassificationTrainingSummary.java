package org.kanspark.classification;

import org.apache.spark.sql.Dataset;
import org.kanspark.kernel.train.TrainingHistory;
import org.kanspark.spark.summary.KANTrainingSummary;

/**
 * Tells how a model of classes was trained, and how well it predicts its training rows; the latter
 * reads them once more when first asked for.
 */
public final class KANClassificationTrainingSummary extends KANClassificationSummary
    implements KANTrainingSummary {
  private final TrainingHistory history;

  KANClassificationTrainingSummary(
      KANClassificationModel model, Dataset<?> dataset, TrainingHistory history) {
    super(model, dataset);
    this.history = history;
  }

  @Override
  public TrainingHistory history() {
    return history;
  }
}
