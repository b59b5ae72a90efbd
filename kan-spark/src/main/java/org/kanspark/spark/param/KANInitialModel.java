package org.kanspark.spark.param;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.jspecify.annotations.Nullable;

/**
 * Lets an estimator begin at a model.
 *
 * @param <S> the estimator
 * @param <M> its model
 */
public interface KANInitialModel<S, M> extends Params {

  /** Returns this estimator. */
  S self();

  /** Returns the parameter of the model training begins at. */
  Param<M> initialModel();

  /** Returns the model training begins at, null if none is set. */
  default @Nullable M getInitialModel() {
    return isDefined(initialModel()) ? getOrDefault(initialModel()) : null;
  }

  /**
   * Sets the model training begins at, for instance a pruned or refined one. Its shape, live edges,
   * knots, symbolic edges, input map and label scaling stay, whatever the other parameters say;
   * grids of {@code refineSchedule} at or below its own are skipped. It is copied and saved with
   * this estimator; in the grid of a {@code CrossValidator} it serves as well, but Spark cannot
   * save such a validator.
   */
  default S setInitialModel(M model) {
    set(initialModel(), model);
    return self();
  }
}
