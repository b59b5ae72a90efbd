package org.kanspark.regression;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.conversion.ConversionSettings;
import org.kanspark.kernel.interpret.TotalEffects;
import org.kanspark.kernel.model.Link;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.spark.block.FeatureColumns;
import org.kanspark.spark.block.HandleInvalid;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.interpret.Converted;
import org.kanspark.spark.interpret.KANModel;
import org.kanspark.spark.interpret.SymbolicModel;
import org.kanspark.spark.param.EarlyUid;
import org.kanspark.spark.param.KANLossParams;
import org.kanspark.spark.param.KANParamSet;
import org.kanspark.spark.param.LossParamSet;
import org.kanspark.spark.persist.ModelContent;
import org.kanspark.spark.persist.ModelReader;
import org.kanspark.spark.persist.ModelWriter;
import org.kanspark.spark.summary.KANTrainingSummary;
import org.kanspark.spark.summary.RowSamples;
import org.kanspark.spark.training.DatasetRefit;
import scala.Option;

/**
 * Predicts a numeric label with a trained Kolmogorov-Arnold network: raw features in, raw label
 * out.
 */
public final class KANRegressionModel extends RegressionModel<Vector, KANRegressionModel>
    implements MLWritable,
        HasTrainingSummary<KANRegressionTrainingSummary>,
        KANLossParams,
        KANModel<KANRegressionModel>,
        SymbolicModel<KANRegressionModel> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final KANParamSet paramSet;
  private final ModelContent content;
  private final PredictionFunction prediction;
  private final LossParamSet lossParams;
  private transient @Nullable KANRegressionTrainingSummary trainingSummary;

  /**
   * Makes a model of one feature that predicts 0. Only service loaders call it, those of Spark
   * Connect, which must make one to know its class.
   */
  public KANRegressionModel() {
    this(
        Identifiable$.MODULE$.randomUID("kanRegressionModel"),
        ModelContent.zero(Link.IDENTITY, "squared", List.of()));
  }

  KANRegressionModel(String uid, ModelContent content) {
    this(EarlyUid.lend(uid), content);
  }

  private KANRegressionModel(EarlyUid early, ModelContent content) {
    super();
    this.uid = early.takeBack();
    this.paramSet = KANParamSet.ofRegression(this);
    this.lossParams = new LossParamSet(this);
    this.content = content;
    this.prediction = new PredictionFunction(content.model(), "", content.features(), false);
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

  /** Returns the number of features. */
  @Override
  public int numFeatures() {
    return content.model().inputs();
  }

  /**
   * Predicts the label of one row. Serves any number of threads.
   *
   * @throws IllegalArgumentException if the number of features is not that of training, or one is
   *     missing and the model was not trained to keep such rows
   */
  @Override
  public double predict(Vector features) {
    return prediction.call(features);
  }

  /** Checks the columns, and adds those of predictions and contributions. */
  @Override
  public StructType transformSchema(StructType schema) {
    return withContributions(
        FeatureColumns.withVectors(schema, getFeaturesCol(), super::transformSchema));
  }

  /** Adds predictions and, if asked for, contributions. */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    Dataset<?> rows = FeatureColumns.scorable(dataset, getFeaturesCol(), invalid());
    return addContributions(super.transform(rows), getFeaturesCol());
  }

  @Override
  public Dataset<Row> transformImpl(Dataset<?> dataset) {
    // The function carries the network alone: neither this stage's parameters nor its summary.
    PredictionFunction scoring =
        new PredictionFunction(
            content.model(),
            getFeaturesCol(),
            content.features(),
            invalid() == HandleInvalid.ERROR);
    UserDefinedFunction predict =
        functions.udf(scoring, DataTypes.DoubleType).asNonNullable().withName("kan_predict");
    String name = getPredictionCol();
    Metadata metadata = transformSchema(dataset.schema()).apply(name).metadata();
    Column predicted = predict.apply(FeatureColumns.vectors(dataset, getFeaturesCol()));
    return dataset.withColumn(name, predicted.as(name, metadata));
  }

  /**
   * Compares predictions with labels in one distributed pass, lazily.
   *
   * @param dataset rows with features, label and, if set, weight column
   */
  public KANRegressionSummary evaluate(Dataset<?> dataset) {
    return new KANRegressionSummary(this, dataset);
  }

  /**
   * Returns the summary of training.
   *
   * @throws RuntimeException if the model was loaded and so has none
   */
  @Override
  public KANRegressionTrainingSummary summary() {
    return HasTrainingSummary.super.summary();
  }

  @Override
  public Option<KANRegressionTrainingSummary> trainingSummary() {
    return Option.apply(trainingSummary);
  }

  @Override
  public void trainingSummary_$eq(Option<KANRegressionTrainingSummary> summary) {
    trainingSummary = summary == null || summary.isEmpty() ? null : summary.get();
  }

  void summarise(@Nullable KANRegressionTrainingSummary summary) {
    trainingSummary = summary;
  }

  /**
   * Returns for every feature, by its name, the share of the variance of predictions that it has a
   * part in: its total Sobol index, found by exchanging its values among rows (see {@link
   * TotalEffects}). Edges that cancel each other count for nothing. Reads the rows once.
   *
   * @param rows with the features, label and weight columns of training
   */
  public Map<String, Double> totalEffects(Dataset<?> rows) {
    double[] effects =
        TotalEffects.of(content.model(), RowSamples.of(this, rows, rowSchema(rows)).sample());
    Map<String, Double> named = new LinkedHashMap<>();
    for (int f = 0; f < effects.length; f++) {
      named.put(featureNames().get(f), effects[f]);
    }
    return named;
  }

  /**
   * Replaces splines by functions, and refits what is left on rows after each: trains on from this
   * model with its own parameters, without its schedule of grids. A function that costs too much
   * accuracy gives way to another, or the edge stays a spline; what became of each is reported.
   * Nothing is said while it goes on.
   *
   * @param rows with the features, label and weight columns of training
   * @param settings library and trade-off of simplicity and accuracy
   */
  public Converted<KANRegressionModel> autoSymbolic(Dataset<?> rows, ConversionSettings settings) {
    return autoSymbolic(rows, settings, step -> {});
  }

  /**
   * Replaces splines by functions, as above.
   *
   * @param rows with the features, label and weight columns of training
   * @param settings library and trade-off of simplicity and accuracy
   * @param listener hears of every step of each of the many trainings, whose numbers begin at 1
   */
  public Converted<KANRegressionModel> autoSymbolic(
      Dataset<?> rows, ConversionSettings settings, TrainingListener listener) {
    RowSchema schema =
        RowSchema.of(rows, getFeaturesCol(), getLabelCol(), weightColumn(), invalid());
    try (DatasetRefit refit =
        new DatasetRefit(this, chosenLoss(), listener, rows, schema, kanModel())) {
      return convert(refit.train(kanModel(), false), settings, refit);
    }
  }

  @Override
  public KANTrainingSummary trainedBy() {
    return summary();
  }

  @Override
  public ModelContent content() {
    return content;
  }

  /** Returns a model of other content with the same settings. */
  @Override
  public KANRegressionModel withContent(ModelContent other) {
    KANRegressionModel changed = copyValues(new KANRegressionModel(uid(), other), ParamMap.empty());
    return changed.setParent(parent());
  }

  @Override
  public KANRegressionModel copy(ParamMap extra) {
    KANRegressionModel copy = copyValues(new KANRegressionModel(uid(), content), extra);
    copy.summarise(trainingSummary);
    return copy.setParent(parent());
  }

  @Override
  public String explainParam(Param<?> param) {
    return KANParamSet.explain(this, param);
  }

  /** Returns a writer whose save is complete or leaves what was at the path. */
  @Override
  public MLWriter write() {
    return new ModelWriter(this, content);
  }

  /** Returns a reader of saved models. */
  public static MLReader<KANRegressionModel> read() {
    return new ModelReader<>(KANRegressionModel.class, KANRegressionModel::new);
  }

  /** Loads a model. */
  public static KANRegressionModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "KANRegressionModel: uid=%s, layers=%s, parameters=%d"
        .formatted(
            uid(),
            Arrays.toString(content.model().network().widths()),
            content.model().network().liveParameterCount());
  }
}
