package org.kanspark.kernel.conversion;

import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.model.KanModel;

/** Trains a model on from where it is, on rows that it knows of. */
@FunctionalInterface
public interface Refit {
  /**
   * Holds a trained model.
   *
   * @param model the model
   * @param statistics of its edges on the rows
   * @param loss on the rows, in units of the standardised label
   */
  record Refitted(KanModel model, EdgeStatistics statistics, double loss) {}

  /**
   * Trains a model.
   *
   * @param model where to begin; its structure stays
   * @param complete whether to train to the end; if not, some steps that show what a change of an
   *     edge costs
   */
  Refitted train(KanModel model, boolean complete);
}
