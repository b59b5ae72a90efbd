package org.kanspark.regression;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.spark.predict.CompleteRows;
import org.kanspark.spark.predict.Predictors;

/** Predicts several labels row by row, in any number of threads. */
final class MultiPredictionFunction implements UDF1<Vector, Vector> {
  private static final long serialVersionUID = 1L;

  private final Predictors predictors;
  private final CompleteRows rows;
  private final int labels;

  MultiPredictionFunction(KanModel model, String column, List<String> names, boolean strict) {
    this.predictors = new Predictors(model);
    this.rows = new CompleteRows(model, column, names, strict);
    this.labels = model.network().outputs();
  }

  @Override
  public Vector call(@Nullable Vector vector) {
    double[] features = rows.features(vector);
    double[] values = new double[labels];
    predictors.get().values(features, values);
    for (double value : values) {
      if (Double.isNaN(value)) {
        rows.explain(features);
      }
    }
    return Vectors.dense(values);
  }
}
