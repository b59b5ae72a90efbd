package org.kanspark.spark.training;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Instrumentation;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.penalty.PenaltySettings;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.train.CheckpointStore;
import org.kanspark.kernel.train.TrainedModel;
import org.kanspark.kernel.train.Trainer;
import org.kanspark.kernel.train.TrainingHistory;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingSettings;
import org.kanspark.spark.aggregate.TrainingPasses;
import org.kanspark.spark.block.HandleInvalid;
import org.kanspark.spark.block.HeldBack;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.block.Validation;
import org.kanspark.spark.checkpoint.CheckpointFolder;
import org.kanspark.spark.interpret.ModelAccess;
import org.kanspark.spark.param.KANParamSet;
import org.kanspark.spark.param.KANParams;
import org.kanspark.spark.persist.ModelContent;
import org.kanspark.spark.progress.LoggingListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a network on a Dataset as the parameters of a stage say. */
public final class DatasetTrainer {
  private static final Logger LOG = LoggerFactory.getLogger("org.kanspark.training");

  /** Different rows below which none is held back unless that is asked for. */
  private static final int LEAST_ROWS = 2000;

  private final KANParams stage;
  private final Loss loss;
  private final TrainingListener listener;
  private final @Nullable KanModel initialModel;

  /**
   * Makes a trainer.
   *
   * @param stage the estimator whose parameters apply
   * @param loss what training minimises
   * @param listener hears of every step, null for the log
   * @param initialModel where training begins, null for a random start
   */
  public DatasetTrainer(
      KANParams stage,
      Loss loss,
      @Nullable TrainingListener listener,
      @Nullable ModelAccess<?> initialModel) {
    this.stage = stage;
    this.loss = loss;
    this.listener = listener == null ? new LoggingListener() : listener;
    this.initialModel = initialModel == null ? null : initialModel.kanModel();
  }

  /**
   * Holds what a fit gives.
   *
   * @param content of the model
   * @param history of its training
   */
  public record Fitted(ModelContent content, TrainingHistory history) {

    /** Returns the rows of a Dataset that were trained on, with all their columns. */
    public Dataset<?> trainedRows(Dataset<?> dataset, RowSchema schema) {
      return history.heldBackRows() == 0 ? dataset : HeldBack.withoutMarked(dataset, schema);
    }
  }

  /**
   * Trains. The blocks of rows are cached meanwhile, and released in any case.
   *
   * @param dataset the rows
   * @param schema its columns
   * @param classes name of each class, none where the label is a number
   * @param log hears of settings and sizes
   * @throws IllegalArgumentException if a setting is not accepted, there is no row, a value is bad,
   *     the initial model has another number of features, or the folder for checkpoints cannot be
   *     written
   */
  public Fitted train(
      Dataset<?> dataset, RowSchema schema, List<String> classes, Instrumentation log) {
    TrainedModel trained = train(dataset, schema, log);
    ModelContent content =
        new ModelContent(
            trained.model(),
            schema.features(),
            schema.labelCol(),
            loss.name(),
            classes,
            trained.edges());
    return new Fitted(content, trained.history());
  }

  private TrainedModel train(Dataset<?> dataset, RowSchema schema, Instrumentation log) {
    logParameters(log);
    log.logNumFeatures(schema.size());
    TrainingSettings.Builder builder =
        settings(stage, loss)
            .refineSchedule(stage.getRefineSchedule())
            .initialModel(initialModel)
            .penalty(
                new PenaltySettings(
                    stage.getRegParam(),
                    stage.getL1Weight(),
                    stage.getEntropyWeight(),
                    stage.getSmoothnessWeight(),
                    stage.getShrinkage()))
            .patience(stage.getValidationPatience());
    Validation validation = schema.validation();
    if (validation.isAny()) {
      builder.validatedBy(validation.source(), validation.leastRows());
    }
    TrainingSettings settings = builder.build();
    if (initialModel != null) {
      InitialModel.requireFeatures(initialModel, schema.featuresCol(), schema.size());
    }
    RowBlocks rows = RowBlocks.of(dataset, schema, stage.getMaxBlockSizeInMB());
    TrainedModel trained;
    CheckpointStore checkpoints = CheckpointFolder.of(stage, rows.rdd().context());
    try (TrainingPasses passes = passes(stage, rows)) {
      trained = Trainer.train(settings, passes, passes.cancelling(listener), checkpoints);
    }
    if (initialModel != null) {
      InitialModel.requireFinite(trained.history());
      trained = InitialModel.overruled(initialModel, stage).map(trained::withNote).orElse(trained);
    }
    log.logNumExamples(trained.history().rows());
    log.logSumOfWeights(trained.history().weightSum());
    trained.history().notes().forEach(LOG::warn);
    return trained;
  }

  /** Returns which rows a stage holds back. */
  public static Validation validation(KANParams stage) {
    boolean asked = stage.isSet(stage.validationFraction());
    return new Validation(
        stage.validationColumn(),
        stage.getValidationFraction(),
        stage.getSeed(),
        asked || !stage.validationColumn().isEmpty() ? 0 : LEAST_ROWS);
  }

  static TrainingPasses passes(KANParams stage, RowBlocks rows) {
    return new TrainingPasses(
        rows,
        stage.uid(),
        stage.getAggregationDepth(),
        stage.getDeterministic(),
        stage.getLocalMaxMB());
  }

  /** Returns the settings of a stage, but for its schedule of grids and its regularisation. */
  static TrainingSettings.Builder settings(KANParams stage, Loss loss) {
    return TrainingSettings.builder()
        .hiddenLayers(stage.getHiddenLayers())
        .multiplicationNodes(stage.getMultiplicationNodes())
        .gridSize(stage.getGridSize())
        .splineDegree(stage.getSplineDegree())
        .gridEps(stage.getGridEps())
        .baseFunction(BaseFunction.parse(stage.getBaseFunction()))
        .extrapolation(Extrapolation.parse(stage.getExtrapolation()))
        .solver(stage.getSolver())
        .gaussNewtonMaxParameters(stage.getGaussNewtonMaxParameters())
        .gridRange(stage.getGridRange())
        .updateGrid(stage.getUpdateGrid())
        .maxIter(stage.getMaxIter())
        .tol(stage.getTol())
        .seed(stage.getSeed())
        .onlineStart(stage.getWarmStart().equals("local"))
        .keepMissing(stage.invalid() == HandleInvalid.KEEP)
        .loss(loss);
  }

  private void logParameters(Instrumentation log) {
    for (Param<?> param : stage.params()) {
      if (stage.isDefined(param)) {
        log.logNamedValue(param.name(), KANParamSet.show(stage.getOrDefault(param)));
      }
    }
  }
}
