package org.kanspark.spark.interpret;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.kanspark.kernel.interpret.Contributions;
import org.kanspark.spark.block.FeatureColumns;
import org.kanspark.spark.block.HandleInvalid;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.param.KANParams;
import org.kanspark.spark.predict.CompleteRows;
import org.kanspark.spark.summary.KANTrainingSummary;

/**
 * Is what models of every task have in common, for code that takes any of them.
 *
 * @param <M> the model's class
 */
public interface KANModel<M extends KANModel<M>> extends KANParams, DisplayedModel<M> {

  /** Returns the name of the features column. */
  String getFeaturesCol();

  /** Returns the name of the label column. */
  String getLabelCol();

  /**
   * Returns what contributions add to: the mean of the network's output over the training rows, in
   * units of what the link takes; one number an output.
   */
  default double[] contributionBase() {
    return new Contributions(kanModel(), edgeStatistics()).base();
  }

  /** Adds the column of contributions to rows with features, if there is to be one. */
  default Dataset<Row> addContributions(Dataset<Row> rows, String features) {
    if (getContributionsCol().isEmpty()) {
      return rows;
    }
    ContributionFunction function =
        new ContributionFunction(kanModel(), edgeStatistics(), scorableRows());
    return rows.withColumn(
        getContributionsCol(),
        functions
            .udf(function, SQLDataTypes.VectorType())
            .withName("kan_contributions")
            .apply(FeatureColumns.vectors(rows, features)));
  }

  /** Returns what takes features out of rows and explains those that cannot be scored. */
  default CompleteRows scorableRows() {
    return new CompleteRows(
        kanModel(), getFeaturesCol(), featureNames(), invalid() == HandleInvalid.ERROR);
  }

  /**
   * Names the columns that training had, for rows to measure with.
   *
   * @throws IllegalArgumentException if there is no row, or another number of features
   */
  default RowSchema rowSchema(Dataset<?> dataset) {
    RowSchema schema =
        RowSchema.of(dataset, getFeaturesCol(), getLabelCol(), weightColumn(), invalid());
    if (schema.size() != kanModel().inputs()) {
      throw new IllegalArgumentException(
          "column '%s' has rows of %d features, the model was trained on %d"
              .formatted(getFeaturesCol(), schema.size(), kanModel().inputs()));
    }
    return schema;
  }

  /**
   * Returns how it was trained.
   *
   * @throws RuntimeException if the model was loaded and so does not know
   */
  KANTrainingSummary trainedBy();
}
