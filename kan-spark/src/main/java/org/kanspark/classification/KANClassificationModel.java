package org.kanspark.classification;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.BinaryClassificationSummary;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.model.Link;
import org.kanspark.spark.block.FeatureColumns;
import org.kanspark.spark.block.HandleInvalid;
import org.kanspark.spark.interpret.KANModel;
import org.kanspark.spark.param.EarlyUid;
import org.kanspark.spark.param.KANParamSet;
import org.kanspark.spark.persist.ModelContent;
import org.kanspark.spark.persist.ModelReader;
import org.kanspark.spark.persist.ModelWriter;
import org.kanspark.spark.predict.CompleteRows;
import org.kanspark.spark.predict.Predictors;
import org.kanspark.spark.summary.KANTrainingSummary;
import scala.Option;

/**
 * Predicts classes with a trained Kolmogorov-Arnold network: raw features in; out come raw
 * predictions (with two classes the logit of class 1 and its negative, else one number a class),
 * probabilities, and the number of the class.
 */
public final class KANClassificationModel
    extends ProbabilisticClassificationModel<Vector, KANClassificationModel>
    implements MLWritable,
        HasTrainingSummary<KANClassificationTrainingSummary>,
        KANModel<KANClassificationModel> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final KANParamSet paramSet;
  private final ModelContent content;
  private final Predictors predictors;
  private final CompleteRows rows;

  /** The column that vectors were made of, empty where they are the features column. */
  private String source = "";

  private transient @Nullable KANClassificationTrainingSummary trainingSummary;

  /**
   * Makes a model of one feature and two classes that are always as likely. Only service loaders
   * call it, those of Spark Connect, which must make one to know its class.
   */
  public KANClassificationModel() {
    this(
        Identifiable$.MODULE$.randomUID("kanClassificationModel"),
        ModelContent.zero(Link.LOGISTIC, "logistic", List.of("0", "1")));
  }

  KANClassificationModel(String uid, ModelContent content) {
    this(EarlyUid.lend(uid), content);
  }

  private KANClassificationModel(EarlyUid early, ModelContent content) {
    super();
    this.uid = early.takeBack();
    this.paramSet = KANParamSet.ofClassification(this);
    this.content = content;
    this.predictors = new Predictors(content.model());
    this.rows = new CompleteRows(content.model(), "", content.features(), false);
  }

  @Override
  public String uid() {
    return uid == null ? EarlyUid.current() : uid;
  }

  @Override
  public KANParamSet paramSet() {
    return paramSet;
  }

  /** Returns the number of features. */
  @Override
  public int numFeatures() {
    return content.model().inputs();
  }

  /** Returns the number of classes. */
  @Override
  public int numClasses() {
    return content.model().classes();
  }

  /** Returns the name of each class: from the metadata of the label column, else 0, 1, ... */
  public List<String> classNames() {
    return content.classes();
  }

  /**
   * Returns one number a class for one row: with two the logit of class 1 and its negative, else
   * what softmax takes. Serves any number of threads.
   *
   * @throws IllegalArgumentException if the number of features is not that of training, or one is
   *     missing and the model was not trained to keep such rows
   */
  @Override
  public Vector predictRaw(@Nullable Vector features) {
    double[] taken = rows.features(features, source.isEmpty() ? getFeaturesCol() : source);
    double[] values = new double[content.model().network().outputs()];
    predictors.get().values(taken, values);
    if (Double.isNaN(values[0])) {
      rows.explain(taken);
    }
    return values.length == 1 ? Vectors.dense(-values[0], values[0]) : Vectors.dense(values);
  }

  /** Checks the columns, and adds those of predictions and contributions. */
  @Override
  public StructType transformSchema(StructType schema) {
    return withContributions(
        FeatureColumns.withVectors(schema, getFeaturesCol(), super::transformSchema));
  }

  /** Adds raw predictions, probabilities, classes and, if asked for, contributions. */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    String column = getFeaturesCol();
    Dataset<?> scorable = FeatureColumns.scorable(dataset, column, invalid());
    boolean strict = invalid() == HandleInvalid.ERROR && kanModel().network().mayMiss();
    if (!strict && !FeatureColumns.isArray(dataset.schema(), column)) {
      return addContributions(super.transform(scorable), column);
    }
    transformSchema(dataset.schema());
    // MLlib's own scoring wants a column of vectors.
    String vectors = uid() + "_vectors";
    KANClassificationModel scoring = copy(ParamMap.empty()).setFeaturesCol(vectors);
    scoring.source = column;
    scoring.clear(scoring.contributionsCol());
    Column made = FeatureColumns.vectors(scorable, column);
    Dataset<Row> rows = scorable.withColumn(vectors, strict ? requireComplete().apply(made) : made);
    return addContributions(scoring.addScores(rows), vectors).drop(vectors);
  }

  private Dataset<Row> addScores(Dataset<Row> rows) {
    return super.transform(rows);
  }

  /** Returns a function that refuses rows with missing features. */
  private UserDefinedFunction requireComplete() {
    CompleteRows strict = new CompleteRows(kanModel(), getFeaturesCol(), content.features(), true);
    UDF1<Vector, Vector> check =
        vector -> {
          strict.features(vector);
          return vector;
        };
    return functions.udf(check, SQLDataTypes.VectorType());
  }

  @Override
  public Vector raw2probabilityInPlace(Vector raw) {
    if (!(raw instanceof DenseVector dense)) {
      throw new IllegalArgumentException("raw predictions are sparse, accepted: a dense vector");
    }
    content.model().link().probabilities(dense.values(), dense.values());
    return dense;
  }

  /**
   * Compares predictions with labels in one distributed pass, lazily.
   *
   * @param dataset rows with features, label and, if set, weight column
   */
  public KANClassificationSummary evaluate(Dataset<?> dataset) {
    return KANClassificationSummary.of(this, dataset);
  }

  /**
   * Returns the summary of training.
   *
   * @throws RuntimeException if the model was loaded and so has none
   */
  @Override
  public KANClassificationTrainingSummary summary() {
    return HasTrainingSummary.super.summary();
  }

  /**
   * Returns the summary of training with the curves that only two classes have.
   *
   * @throws RuntimeException if the model was loaded and so has none
   * @throws IllegalStateException if there are not two classes
   */
  public BinaryClassificationSummary binarySummary() {
    return summary().asBinary();
  }

  @Override
  public Option<KANClassificationTrainingSummary> trainingSummary() {
    return Option.apply(trainingSummary);
  }

  @Override
  public void trainingSummary_$eq(Option<KANClassificationTrainingSummary> summary) {
    trainingSummary = summary == null || summary.isEmpty() ? null : summary.get();
  }

  void summarise(@Nullable KANClassificationTrainingSummary summary) {
    trainingSummary = summary;
  }

  // Two supertypes have this method, with types that Java cannot reconcile.
  @SuppressWarnings({"rawtypes", "unchecked"})
  @Override
  public scala.Tuple3 findSummaryModel() {
    return super.findSummaryModel();
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
  public KANClassificationModel withContent(ModelContent other) {
    KANClassificationModel changed =
        copyValues(new KANClassificationModel(uid(), other), ParamMap.empty());
    return changed.setParent(parent());
  }

  @Override
  public KANClassificationModel copy(ParamMap extra) {
    KANClassificationModel copy = copyValues(new KANClassificationModel(uid(), content), extra);
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
  public static MLReader<KANClassificationModel> read() {
    return new ModelReader<>(KANClassificationModel.class, KANClassificationModel::new);
  }

  /** Loads a model. */
  public static KANClassificationModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "KANClassificationModel: uid=%s, classes=%d, layers=%s, parameters=%d"
        .formatted(
            uid(),
            numClasses(),
            Arrays.toString(content.model().network().widths()),
            content.model().network().liveParameterCount());
  }
}
