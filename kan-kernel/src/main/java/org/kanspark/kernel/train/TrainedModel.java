package org.kanspark.kernel.train;

import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.model.KanModel;

/**
 * Holds what training returns.
 *
 * @param model the trained model
 * @param edges what the training rows did on its edges
 * @param history how it came about
 */
public record TrainedModel(KanModel model, EdgeStatistics edges, TrainingHistory history) {

  /** Returns the same with one more note in the history. */
  public TrainedModel withNote(String sentence) {
    return new TrainedModel(model, edges, history.withNote(sentence));
  }
}
