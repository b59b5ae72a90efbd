package org.kanspark.regression;

import org.apache.spark.sql.Dataset;
import org.kanspark.kernel.train.TrainingHistory;
import org.kanspark.spark.summary.KANTrainingSummary;

/**
 * Tells how a model of several labels was trained, and how well it predicts its training rows; the
 * latter reads them once more when first asked for.
 */
public final class KANMultiRegressionTrainingSummary extends KANMultiRegressionSummary
    implements KANTrainingSummary {
  private final TrainingHistory history;

  KANMultiRegressionTrainingSummary(
      KANMultiRegressionModel model, Dataset<?> dataset, TrainingHistory history) {
    super(model, dataset);
    this.history = history;
  }

  @Override
  public TrainingHistory history() {
    return history;
  }

  @Override
  public String toZeppelin() {
    return displayLoss().toZeppelin();
  }
}
