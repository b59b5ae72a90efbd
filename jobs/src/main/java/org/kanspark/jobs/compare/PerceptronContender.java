package org.kanspark.jobs.compare;

import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fits MLlib's multilayer perceptron to standardised features; the width of its hidden layer is the
 * one that does best on a fifth of the training rows when fitted to the others.
 */
final class PerceptronContender implements Contender {
  private static final double[] PARTS = {0.8, 0.2};
  private static final long SEED = 0;
  private static final String STANDARDISED = "standardisedFeatures";

  private final MultilayerPerceptronClassifier perceptron;
  private final List<Integer> sizes;
  private final int classes;
  private final boolean first;

  /**
   * Makes a contender.
   *
   * @param sizes widths to choose from
   * @param first whether no other perceptron is fitted before this one
   */
  PerceptronContender(
      MultilayerPerceptronClassifier perceptron, List<Integer> sizes, int classes, boolean first) {
    this.perceptron = perceptron;
    this.sizes = sizes;
    this.classes = classes;
    this.first = first;
  }

  @Override
  public String name() {
    return "MultilayerPerceptronClassifier";
  }

  // Fits for the choice of a width, or of other widths, warm up already.
  @Override
  public boolean warmsUp() {
    return first && sizes.size() == 1;
  }

  @Override
  public Fitted fit(Dataset<Row> train) {
    int width = chosenWidth(train);
    long start = System.nanoTime();
    PipelineModel model = pipeline(train, width).fit(train);
    double seconds = Clock.secondsSince(start);
    String choice = sizes.size() == 1 ? "" : ", the best of " + sizes;
    String settings =
        "hidden layer of %d%s; %d steps".formatted(width, choice, perceptron.getMaxIter());
    return new Fitted(model, settings, seconds);
  }

  private int chosenWidth(Dataset<Row> train) {
    if (sizes.size() == 1) {
      return sizes.get(0);
    }
    Dataset<Row>[] parts = train.randomSplit(PARTS, SEED);
    MulticlassClassificationEvaluator accuracy =
        new MulticlassClassificationEvaluator()
            .setLabelCol(perceptron.getLabelCol())
            .setPredictionCol(perceptron.getPredictionCol())
            .setMetricName("accuracy");
    int best = sizes.get(0);
    double most = -1;
    for (int width : sizes) {
      double reached = accuracy.evaluate(pipeline(train, width).fit(parts[0]).transform(parts[1]));
      if (reached > most) {
        most = reached;
        best = width;
      }
    }
    return best;
  }

  private Pipeline pipeline(Dataset<Row> train, int width) {
    String features = perceptron.getFeaturesCol();
    int inputs = train.select(features).first().<Vector>getAs(0).size();
    MultilayerPerceptronClassifier sized =
        perceptron.copy(org.apache.spark.ml.param.ParamMap.empty());
    sized.setLayers(new int[] {inputs, width, classes}).setFeaturesCol(STANDARDISED);
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new StandardScaler()
                  .setInputCol(features)
                  .setOutputCol(STANDARDISED)
                  .setWithMean(true),
              sized
            });
  }
}
