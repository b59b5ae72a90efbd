package org.kanspark.classification;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.BinaryClassificationSummary;
import org.apache.spark.ml.classification.ClassificationSummary;
import org.apache.spark.mllib.evaluation.MulticlassMetrics;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.display.Display;
import org.kanspark.spark.display.TableDisplay;
import org.kanspark.spark.summary.ClassificationErrors;
import org.kanspark.spark.summary.ClassificationErrorsTask;
import org.kanspark.spark.summary.MeasuringPass;
import scala.Tuple3;

/**
 * Tells how well a model predicts the classes of a Dataset, as MLlib's classification summaries do.
 * The first metric asked for reads the rows once, in batches; the others then are known.
 */
public class KANClassificationSummary implements ClassificationSummary, Display {
  private static final long serialVersionUID = 1L;

  private final KANClassificationModel model;
  private final transient Dataset<?> dataset;
  private transient @Nullable ClassificationErrors errors;

  static KANClassificationSummary of(KANClassificationModel model, Dataset<?> dataset) {
    return model.numClasses() == 2
        ? new KANBinaryClassificationSummary(model, dataset)
        : new KANClassificationSummary(model, dataset);
  }

  KANClassificationSummary(KANClassificationModel model, Dataset<?> dataset) {
    this.model = model;
    this.dataset = dataset;
  }

  /** Returns the rows with the columns the model adds. */
  @Override
  public Dataset<Row> predictions() {
    return model.transform(dataset);
  }

  /** Returns the name of the features column. */
  public String featuresCol() {
    return model.getFeaturesCol();
  }

  /** Returns the name of the label column. */
  @Override
  public String labelCol() {
    return model.getLabelCol();
  }

  /** Returns the name of the prediction column. */
  @Override
  public String predictionCol() {
    return model.getPredictionCol();
  }

  /** Returns the name of the column of probabilities. */
  public String probabilityCol() {
    return model.getProbabilityCol();
  }

  /** Returns the name of the column of row weights, empty for none. */
  @Override
  public String weightCol() {
    return model.weightColumn();
  }

  /** Returns the number of rows of weight greater than 0. */
  public long numInstances() {
    return errors().rows();
  }

  /** Returns the classes as labels, increasing. */
  @Override
  public double[] labels() {
    return ofEachClass(k -> k);
  }

  /** Returns the share of rows whose class is predicted. */
  @Override
  public double accuracy() {
    return errors().accuracy();
  }

  /** Returns the mean negative logarithm of the probability of the true class, at least 1e-15. */
  public double logLoss() {
    return errors().logLoss();
  }

  /** Returns the share of each class's rows that are predicted. */
  @Override
  public double[] recallByLabel() {
    return ofEachClass(errors()::recall);
  }

  /** Returns the same: recall by another name. */
  @Override
  public double[] truePositiveRateByLabel() {
    return recallByLabel();
  }

  /** Returns for each class the share of rows of others for which it is predicted. */
  @Override
  public double[] falsePositiveRateByLabel() {
    return ofEachClass(errors()::falsePositiveRate);
  }

  /** Returns the share of each class's predictions that are right. */
  @Override
  public double[] precisionByLabel() {
    return ofEachClass(errors()::precision);
  }

  /** Returns the harmonic mean of precision and recall of each class. */
  @Override
  public double[] fMeasureByLabel() {
    return fMeasureByLabel(1.0);
  }

  /** Returns the harmonic mean of each class, recall counting beta times as much. */
  @Override
  public double[] fMeasureByLabel(double beta) {
    return ofEachClass(k -> errors().fMeasure(k, beta));
  }

  /** Returns the recall of the classes, weighted by their rows. */
  @Override
  public double weightedRecall() {
    return weighted(errors()::recall);
  }

  /** Returns the same: recall by another name. */
  @Override
  public double weightedTruePositiveRate() {
    return weightedRecall();
  }

  /** Returns the false positive rate of the classes, weighted by their rows. */
  @Override
  public double weightedFalsePositiveRate() {
    return weighted(errors()::falsePositiveRate);
  }

  /** Returns the precision of the classes, weighted by their rows. */
  @Override
  public double weightedPrecision() {
    return weighted(errors()::precision);
  }

