package org.kanspark.kernel.penalty;

/**
 * Splits a value of the objective into its terms, each with its weights.
 *
 * @param loss mean loss
 * @param l1 regParam * l1Weight * L1
 * @param entropy regParam * entropyWeight * H
 * @param smoothness regParam * smoothnessWeight * S
 * @param shrinkage what draws parameters towards 0
 * @param heldBackLoss mean loss on rows held back, no term of the objective; NaN where there are
 *     none
 */
public record ObjectiveTerms(
    double loss,
    double l1,
    double entropy,
    double smoothness,
    double shrinkage,
    double heldBackLoss) {

  /** Returns the terms of an objective that is the mean loss alone. */
  public static ObjectiveTerms ofLoss(double loss) {
    return new ObjectiveTerms(loss, 0, 0, 0, 0, Double.NaN);
  }

  /** Returns the same with a mean loss on rows held back. */
  public ObjectiveTerms withHeldBackLoss(double mean) {
    return new ObjectiveTerms(loss, l1, entropy, smoothness, shrinkage, mean);
  }

  /** Returns all but the loss. */
  public double penalty() {
    return l1 + entropy + smoothness + shrinkage;
  }

  /** Returns the objective. */
  public double total() {
    return loss + penalty();
  }
}
