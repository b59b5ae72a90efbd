package org.kanspark.spark.predict;

/** Chooses a class as MLlib does. */
public final class ClassChoice {
  private ClassChoice() {}

  /**
   * Returns the class of the largest raw prediction, the first of equals; with thresholds that of
   * the largest probability over threshold, where 0 over 0 counts as 0.
   *
   * @param raw one a class
   * @param probabilities one a class
   * @param thresholds one a class, or none
   */
  public static int of(double[] raw, double[] probabilities, double[] thresholds) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < raw.length; k++) {
      double score = thresholds.length == 0 ? raw[k] : scaled(probabilities[k], thresholds[k]);
      if (score > most) {
        most = score;
        best = k;
      }
    }
    return best;
  }

  private static double scaled(double probability, double threshold) {
    if (threshold == 0.0) {
      return probability == 0.0 ? 0.0 : Double.POSITIVE_INFINITY;
    }
    return probability / threshold;
  }
}
