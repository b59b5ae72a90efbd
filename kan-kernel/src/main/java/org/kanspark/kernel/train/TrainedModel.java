package org.kanspark.kernel.train;

import org.kanspark.kernel.model.KanModel;

/**
 * Holds what training returns.
 *
 * @param model the trained model
 * @param history how it came about
 */
public record TrainedModel(KanModel model, TrainingHistory history) {}
