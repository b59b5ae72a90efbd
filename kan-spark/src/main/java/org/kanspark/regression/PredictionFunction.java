package org.kanspark.regression;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.Predictor;

/** Predicts row by row; every thread that calls it gets a predictor of its own. */
final class PredictionFunction implements UDF1<Vector, Double> {
  private static final long serialVersionUID = 1L;

  private final KanModel model;
  private transient volatile @Nullable ThreadLocal<Predictor> predictors;

  PredictionFunction(KanModel model) {
    this.model = model;
  }

  @Override
  public Double call(@Nullable Vector features) {
    if (features == null) {
      throw new IllegalArgumentException("a row's features are null, accepted: a vector");
    }
    return predictor().predict(features.toArray());
  }

  private Predictor predictor() {
    ThreadLocal<Predictor> current = predictors;
    if (current == null) {
      // Two threads may both come here; each then keeps a thread-local of its own for one call.
      current = ThreadLocal.withInitial(model::newPredictor);
      predictors = current;
    }
    return current.get();
  }
}
