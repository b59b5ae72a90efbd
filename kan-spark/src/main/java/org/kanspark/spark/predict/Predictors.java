package org.kanspark.spark.predict;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.Predictor;

/** Gives every thread that asks a predictor of its own. */
public final class Predictors implements Serializable {
  private static final long serialVersionUID = 1L;

  private final KanModel model;
  private transient volatile @Nullable ThreadLocal<Predictor> local;

  /** Makes predictors of a model. */
  public Predictors(KanModel model) {
    this.model = model;
  }

  /** Returns the predictor of this thread. */
  public Predictor get() {
    ThreadLocal<Predictor> current = local;
    if (current == null) {
      // Two threads may both come here; each then keeps a thread-local of its own for one call.
      current = ThreadLocal.withInitial(model::newPredictor);
      local = current;
    }
    return current.get();
  }
}
