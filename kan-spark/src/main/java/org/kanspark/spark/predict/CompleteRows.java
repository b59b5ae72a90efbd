package org.kanspark.spark.predict;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.interpret.Domains;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanNetwork;

/** Takes the features of rows out of vectors, and explains why a row cannot be scored. */
public final class CompleteRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String column;
  private final List<String> names;
  private final boolean strict;
  private final @Nullable KanModel limited;

  /**
   * Prepares the rows of a model.
   *
   * @param column that rows have their features in, empty where it is not known
   * @param names of its features
   * @param strict whether missing features are refused, even where the model has values for them
   */
  public CompleteRows(KanModel model, String column, List<String> names, boolean strict) {
    this.column = column;
    this.names = names;
    this.strict = strict && model.network().mayMiss();
    this.limited = strict && hasFunctions(model.network()) ? model : null;
  }

  private static boolean hasFunctions(KanNetwork network) {
    return IntStream.range(0, network.depth())
        .anyMatch(l -> !network.layer(l).symbolicEdges().isEmpty());
  }

  /**
   * Returns the features of a row; NaN is a missing one, and so are all of a row of null.
   *
   * @throws IllegalArgumentException if there are more or less than in training, or one is missing
   *     and that is refused
   */
  public double[] features(@Nullable Vector vector) {
    return features(vector, column);
  }

  /** Returns the same for a row whose features are in a column that is known now. */
  public double[] features(@Nullable Vector vector, String from) {
    double[] features = vector == null ? new double[names.size()] : vector.toArray();
    if (vector == null) {
      Arrays.fill(features, Double.NaN);
    }
    if (features.length != names.size()) {
      throw new IllegalArgumentException(
          "%s %d features, the model was trained on %d"
              .formatted(
                  from.isEmpty() ? "the row has" : "column '" + from + "' has a row of",
                  features.length,
                  names.size()));
    }
    if (strict) {
      explain(features);
    }
    return features;
  }

  /**
   * Explains a prediction that is not finite, if a missing feature did it, or a function outside
   * its domain.
   *
   * @throws UnscorableRowException naming the feature or the edge
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
      throw new UnscorableRowException(
          (all ? "a row's features are null or NaN" : "feature '" + names.get(first) + "' is NaN")
              + ", accepted: finite numbers; handleInvalid 'skip' leaves such rows out, with 'keep'"
              + " training learns what they are worth");
    }
    if (limited != null) {
      Domains.explain(limited, names, features)
          .ifPresent(
              why -> {
                throw new UnscorableRowException(why);
              });
    }
  }
}
