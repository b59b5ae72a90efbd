package org.kanspark.classification;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kanspark.spark.aggregate.SparkPassRunner;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.summary.ClassificationErrors;
import org.kanspark.spark.summary.ClassificationErrorsTask;

/**
 * Tells how well a model predicts the classes of a Dataset, with the names MLlib's classification
 * summaries have. The first metric asked for reads the rows once, in batches; the others then are
 * known.
 */
public class KANClassificationSummary {
  private final KANClassificationModel model;
  private final Dataset<?> dataset;
  private @Nullable ClassificationErrors errors;

  KANClassificationSummary(KANClassificationModel model, Dataset<?> dataset) {
    this.model = model;
    this.dataset = dataset;
  }

  /** Returns the rows with the columns the model adds. */
  public Dataset<Row> predictions() {
    return model.transform(dataset);
  }

  /** Returns the name of the features column. */
  public String featuresCol() {
    return model.getFeaturesCol();
  }

  /** Returns the name of the label column. */
  public String labelCol() {
    return model.getLabelCol();
  }

  /** Returns the name of the prediction column. */
  public String predictionCol() {
    return model.getPredictionCol();
  }

  /** Returns the name of the column of probabilities. */
  public String probabilityCol() {
    return model.getProbabilityCol();
  }

  /** Returns the name of the column of row weights, empty for none. */
  public String weightCol() {
    return model.weightColumn();
  }

  /** Returns the number of rows of weight greater than 0. */
  public long numInstances() {
    return errors().rows();
  }

  /** Returns the classes as labels, increasing. */
  public double[] labels() {
    return ofEachClass(k -> k);
  }

  /** Returns the share of rows whose class is predicted. */
  public double accuracy() {
    return errors().accuracy();
  }

  /** Returns the mean negative logarithm of the probability of the true class, at least 1e-15. */
  public double logLoss() {
    return errors().logLoss();
  }

  /** Returns the share of each class's rows that are predicted. */
  public double[] recallByLabel() {
    return ofEachClass(errors()::recall);
  }

  /** Returns the same: recall by another name. */
  public double[] truePositiveRateByLabel() {
    return recallByLabel();
  }

  /** Returns for each class the share of rows of others for which it is predicted. */
  public double[] falsePositiveRateByLabel() {
    return ofEachClass(errors()::falsePositiveRate);
  }

  /** Returns the share of each class's predictions that are right. */
  public double[] precisionByLabel() {
    return ofEachClass(errors()::precision);
  }

  /** Returns the harmonic mean of precision and recall of each class. */
  public double[] fMeasureByLabel() {
    return fMeasureByLabel(1.0);
  }

  /** Returns the harmonic mean of each class, recall counting beta times as much. */
  public double[] fMeasureByLabel(double beta) {
    return ofEachClass(k -> errors().fMeasure(k, beta));
  }

  /** Returns the recall of the classes, weighted by their rows. */
  public double weightedRecall() {
    return weighted(errors()::recall);
  }

  /** Returns the same: recall by another name. */
  public double weightedTruePositiveRate() {
    return weightedRecall();
  }

  /** Returns the false positive rate of the classes, weighted by their rows. */
  public double weightedFalsePositiveRate() {
    return weighted(errors()::falsePositiveRate);
  }

  /** Returns the precision of the classes, weighted by their rows. */
  public double weightedPrecision() {
    return weighted(errors()::precision);
  }

  /** Returns the harmonic mean of precision and recall, weighted by the rows of the classes. */
  public double weightedFMeasure() {
    return weightedFMeasure(1.0);
  }

  /** Returns the same, recall counting beta times as much. */
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

  // Spark's exceptions are checked in Java but not declared by its methods.
  private synchronized ClassificationErrors errors() {
    if (errors == null) {
      RowSchema schema =
          RowSchema.of(
                  dataset,
                  model.getFeaturesCol(),
                  model.getLabelCol(),
                  model.weightColumn(),
                  model.invalid())
              .withLabelsOf(ClassLabels.loss(model.numClasses()));
      RowBlocks rows = RowBlocks.of(dataset, schema, model.getMaxBlockSizeInMB());
      SparkPassRunner runner =
          new SparkPassRunner(rows.rdd(), model.getAggregationDepth(), model.getDeterministic());
      double[] thresholds =
          model.isDefined(model.thresholds()) ? model.getThresholds() : new double[0];
      ClassificationErrors measured;
      try {
        measured =
            runner.run(
                new ClassificationErrorsTask(model.kanModel(), thresholds),
                model.uid() + ": measures errors");
      } catch (Exception failure) {
        rows.explain(failure);
        throw failure;
      }
      if (measured.rows() == 0) {
        throw RowBlocks.noRows();
      }
      errors = measured;
    }
    return errors;
  }
}
