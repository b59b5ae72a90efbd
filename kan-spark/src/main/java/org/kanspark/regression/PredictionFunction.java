package org.kanspark.regression;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.spark.predict.Predictors;

/** Predicts row by row, in any number of threads. */
final class PredictionFunction implements UDF1<Vector, Double> {
  private static final long serialVersionUID = 1L;

  private final Predictors predictors;

  PredictionFunction(KanModel model) {
    this.predictors = new Predictors(model);
  }

  @Override
  public Double call(@Nullable Vector features) {
    if (features == null) {
      throw new IllegalArgumentException("a row's features are null, accepted: a vector");
    }
    return predictors.get().predict(features.toArray());
  }
}
