package org.kanspark.spark.predict;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.model.KanModel;

/** Takes the features of rows out of vectors, and explains why a row cannot be scored. */
public final class CompleteRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<String> names;
  private final boolean strict;

  /**
   * Prepares the rows of a model.
   *
   * @param names of its features
   * @param strict whether missing features are refused, even where the model has values for them
   */
  public CompleteRows(KanModel model, List<String> names, boolean strict) {
    this.names = names;
    this.strict = strict && model.network().mayMiss();
  }

  /**
   * Returns the features of a row; NaN is a missing one, and so are all of a row of null.
   *
   * @throws IllegalArgumentException if one is missing and that is refused
   */
  public double[] features(@Nullable Vector vector) {
    double[] features = vector == null ? new double[names.size()] : vector.toArray();
    if (vector == null) {
      Arrays.fill(features, Double.NaN);
    }
    if (strict) {
      explain(features);
    }
    return features;
  }

  /**
   * Explains what became NaN, if a missing feature did it.
   *
   * @throws IllegalArgumentException naming the feature
   */
  public void explain(double[] features) {
    boolean all = features.length > 1;
    int first = -1;
    for (int f = 0; f < features.length; f++) {
      boolean missing = Double.isNaN(features[f]);
      all &= missing;
      first = first < 0 && missing ? f : first;
    }
    if (first >= 0) {
      throw new IllegalArgumentException(
          (all ? "a row's features are null or NaN" : "feature '" + names.get(first) + "' is NaN")
              + ", accepted: finite numbers; handleInvalid 'skip' leaves such rows out, with 'keep'"
              + " training learns what they are worth");
    }
  }
}
