package org.kanspark.spark.summary;

import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.spark.predict.CompleteRows;

/**
 * Measures the errors of a model in one pass.
 *
 * @param model the model
 * @param scorable explains predictions that are not finite
 */
public record RegressionErrorsTask(KanModel model, CompleteRows scorable)
    implements PassTask<RegressionErrors> {

  @Override
  public RegressionErrors newAggregator() {
    return new RegressionErrors(model, scorable);
  }
}
