package org.kanspark.regression;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
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
 * Tells how well a model predicts the labels of a Dataset, with the names MLlib's regression
 * summaries have. The first metric asked for reads the rows once, in batches; the others then are
 * known.
 */
public class KANRegressionSummary implements Display {
  private final KANRegressionModel model;
  private final Dataset<?> dataset;
  private @Nullable RegressionErrors errors;

  KANRegressionSummary(KANRegressionModel model, Dataset<?> dataset) {
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

  /** Returns label minus prediction of every row, as column {@code residuals}. */
  public Dataset<Row> residuals() {
    return predictions()
        .select(functions.col(labelCol()).minus(functions.col(predictionCol())).as("residuals"));
  }

  /** Returns the number of rows of weight greater than 0. */
  public long numInstances() {
    return measured().rows();
  }

  /** Returns the mean of squared errors, in squared units of the label. */
  public double meanSquaredError() {
    return errors().meanSquaredError();
  }

  /** Returns the root of the mean of squared errors, in units of the label. */
  public double rootMeanSquaredError() {
    return Math.sqrt(meanSquaredError());
  }

  /** Returns the mean of absolute errors, in units of the label. */
  public double meanAbsoluteError() {
    return errors().meanAbsoluteError();
  }

  /**
   * Returns the coefficient of determination. Where all labels are equal it is 1 if every
   * prediction is exact, else 0.
   */
  public double r2() {
    return errors().r2();
  }

  /** Returns the mean of squared distances of predictions from the mean label. */
  public double explainedVariance() {
    return errors().explainedVariance();
  }

  @Override
  public String toZeppelin() {
    return displayMetrics().toZeppelin();
  }

  /** Returns the table of metrics. */
  public Display displayMetrics() {
    return new TableDisplay("metric", "value")
        .add("RMSE", rootMeanSquaredError())
        .add("MAE", meanAbsoluteError())
        .add("R2", r2())
        .add("rows", numInstances());
  }

  /** Returns the picture of predictions against labels, of at most 1000 rows; reads all once. */
  public Display displayPredictions() {
    RowSamples rows = RowSamples.of(model, dataset, model.rowSchema(dataset));
    return ScatterDisplay.of(model.kanModel(), rows, 0, labelCol());
  }

  private LabelErrors errors() {
    return measured().label(0);
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
