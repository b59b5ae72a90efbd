package org.kanspark.spark.summary;

import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.model.KanModel;

/**
 * Measures the errors of a model in one pass.
 *
 * @param model the model
 */
public record RegressionErrorsTask(KanModel model) implements PassTask<RegressionErrors> {

  @Override
  public RegressionErrors newAggregator() {
    return new RegressionErrors(model);
  }
}
