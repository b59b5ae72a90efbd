package org.kanspark.regression;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.model.Link;
import org.kanspark.spark.block.FeatureColumns;
import org.kanspark.spark.block.HandleInvalid;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.interpret.KANModel;
import org.kanspark.spark.param.EarlyUid;
import org.kanspark.spark.param.KANColumns;
import org.kanspark.spark.param.KANParamSet;
import org.kanspark.spark.persist.ModelContent;
import org.kanspark.spark.persist.ModelReader;
import org.kanspark.spark.persist.ModelWriter;
import org.kanspark.spark.summary.KANTrainingSummary;
import scala.Option;

/**
 * Predicts several numeric labels with one trained Kolmogorov-Arnold network: raw features in, a
 * vector of raw labels out.
 */
public final class KANMultiRegressionModel extends Model<KANMultiRegressionModel>
    implements KANColumns,
        MLWritable,
        HasTrainingSummary<KANMultiRegressionTrainingSummary>,
        KANModel<KANMultiRegressionModel> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final KANColumns.Set columns;
  private final KANParamSet paramSet;
  private final ModelContent content;
  private transient @Nullable KANMultiRegressionTrainingSummary trainingSummary;

  /**
   * Makes a model of one feature that predicts 0. Only service loaders call it, those of Spark
   * Connect, which must make one to know its class.
   */
  public KANMultiRegressionModel() {
    this(
        Identifiable$.MODULE$.randomUID("kanMultiRegressionModel"),
        ModelContent.zero(Link.IDENTITY, "squared", List.of()));
  }

  KANMultiRegressionModel(String uid, ModelContent content) {
    this(EarlyUid.lend(uid), content);
  }

  private KANMultiRegressionModel(EarlyUid early, ModelContent content) {
    super();
    this.uid = early.takeBack();
    this.columns = new KANColumns.Set(this);
    this.paramSet = KANParamSet.ofRegression(this);
    this.content = content;
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
  public String getFeaturesCol() {
    return KANColumns.super.getFeaturesCol();
  }

  @Override
  public String getLabelCol() {
    return KANColumns.super.getLabelCol();
  }

  @Override
  public String getPredictionCol() {
    return KANColumns.super.getPredictionCol();
  }

  /** Returns the number of features. */
  public int numFeatures() {
    return content.model().inputs();
  }

  /** Returns the number of labels. */
  public int numLabels() {
    return content.model().network().outputs();
  }

  /** Returns the name of each label: from the metadata of the label column, else numbered. */
  public List<String> labelNames() {
    return content.outputs();
  }

  /** Sets the column of features: vectors, or arrays of doubles or floats. */
  public KANMultiRegressionModel setFeaturesCol(String column) {
    set(featuresCol(), column);
    return this;
  }

  /** Sets the column to add: a vector of one prediction a label. */
  public KANMultiRegressionModel setPredictionCol(String column) {
    set(predictionCol(), column);
    return this;
  }

  /**
   * Predicts the labels of one row. Serves any number of threads.
   *
   * @return one number a label
   * @throws IllegalArgumentException if the number of features is not that of training, or one is
   *     missing and the model was not trained to keep such rows
   */
  public Vector predict(Vector features) {
    return predictions().call(features);
  }

  private MultiPredictionFunction predictions() {
    return new MultiPredictionFunction(
        content.model(), getFeaturesCol(), content.features(), invalid() == HandleInvalid.ERROR);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return MultiColumns.withPrediction(schema, getFeaturesCol(), getPredictionCol(), this);
  }

  /** Adds predictions and, if asked for, contributions. */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Dataset<?> rows = FeatureColumns.scorable(dataset, getFeaturesCol(), invalid());
    Dataset<Row> predicted =
        rows.withColumn(
            getPredictionCol(),
            functions
                .udf(predictions(), SQLDataTypes.VectorType())
                .asNonNullable()
                .withName("kan_predict")
                .apply(FeatureColumns.vectors(rows, getFeaturesCol())));
    return addContributions(predicted, getFeaturesCol());
  }

  /**
   * Compares predictions with labels in one distributed pass, lazily.
   *
   * @param dataset rows with features, labels and, if set, weight column
   */
  public KANMultiRegressionSummary evaluate(Dataset<?> dataset) {
    return new KANMultiRegressionSummary(this, dataset);
  }

  @Override
  public RowSchema rowSchema(Dataset<?> dataset) {
    return KANModel.super.rowSchema(dataset).withLabels(numLabels());
  }

  /**
   * Returns the summary of training.
   *
   * @throws RuntimeException if the model was loaded and so has none
   */
  @Override
  public KANMultiRegressionTrainingSummary summary() {
    return HasTrainingSummary.super.summary();
  }

  @Override
  public Option<KANMultiRegressionTrainingSummary> trainingSummary() {
    return Option.apply(trainingSummary);
  }

  @Override
  public void trainingSummary_$eq(Option<KANMultiRegressionTrainingSummary> summary) {
    trainingSummary = summary == null || summary.isEmpty() ? null : summary.get();
  }

  void summarise(@Nullable KANMultiRegressionTrainingSummary summary) {
    trainingSummary = summary;
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
  public KANMultiRegressionModel withContent(ModelContent other) {
    KANMultiRegressionModel changed =
        copyValues(new KANMultiRegressionModel(uid(), other), ParamMap.empty());
    return changed.setParent(parent());
  }

  @Override
  public KANMultiRegressionModel copy(ParamMap extra) {
    KANMultiRegressionModel copy = copyValues(new KANMultiRegressionModel(uid(), content), extra);
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
  public static MLReader<KANMultiRegressionModel> read() {
    return new ModelReader<>(KANMultiRegressionModel.class, KANMultiRegressionModel::new);
  }

  /** Loads a model. */
  public static KANMultiRegressionModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "KANMultiRegressionModel: uid=%s, layers=%s, parameters=%d"
        .formatted(
            uid(),
            Arrays.toString(content.model().network().widths()),
            content.model().network().liveParameterCount());
  }
}
