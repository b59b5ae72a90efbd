package org.kanspark.regression;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.Instrumentation;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.spark.block.FeatureColumns;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.param.EarlyUid;
import org.kanspark.spark.param.KANInitialModel;
import org.kanspark.spark.param.KANLossParams;
import org.kanspark.spark.param.KANParamSet;
import org.kanspark.spark.param.KANSetters;
import org.kanspark.spark.param.LossParamSet;
import org.kanspark.spark.persist.EstimatorReader;
import org.kanspark.spark.persist.EstimatorWriter;
import org.kanspark.spark.training.DatasetTrainer;

/**
 * Fits a Kolmogorov-Arnold network to a numeric label, on all executors: by least squares, or by
 * what {@code loss} says.
 *
 * <p>Features come as a column of vectors or arrays, raw: they are mapped to the grid and the label
 * is standardised inside the model. The same rows in the same partitions, with the same settings,
 * give the same model, whatever the number of executors and the order in which tasks finish.
 */
public final class KANRegressor extends Regressor<Vector, KANRegressor, KANRegressionModel>
    implements KANSetters<KANRegressor>,
        KANInitialModel<KANRegressor, KANRegressionModel>,
        KANLossParams,
        MLWritable {
  private static final long serialVersionUID = 1L;

  // No initialisers: the superclass constructor runs before them.
  private final String uid;
  private final KANParamSet paramSet;
  private final LossParamSet lossParams;
  private final Param<KANRegressionModel> initialModel;
  private transient @Nullable TrainingListener listener;

  /** Makes a regressor with default settings and a random uid. */
  public KANRegressor() {
    this(Identifiable$.MODULE$.randomUID("kanRegressor"));
  }

  /** Makes a regressor with default settings. */
  public KANRegressor(String uid) {
    this(EarlyUid.lend(uid));
  }

  private KANRegressor(EarlyUid early) {
    super();
    this.uid = early.takeBack();
    this.paramSet = KANParamSet.ofRegression(this);
    this.lossParams = new LossParamSet(this);
    this.initialModel = KANParamSet.initialModel(this, KANRegressionModel.class);
  }

  @Override
  public String uid() {
    return uid == null ? EarlyUid.current() : uid;
  }

  @Override
  public KANParamSet paramSet() {
    return paramSet;
  }

  @Override
  public LossParamSet lossParamSet() {
    return lossParams;
  }

  @Override
  public KANRegressor self() {
    return this;
  }

  /**
   * Sets what training minimises: squared errors (default), huber, poisson (counts and rates, the
   * logarithm is modelled), gamma (positive amounts, likewise) or quantile.
   */
  public KANRegressor setLoss(String name) {
    set(loss(), name);
    return this;
  }

  /**
   * Sets the error from where loss huber grows linearly, in robust standard deviations of the label
   * (1.4826 times its median absolute deviation), over 0; default 0.5.
   */
  public KANRegressor setHuberDelta(double delta) {
    set(huberDelta(), delta);
    return this;
  }

  /** Sets the quantile that loss quantile predicts, over 0 and under 1; default 0.5. */
  public KANRegressor setQuantileLevel(double level) {
    set(quantileLevel(), level);
    return this;
  }

  /** Returns the parameter of the model training begins at. */
  @Override
  public Param<KANRegressionModel> initialModel() {
    return initialModel;
  }

  @Override
  public KANRegressor setTrainingListener(TrainingListener newListener) {
    this.listener = newListener;
    return this;
  }

  /**
   * Trains a model.
   *
   * @throws IllegalArgumentException if a column or a setting is not accepted, there is no row, or
   *     a feature, label or weight is null, NaN, infinite or (a weight) negative, or the initial
   *     model has another number of features
   */
  @Override
  public KANRegressionModel train(Dataset<?> dataset) {
    return Instrumentation.instrumented(log -> train(dataset, log));
  }

  private KANRegressionModel train(Dataset<?> dataset, Instrumentation log) {
    log.logPipelineStage(this);
    log.logDataset(dataset);
    Loss loss = chosenLoss();
    RowSchema schema =
        RowSchema.of(dataset, getFeaturesCol(), getLabelCol(), weightColumn(), invalid())
            .withLabelsOf(loss)
            .withValidation(DatasetTrainer.validation(this));
    DatasetTrainer.Fitted fitted =
        new DatasetTrainer(this, loss, listener, getInitialModel())
            .train(dataset, schema, List.of(), log);
    KANRegressionModel model = new KANRegressionModel(uid(), fitted.content());
    model.summarise(
        new KANRegressionTrainingSummary(
            model, fitted.trainedRows(dataset, schema), fitted.history()));
    return model;
  }

  /**
   * Checks the columns, and adds those the model will.
   *
   * @throws IllegalArgumentException if a column is missing or of another type
   */
  @Override
  public StructType transformSchema(StructType schema) {
    requireIndicator(schema);
    return withContributions(
        FeatureColumns.withVectors(schema, getFeaturesCol(), super::transformSchema));
  }

  @Override
  public KANRegressor copy(ParamMap extra) {
    KANRegressor copy = defaultCopy(extra);
    copy.listener = listener;
    return copy;
  }

  @Override
  public String explainParam(Param<?> param) {
    return KANParamSet.explain(this, param);
  }

  /** Returns a writer whose save is complete or leaves what was at the path. */
  @Override
  public MLWriter write() {
    KANRegressor plain = copy(ParamMap.empty());
    plain.clear(plain.initialModel());
    return new EstimatorWriter(plain, getInitialModel());
  }

  /** Returns a reader of saved regressors. */
  public static MLReader<KANRegressor> read() {
    return new EstimatorReader<>(
        KANRegressor.class,
        KANRegressor::new,
        (regressor, path) -> regressor.setInitialModel(KANRegressionModel.load(path)));
  }

  /** Loads a regressor. */
  public static KANRegressor load(String path) {
    return read().load(path);
  }
}
