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
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.interpret.Attribution;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.interpret.ModelView;
import org.kanspark.kernel.interpret.Pruning;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.train.Refinement;
import org.kanspark.kernel.view.NetworkOptions;
import org.kanspark.kernel.view.NetworkPicture;
import org.kanspark.spark.export.JsonExport;
import org.kanspark.spark.param.EarlyUid;
import org.kanspark.spark.param.KANParamSet;
import org.kanspark.spark.param.KANParams;
import org.kanspark.spark.persist.ModelContent;
import org.kanspark.spark.persist.ModelReader;
import org.kanspark.spark.persist.ModelWriter;
import scala.Option;

/**
 * Predicts a numeric label with a trained Kolmogorov-Arnold network: raw features in, raw label
 * out.
 */
public final class KANRegressionModel extends RegressionModel<Vector, KANRegressionModel>
    implements KANParams, MLWritable, HasTrainingSummary<KANRegressionTrainingSummary> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final KANParamSet paramSet;
  private final ModelContent content;
  private final PredictionFunction prediction;
  private transient @Nullable KANRegressionTrainingSummary trainingSummary;

  KANRegressionModel(String uid, ModelContent content) {
    this(EarlyUid.lend(uid), content);
  }

  private KANRegressionModel(EarlyUid early, ModelContent content) {
    super();
    this.uid = early.takeBack();
    this.paramSet = new KANParamSet(this);
    this.content = content;
    this.prediction = new PredictionFunction(content.model());
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

  /**
   * Returns the name of each feature: from the metadata of the training column, else x1, x2, ...
   */
  public List<String> featureNames() {
    return content.features();
  }

  /** Returns the trained network with all it takes to predict without Spark. */
  public KanModel kanModel() {
    return content.model();
  }

  /**
   * Predicts the label of one row. Serves any number of threads.
   *
   * @throws IllegalArgumentException if the number of features is not that of training
   */
  @Override
  public double predict(Vector features) {
    return prediction.call(features);
  }

  @Override
  public Dataset<Row> transformImpl(Dataset<?> dataset) {
    // The function carries the network alone: neither this stage's parameters nor its summary.
    UserDefinedFunction predict =
        functions.udf(prediction, DataTypes.DoubleType).asNonNullable().withName("kan_predict");
    String name = getPredictionCol();
    Metadata metadata = transformSchema(dataset.schema()).apply(name).metadata();
    Column predicted = predict.apply(dataset.col(getFeaturesCol()));
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
   * Returns what the training rows did on every edge.
   *
   * @throws IllegalStateException if the model was saved by a version that did not keep it
   */
  public EdgeStatistics edgeStatistics() {
    EdgeStatistics edges = content.edges();
    if (edges == null) {
      throw new IllegalStateException(
          "this model was saved without statistics of its edges: train it again to have them");
    }
    return edges;
  }

  /**
   * Returns the score of every feature, by its name: the share of what reaches the output that
   * comes in through it (see {@link Attribution}). Features whose edges cancel each other score too
   * high.
   */
  public Map<String, Double> featureImportances() {
    double[] scores = Attribution.of(content.model().network(), edgeStatistics()).inputs();
    Map<String, Double> named = new LinkedHashMap<>();
    for (int f = 0; f < scores.length; f++) {
      named.put(content.features().get(f), scores[f]);
    }
    return named;
  }

  /**
   * Removes hidden nodes and edges that score no more than a threshold (pykan's defaults are 0.01
   * and 0.03). All features stay in the schema. Needs no rows.
   *
   * @return the smaller model; this one is unchanged
   * @throws IllegalArgumentException if a threshold is negative, or a layer would lose all edges
   */
  public KANRegressionModel prune(double nodeThreshold, double edgeThreshold) {
    return pruned(Pruning.byScore(content.model(), edgeStatistics(), nodeThreshold, edgeThreshold));
  }

  /**
   * Removes one edge, and hidden nodes that lose their last one with it.
   *
   * @throws IllegalArgumentException if there is no such live edge
   */
  public KANRegressionModel removeEdge(int layer, int input, int sum) {
    return pruned(Pruning.ofEdge(content.model(), edgeStatistics(), layer, input, sum));
  }

  /**
   * Removes one hidden node and its edges.
   *
   * @param level level of the node, the features being level 0
   * @param node index of the node in its level
   * @throws IllegalArgumentException if there is no such hidden node
   */
  public KANRegressionModel removeNode(int level, int node) {
    return pruned(Pruning.ofNode(content.model(), edgeStatistics(), level, node));
  }

  /**
   * Returns this model on a finer grid, as a start to train on from ({@link
   * KANRegressor#setInitialModel}). Cells are split: where the new number of intervals is a
   * multiple of the old the function stays the same between the knots. Inputs of few distinct
   * values keep their grid. Needs no rows.
   *
   * @param gridSize new number of grid intervals, at least that of this model
   * @throws IllegalArgumentException if the grid is coarser than this model's
   */
  public KANRegressionModel refine(int gridSize) {
    return with(
        new ModelContent(
            Refinement.refine(content.model(), gridSize),
            content.features(),
            content.label(),
            content.edges()));
  }

  private KANRegressionModel pruned(Pruning.Result result) {
    return with(
        new ModelContent(result.model(), content.features(), content.label(), result.statistics()));
  }

  private KANRegressionModel with(ModelContent other) {
    KANRegressionModel changed = copyValues(new KANRegressionModel(uid(), other), ParamMap.empty());
    return changed.setParent(parent());
  }

  /** Draws the network as SVG text, each edge as dark as it matters, pruned ones left out. */
  public String plotSvg() {
    return plotSvg(NetworkOptions.defaults());
  }

  /** Draws the network as SVG text. */
  public String plotSvg(NetworkOptions options) {
    return new NetworkPicture(
            ModelView.of(
                content.model().network(),
                content.model().parameters(),
                edgeStatistics(),
                content.features(),
                List.of(content.label())),
            options)
        .svg();
  }

  /** Returns the whole model as JSON of format {@code kanspark/1}. */
  public String exportJson() {
    return new JsonExport(content.model(), content.features()).text();
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
