package org.kanspark.regression;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.display.Display;
import org.kanspark.spark.display.TableDisplay;
import org.kanspark.spark.summary.LabelErrors;
import org.kanspark.spark.summary.MeasuringPass;
import org.kanspark.spark.summary.RegressionErrors;
import org.kanspark.spark.summary.RegressionErrorsTask;
import org.kanspark.spark.summary.RowSamples;
import org.kanspark.spark.summary.ScatterDisplay;

/**
 * Tells how well a model predicts each label of a Dataset. The first metric asked for reads the
 * rows once, in batches; the others then are known. Arrays have one number a label.
 */
public class KANMultiRegressionSummary implements Display {
  private final KANMultiRegressionModel model;
  private final Dataset<?> dataset;
  private @Nullable RegressionErrors errors;

  KANMultiRegressionSummary(KANMultiRegressionModel model, Dataset<?> dataset) {
    this.model = model;
    this.dataset = dataset;
  }

  /** Returns the rows with a prediction column. */
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

  /** Returns the number of rows of weight greater than 0. */
  public long numInstances() {
    return measured().rows();
  }

  /** Returns the means of squared errors, in squared units of the labels. */
  public double[] meanSquaredErrors() {
    return ofEachLabel(LabelErrors::meanSquaredError);
  }

  /** Returns the roots of the means of squared errors, in units of the labels. */
  public double[] rootMeanSquaredErrors() {
    return ofEachLabel(label -> Math.sqrt(label.meanSquaredError()));
  }

  /** Returns the means of absolute errors, in units of the labels. */
  public double[] meanAbsoluteErrors() {
    return ofEachLabel(LabelErrors::meanAbsoluteError);
  }

  /**
   * Returns the coefficients of determination. Where all values of a label are equal it is 1 if
   * every prediction is exact, else 0.
   */
  public double[] r2s() {
    return ofEachLabel(LabelErrors::r2);
  }

  /** Returns the means of squared distances of predictions from the mean labels. */
  public double[] explainedVariances() {
    return ofEachLabel(LabelErrors::explainedVariance);
  }

  @Override
  public String toZeppelin() {
    return displayMetrics().toZeppelin();
  }

  /** Returns the table of metrics, a row for each label. */
  public Display displayMetrics() {
    TableDisplay table = new TableDisplay("label", "RMSE", "MAE", "R2");
    double[] rmse = rootMeanSquaredErrors();
    double[] mae = meanAbsoluteErrors();
    double[] r2 = r2s();
    for (int n = 0; n < rmse.length; n++) {
      table.add(model.labelNames().get(n), rmse[n], mae[n], r2[n]);
    }
    return table;
  }

  /**
   * Returns the picture of predictions against labels, of at most 1000 rows; reads all once.
   *
   * @param label index of the label
   * @throws IllegalArgumentException if there is no such label
   */
  public Display displayPredictions(int label) {
    if (label < 0 || label >= model.numLabels()) {
      throw new IllegalArgumentException(
          "label is %d, accepted: 0 to %d".formatted(label, model.numLabels() - 1));
    }
    RowSamples rows = RowSamples.of(model, dataset, model.rowSchema(dataset));
    return ScatterDisplay.of(model.kanModel(), rows, label, model.labelNames().get(label));
  }

  private double[] ofEachLabel(ToDoubleFunction<LabelErrors> metric) {
    RegressionErrors measured = measured();
    return IntStream.range(0, model.numLabels())
        .mapToDouble(n -> metric.applyAsDouble(measured.label(n)))
        .toArray();
  }

  private synchronized RegressionErrors measured() {
    if (errors == null) {
      RegressionErrors measured =
          MeasuringPass.run(
              model,
              dataset,
              model.rowSchema(dataset),
              new RegressionErrorsTask(model.kanModel(), model.scorableRows()),
              "measures errors");
      if (measured.rows() == 0) {
        throw RowBlocks.noRows();
      }
      errors = measured;
    }
    return errors;
  }
}