  /** Returns the harmonic mean of precision and recall, weighted by the rows of the classes. */
  @Override
  public double weightedFMeasure() {
    return weightedFMeasure(1.0);
  }

  /** Returns the same, recall counting beta times as much. */
  @Override
  public double weightedFMeasure(double beta) {
    return weighted(k -> errors().fMeasure(k, beta));
  }

  /**
   * Returns the area under the ROC curve of the logit of class 1; scores that differ by less than a
   * 2000th of themselves count as equal.
   *
   * @throws IllegalStateException if there are not two classes
   */
  public double areaUnderROC() {
    return errors().areaUnderRoc();
  }

  /**
   * Returns this summary with the curves that only two classes have, as MLlib's {@code asBinary}.
   *
   * @throws IllegalStateException if there are not two classes
   */
  public BinaryClassificationSummary asBinary() {
    if (this instanceof BinaryClassificationSummary binary) {
      return binary;
    }
    throw new IllegalStateException(
        "the model has %d classes, accepted: two".formatted(model.numClasses()));
  }

  @Override
  public String toZeppelin() {
    return displayMetrics().toZeppelin();
  }

  /** Returns the table of metrics. */
  public Display displayMetrics() {
    TableDisplay table =
        new TableDisplay("metric", "value")
            .add("accuracy", accuracy())
            .add("log loss", logLoss())
            .add("F1, weighted", weightedFMeasure());
    if (model.numClasses() == 2) {
      table.add("area under ROC", areaUnderROC());
    }
    return table.add("rows", numInstances());
  }

  /** Returns the table of precision and recall of each class. */
  public Display displayClasses() {
    TableDisplay table = new TableDisplay("class", "precision", "recall", "F1");
    for (int k = 0; k < model.numClasses(); k++) {
      table.add(
          model.classNames().get(k),
          errors().precision(k),
          errors().recall(k),
          errors().fMeasure(k, 1.0));
    }
    return table;
  }

  /** Returns MLlib's own metrics of the rows. Its interface cannot be had without this method. */
  @Override
  public MulticlassMetrics
      org$apache$spark$ml$classification$ClassificationSummary$$multiclassMetrics() {
    return new MulticlassMetrics(scored(col(predictionCol())));
  }

  /** Has no use: only Scala's constructors of this interface call it. */
  @Override
  public void
      org$apache$spark$ml$classification$ClassificationSummary$_setter_$org$apache$spark$ml$classification$ClassificationSummary$$multiclassMetrics_$eq(
          MulticlassMetrics ignored) {}

  /** Returns a number for every row, its label and its weight. */
  final RDD<Tuple3<Double, Double, Double>> scored(Column score) {
    Column weight = weightCol().isEmpty() ? lit(1.0) : col(weightCol()).cast("double");
    return predictions()
        .select(score.cast("double"), col(labelCol()).cast("double"), weight)
        .toJavaRDD()
        .map(row -> new Tuple3<>(row.getDouble(0), row.getDouble(1), row.getDouble(2)))
        .rdd();
  }

  private double[] ofEachClass(IntToDoubleFunction value) {
    return IntStream.range(0, model.numClasses()).mapToDouble(value).toArray();
  }

  private double weighted(IntToDoubleFunction value) {
    double sum = 0.0;
    for (int k = 0; k < model.numClasses(); k++) {
      sum += errors().labelled(k) * value.applyAsDouble(k);
    }
    return sum / errors().weightSum();
  }

  private synchronized ClassificationErrors errors() {
    if (errors == null) {
      double[] thresholds =
          model.isDefined(model.thresholds()) ? model.getThresholds() : new double[0];
      if (thresholds.length > 0 && thresholds.length != model.numClasses()) {
        throw new IllegalArgumentException(
            "thresholds has %d numbers, accepted: one for each of the %d classes of the model"
                .formatted(thresholds.length, model.numClasses()));
      }
      ClassificationErrors measured =
          MeasuringPass.run(
              model,
              dataset,
              model.rowSchema(dataset).withLabelsOf(ClassLabels.loss(model.numClasses())),
              new ClassificationErrorsTask(model.kanModel(), thresholds),
              "measures errors");
      if (measured.rows() == 0) {
        throw RowBlocks.noRows();
      }
      errors = measured;
    }
    return errors;
  }
}
