package org.kanspark.classification;

import org.apache.spark.ml.classification.TrainingSummary;
import org.apache.spark.sql.Dataset;
import org.kanspark.kernel.train.TrainingHistory;
import org.kanspark.spark.summary.KANTrainingSummary;

/**
 * Tells how a model of classes was trained, and how well it predicts its training rows; the latter
 * reads them once more when first asked for.
 */
public class KANClassificationTrainingSummary extends KANClassificationSummary
    implements KANTrainingSummary, TrainingSummary {
  private static final long serialVersionUID = 1L;

  private final transient TrainingHistory history;

  KANClassificationTrainingSummary(
      KANClassificationModel model, Dataset<?> dataset, TrainingHistory history) {
    super(model, dataset);
    this.history = history;
  }

  static KANClassificationTrainingSummary of(
      KANClassificationModel model, Dataset<?> dataset, TrainingHistory history) {
    return model.numClasses() == 2
        ? new KANBinaryClassificationTrainingSummary(model, dataset, history)
        : new KANClassificationTrainingSummary(model, dataset, history);
  }

  @Override
  public final TrainingHistory history() {
    return history;
  }

  @Override
  public double[] objectiveHistory() {
    return KANTrainingSummary.super.objectiveHistory();
  }

  @Override
  public int totalIterations() {
    return KANTrainingSummary.super.totalIterations();
  }

  @Override
  public String toZeppelin() {
    return displayLoss().toZeppelin();
  }
}
