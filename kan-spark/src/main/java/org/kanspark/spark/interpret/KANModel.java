package org.kanspark.spark.interpret;

import org.kanspark.spark.param.KANParams;
import org.kanspark.spark.summary.KANTrainingSummary;

/**
 * Is what models of every task have in common, for code that takes any of them.
 *
 * @param <M> the model's class
 */
public interface KANModel<M extends KANModel<M>>
    extends KANParams, ExplainedModel<M>, ExportedModel<M> {

  /** Returns the name of the features column. */
  String getFeaturesCol();

  /** Returns the name of the label column. */
  String getLabelCol();

  /**
   * Returns how it was trained.
   *
   * @throws RuntimeException if the model was loaded and so does not know
   */
  KANTrainingSummary trainedBy();
}
