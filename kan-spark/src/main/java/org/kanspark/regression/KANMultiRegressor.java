package org.kanspark.regression;

import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.Instrumentation;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.spark.block.HandleInvalid;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.param.EarlyUid;
import org.kanspark.spark.param.KANColumns;
import org.kanspark.spark.param.KANInitialModel;
import org.kanspark.spark.param.KANParamSet;
import org.kanspark.spark.param.KANSetters;
import org.kanspark.spark.persist.EstimatorReader;
import org.kanspark.spark.persist.EstimatorWriter;
import org.kanspark.spark.training.DatasetTrainer;

/**
 * Fits one Kolmogorov-Arnold network to several numeric labels by least squares: an output each,
 * hidden nodes shared. The label column holds vectors or arrays; the mean of the squared errors of
 * the standardised labels is minimised.
 */
public final class KANMultiRegressor extends Estimator<KANMultiRegressionModel>
    implements KANColumns,
        KANSetters<KANMultiRegressor>,
        KANInitialModel<KANMultiRegressor, KANMultiRegressionModel>,
        MLWritable {
  private static final long serialVersionUID = 1L;

  // No initialisers: the superclass constructor runs before them.
  private final String uid;
  private final KANColumns.Set columns;
  private final KANParamSet paramSet;
  private final Param<KANMultiRegressionModel> initialModel;
  private transient @Nullable TrainingListener listener;

  /** Makes a regressor with default settings and a random uid. */
  public KANMultiRegressor() {
    this(Identifiable$.MODULE$.randomUID("kanMultiRegressor"));
  }

  /** Makes a regressor with default settings. */
  public KANMultiRegressor(String uid) {
    this(EarlyUid.lend(uid));
  }

  private KANMultiRegressor(EarlyUid early) {
    super();
    this.uid = early.takeBack();
    this.columns = new KANColumns.Set(this);
    this.paramSet = KANParamSet.ofRegression(this);
    this.initialModel = KANParamSet.initialModel(this, KANMultiRegressionModel.class);
  }

  @Override
  public String uid() {
    return uid == null ? EarlyUid.current() : uid;
  }

  @Override
  public KANColumns.Set columns() {
    return columns;
  }

  @Override
  public KANParamSet paramSet() {
    return paramSet;
  }

  @Override
  public KANMultiRegressor self() {
    return this;
  }

  /** Sets the column of features: vectors, or arrays of doubles or floats. */
  public KANMultiRegressor setFeaturesCol(String column) {
    set(featuresCol(), column);
    return this;
  }

  /** Sets the column of labels: vectors, or arrays of doubles or floats, all of one length. */
  public KANMultiRegressor setLabelCol(String column) {
    set(labelCol(), column);
    return this;
  }

  /** Sets the column that the model adds: a vector of one prediction a label. */
  public KANMultiRegressor setPredictionCol(String column) {
    set(predictionCol(), column);
    return this;
  }

  /** Returns the parameter of the model training begins at. */
  @Override
  public Param<KANMultiRegressionModel> initialModel() {
    return initialModel;
  }

  @Override
  public KANMultiRegressor setTrainingListener(TrainingListener newListener) {
    this.listener = newListener;
    return this;
  }

  /**
   * Trains a model.
   *
   * @throws IllegalArgumentException if a column or a setting is not accepted, there is no row, or
   *     a feature, label or weight is null, NaN, infinite or (a weight) negative, vectors differ in
   *     length, or the initial model has another number of features or labels
   */
  @Override
  public KANMultiRegressionModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return Instrumentation.instrumented(log -> train(dataset, log));
  }

  private KANMultiRegressionModel train(Dataset<?> dataset, Instrumentation log) {
    log.logPipelineStage(this);
    log.logDataset(dataset);
    List<String> labels =
        RowSchema.namesInVectors(dataset, getLabelCol(), getLabelCol(), HandleInvalid.ERROR);
    if (labels.isEmpty()) {
      throw new IllegalArgumentException(
          "label column '%s' has vectors of length 0, accepted: at least one label"
              .formatted(getLabelCol()));
    }
    Loss loss = new SquaredLoss(labels.size());
    RowSchema schema =
        RowSchema.of(dataset, getFeaturesCol(), getLabelCol(), weightColumn(), invalid())
            .withLabels(labels.size())
            .withValidation(DatasetTrainer.validation(this));
    DatasetTrainer.Fitted fitted =
        new DatasetTrainer(this, loss, listener, getInitialModel())
            .train(dataset, schema, labels, log);
    KANMultiRegressionModel model = new KANMultiRegressionModel(uid(), fitted.content());
    model.summarise(
        new KANMultiRegressionTrainingSummary(
            model, fitted.trainedRows(dataset, schema), fitted.history()));
    return copyValues(model.setParent(this), ParamMap.empty());
  }

  /**
   * Checks the columns, and adds those the model will.
   *
   * @throws IllegalArgumentException if a column is missing or of another type
   */
  @Override
  public StructType transformSchema(StructType schema) {
    requireIndicator(schema);
    MultiColumns.requireVectors(schema, "labelCol", getLabelCol());
    MultiColumns.requireNumbers(schema, "weightCol", weightColumn());
    return MultiColumns.withPrediction(schema, getFeaturesCol(), getPredictionCol(), this);
  }

  @Override
  public KANMultiRegressor copy(ParamMap extra) {
    KANMultiRegressor copy = defaultCopy(extra);
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
    KANMultiRegressor plain = copy(ParamMap.empty());
    plain.clear(plain.initialModel());
    return new EstimatorWriter(plain, getInitialModel());
  }

  /** Returns a reader of saved regressors. */
  public static MLReader<KANMultiRegressor> read() {
    return new EstimatorReader<>(
        KANMultiRegressor.class,
        KANMultiRegressor::new,
        (regressor, path) -> regressor.setInitialModel(KANMultiRegressionModel.load(path)));
  }

  /** Loads a regressor. */
  public static KANMultiRegressor load(String path) {
    return read().load(path);
  }
}
