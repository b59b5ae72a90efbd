package org.kanspark.kernel.symbolic;

/**
 * Sets how candidates are ranked and when none is recommended.
 *
 * @param simplicity weight of simplicity against accuracy, 0 to 1. At .6 a function one step more
 *     complex must leave 2.8 times less variance, at .8 (pykan's {@code weight_simple}) 16 times.
 *     Of curves of all functions with a smooth error of 1e-5, 1e-6, 1e-8 of the variance, 74, 85,
 *     96 % were recognised at .6, and 49, 64, 84 % at .8
 * @param noise share of the curve's variance that is taken for its own error, above 0: below it
 *     accuracies count as about equal. Edges of a trained network depart from their function by
 *     1e-8 to 1e-5; an exact curve by 1e-15
 * @param leastR2 R2 below which no function is recommended
 * @param negligibleShare share of an edge in its node's standard deviation below which it may be
 *     replaced by a constant
 */
public record SuggestionSettings(
    double simplicity, double noise, double leastR2, double negligibleShare) {

  /** Checks the ranges. */
  public SuggestionSettings {
    require("simplicity", simplicity, simplicity >= 0 && simplicity <= 1, "0 to 1");
    require("noise", noise, noise > 0 && noise <= 1, "above 0, at most 1");
    require("leastR2", leastR2, leastR2 <= 1, "at most 1");
    require(
        "negligibleShare", negligibleShare, negligibleShare >= 0 && negligibleShare <= 1, "0 to 1");
  }

  private static void require(String name, double value, boolean ok, String accepted) {
    if (!ok) {
      throw new IllegalArgumentException(name + " = " + value + ": must be " + accepted);
    }
  }

  /** Returns simplicity .6, noise 1e-8, least R2 .9, negligible share .001. */
  public static SuggestionSettings defaults() {
    return new SuggestionSettings(0.6, 1e-8, 0.9, 1e-3);
  }

  /** Returns the same settings with another weight of simplicity. */
  public SuggestionSettings withSimplicity(double value) {
    return new SuggestionSettings(value, noise, leastR2, negligibleShare);
  }

  /** Returns the same settings with another noise. */
  public SuggestionSettings withNoise(double value) {
    return new SuggestionSettings(simplicity, value, leastR2, negligibleShare);
  }

  /** Returns the same settings with another least R2. */
  public SuggestionSettings withLeastR2(double value) {
    return new SuggestionSettings(simplicity, noise, value, negligibleShare);
  }

  /** Returns the same settings with another negligible share. */
  public SuggestionSettings withNegligibleShare(double value) {
    return new SuggestionSettings(simplicity, noise, leastR2, value);
  }
}
