package org.kanspark.classification;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.ml.classification.BinaryClassificationSummary;
import org.apache.spark.mllib.evaluation.BinaryClassificationMetrics;
import org.apache.spark.sql.SparkSession;

/**
 * Gives a summary of two classes MLlib's curves over all thresholds ({@code roc}, {@code pr},
 * {@code fMeasureByThreshold}, ...), each from one reading of the rows and of at most 1000 points.
 */
interface BinaryCurves extends BinaryClassificationSummary {
  /** Number of points of a curve, as MLlib's logistic regression has. */
  int POINTS = 1000;

  /** Returns the summary itself. */
  KANClassificationSummary summary();

  @Override
  default String scoreCol() {
    return summary().probabilityCol();
  }

  /** Returns the session of the rows. */
  @Override
  default SparkSession
      org$apache$spark$ml$classification$BinaryClassificationSummary$$sparkSession() {
    return summary().predictions().sparkSession();
  }

  /** Returns MLlib's own metrics of the rows, by the probability of class 1. */
  @Override
  default BinaryClassificationMetrics
      org$apache$spark$ml$classification$BinaryClassificationSummary$$binaryMetrics() {
    return new BinaryClassificationMetrics(
        summary().scored(vector_to_array(col(scoreCol()), "float64").getItem(1)), POINTS);
  }

  /** Has no use: only Scala's constructors of the interface call it. */
  @Override
  default void
      org$apache$spark$ml$classification$BinaryClassificationSummary$_setter_$org$apache$spark$ml$classification$BinaryClassificationSummary$$sparkSession_$eq(
          SparkSession ignored) {}

  /** Has no use: only Scala's constructors of the interface call it. */
  @Override
  default void
      org$apache$spark$ml$classification$BinaryClassificationSummary$_setter_$org$apache$spark$ml$classification$BinaryClassificationSummary$$binaryMetrics_$eq(
          BinaryClassificationMetrics ignored) {}
}
