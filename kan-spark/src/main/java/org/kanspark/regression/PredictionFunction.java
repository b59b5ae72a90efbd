package org.kanspark.regression;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.spark.predict.CompleteRows;
import org.kanspark.spark.predict.Predictors;

/** Predicts row by row, in any number of threads. */
final class PredictionFunction implements UDF1<Vector, Double> {
  private static final long serialVersionUID = 1L;

  private final Predictors predictors;
  private final CompleteRows rows;

  PredictionFunction(KanModel model, String column, List<String> names, boolean strict) {
    this.predictors = new Predictors(model);
    this.rows = new CompleteRows(model, column, names, strict);
  }

  @Override
  public Double call(@Nullable Vector vector) {
    double[] features = rows.features(vector);
    double prediction = predictors.get().predict(features);
    if (!Double.isFinite(prediction)) {
      rows.explain(features);
    }
    return prediction;
  }
}
