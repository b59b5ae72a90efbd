package org.kanspark.spark.summary;

import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.model.KanModel;

/**
 * Measures the errors of a model of classes in one pass.
 *
 * @param model the model
 * @param thresholds one a class, by which probabilities are divided before the largest is taken;
 *     empty for none
 */
public record ClassificationErrorsTask(KanModel model, double[] thresholds)
    implements PassTask<ClassificationErrors> {
  private static final long serialVersionUID = 1L;

  @Override
  public ClassificationErrors newAggregator() {
    return new ClassificationErrors(model, thresholds);
  }
}
