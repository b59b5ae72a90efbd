package org.kanspark.spark.training;

import org.apache.spark.sql.Dataset;
import org.kanspark.kernel.conversion.Refit;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.train.TrainedModel;
import org.kanspark.kernel.train.Trainer;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.spark.aggregate.TrainingPasses;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.param.KANParams;

/**
 * Trains models on from where they are, time and again on the same rows: their blocks are made once
 * and cached until it is closed. Nothing regularises: what is to become a formula has been made
 * sparse before, and now follows the rows.
 */
public final class DatasetRefit implements Refit, AutoCloseable {
  /** Steps that show what a change of an edge costs. */
  private static final int TRIAL_STEPS = 40;

  /** Steps to the end, at least; functions converge fast once all are the right ones. */
  private static final int LEAST_STEPS = 200;

  private final KANParams stage;
  private final Loss loss;
  private final TrainingListener listener;
  private final TrainingPasses passes;

  /**
   * Prepares the rows.
   *
   * @param stage whose parameters apply, but for its schedule of grids and its regularisation
   * @param loss what training minimises
   * @param listener hears of every step
   * @param model that is going to be trained
   * @throws IllegalArgumentException if the rows have another number of features
   */
  public DatasetRefit(
      KANParams stage,
      Loss loss,
      TrainingListener listener,
      Dataset<?> dataset,
      RowSchema schema,
      KanModel model) {
    InitialModel.requireFeatures(model, schema.featuresCol(), schema.size());
    this.stage = stage;
    this.loss = loss;
    this.listener = listener;
    this.passes =
        DatasetTrainer.passes(stage, RowBlocks.of(dataset, schema, stage.getMaxBlockSizeInMB()));
  }

  @Override
  public Refitted train(KanModel model, boolean complete) {
    int steps = complete ? Math.max(LEAST_STEPS, stage.getMaxIter()) : TRIAL_STEPS;
    TrainedModel trained =
        Trainer.train(
            DatasetTrainer.settings(stage, loss).initialModel(model).maxIter(steps).build(),
            passes,
            passes.cancelling(listener));
    double[] objective = trained.history().objective();
    return new Refitted(trained.model(), trained.edges(), objective[objective.length - 1]);
  }

  @Override
  public void close() {
    passes.close();
  }
}
