package org.kanspark.kernel.penalty;

/**
 * Weighs what is added to the mean loss: {@code regParam * (l1Weight * L1 + entropyWeight * H +
 * smoothnessWeight * S)}, and what {@link Shrinkage} adds.
 *
 * @param regParam factor of all terms, at least 0
 * @param l1Weight weight of the sum of all edges' activity, at least 0
 * @param entropyWeight weight of the entropies of edges that share a node, at least 0
 * @param smoothnessWeight weight of squared divided differences of coefficients, at least 0
 * @param shrinkage weight of what draws parameters towards 0, at least 0
 */
public record PenaltySettings(
    double regParam,
    double l1Weight,
    double entropyWeight,
    double smoothnessWeight,
    double shrinkage) {
  /** Adds nothing to the loss. */
  public static final PenaltySettings NONE = new PenaltySettings(0, 1, 2, 0);

  /** Makes settings without shrinkage. */
  public PenaltySettings(
      double regParam, double l1Weight, double entropyWeight, double smoothnessWeight) {
    this(regParam, l1Weight, entropyWeight, smoothnessWeight, 0);
  }

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException naming the one that is negative or not finite
   */
  public PenaltySettings {
    check("regParam", regParam);
    check("l1Weight", l1Weight);
    check("entropyWeight", entropyWeight);
    check("smoothnessWeight", smoothnessWeight);
    check("shrinkage", shrinkage);
  }

  private static void check(String name, double value) {
    if (!(value >= 0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", accepted: a finite number >= 0");
    }
  }

  /** Returns whether the objective is the mean loss alone. */
  public boolean isNone() {
    return !measuresActivity() && !measuresRoughness() && shrinkage == 0;
  }

  /** Returns whether the activity of edges counts, which takes sums over all rows. */
  public boolean measuresActivity() {
    return regParam > 0 && (l1Weight > 0 || entropyWeight > 0);
  }

  /** Returns whether the roughness of splines counts. */
  public boolean measuresRoughness() {
    return regParam > 0 && smoothnessWeight > 0;
  }
}
