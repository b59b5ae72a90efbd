package org.kanspark.jobs.compare;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.data.ColumnNames;
import org.kanspark.jobs.report.ClassificationScores;
import org.kanspark.jobs.report.RegressionScores;
import org.kanspark.jobs.report.Scores;

/**
 * Measures predictions of any model, by the definitions of {@code metrics.json}.
 *
 * @param label column of labels
 * @param weight column of weights, or null
 * @param classes number of classes; 0 where labels are numbers
 */
record PeerScores(String label, @Nullable String weight, int classes) {
  /** The column every model's predictions are in. */
  static final String PREDICTION = "prediction";

  /** Makes the scores of models that read some columns. */
  static PeerScores of(Peers.Columns columns) {
    return new PeerScores(columns.label(), columns.weight(), columns.classes());
  }

  /** Compares predictions with labels. */
  Scores of(Dataset<Row> predicted) {
    return classes == 0 ? regression(predicted) : classification(predicted);
  }

  private Column weights() {
    return weight == null ? lit(1.0) : column(weight).cast("double");
  }

  private static Column column(String name) {
    return col(ColumnNames.quoted(name));
  }

  private long rows(Dataset<Row> rows) {
    return rows.filter(weights().gt(0)).count();
  }

  private Scores regression(Dataset<Row> predicted) {
    Column w = weights();
    Column y = column(label).cast("double");
    Row moments = predicted.agg(sum(w), sum(w.multiply(y)), count(when(w.gt(0), 1))).head();
    double total = moments.getDouble(0);
    Column error = col(PREDICTION).minus(y);
    Column spread = y.minus(moments.getDouble(1) / total);
    Row sums =
        predicted
            .agg(
                sum(w.multiply(error).multiply(error)),
                sum(w.multiply(abs(error))),
                sum(w.multiply(spread).multiply(spread)))
            .head();
    return new RegressionScores(
        moments.getLong(2),
        Math.sqrt(sums.getDouble(0) / total),
        sums.getDouble(1) / total,
        1 - sums.getDouble(0) / sums.getDouble(2));
  }

  private Scores classification(Dataset<Row> predicted) {
    MulticlassClassificationEvaluator evaluator =
        new MulticlassClassificationEvaluator().setLabelCol(label);
    if (weight != null) {
      evaluator.setWeightCol(weight);
    }
    return new ClassificationScores(
        rows(predicted),
        evaluator.setMetricName("accuracy").evaluate(predicted),
        has(predicted, "probability")
            ? evaluator.setMetricName("logLoss").evaluate(predicted)
            : Double.NaN,
        evaluator.setMetricName("f1").evaluate(predicted),
        classes == 2 ? OptionalDouble.of(areaUnderRoc(predicted)) : OptionalDouble.empty());
  }

  private double areaUnderRoc(Dataset<Row> predicted) {
    BinaryClassificationEvaluator evaluator =
        new BinaryClassificationEvaluator().setLabelCol(label);
    if (weight != null) {
      evaluator.setWeightCol(weight);
    }
    return evaluator.evaluate(predicted);
  }

  private static boolean has(Dataset<Row> rows, String column) {
    return Arrays.asList(rows.columns()).contains(column);
  }
}
