package org.kanspark.kernel.penalty;

/**
 * Computes the entropies of the activities of a layer's edges and their derivatives.
 *
 * <p>Edges that enter a sum share {@code T = 1 + sum V}; with {@code p = V / T} their entropy is
 * {@code -sum p log2(p + 1e-4)}, and the same for edges that leave an input. H is the mean over
 * sums plus the mean over inputs, as in pykan's {@code reg}; the 1 keeps weak groups from counting
 * as much as strong ones.
 */
final class LayerEntropy {
  private static final double OFFSET = 1e-4;
  private static final double LN2 = StrictMath.log(2.0);

  private LayerEntropy() {}

  /**
   * Returns H and adds its derivatives.
   *
   * @param activity V of the edges, inputs x sums
   * @param factor factor of the derivatives
   * @param byActivity has factor times the derivative by each V added
   */
  static double addTo(double[] activity, int inputs, int sums, double factor, double[] byActivity) {
    double entering = 0.0;
    for (int j = 0; j < sums; j++) {
      entering += group(activity, j, sums, inputs, factor / sums, byActivity);
    }
    double leaving = 0.0;
    for (int i = 0; i < inputs; i++) {
      leaving += group(activity, i * sums, 1, sums, factor / inputs, byActivity);
    }
    return entering / sums + leaving / inputs;
  }

  private static double group(
      double[] activity, int from, int stride, int n, double factor, double[] byActivity) {
    double total = 1.0;
    for (int a = 0; a < n; a++) {
      total += activity[from + a * stride];
    }
    double entropy = 0.0;
    double mean = 0.0;
    for (int a = 0; a < n; a++) {
      double p = activity[from + a * stride] / total;
      entropy -= p * StrictMath.log(p + OFFSET) / LN2;
      mean += slope(p) * p;
    }
    for (int a = 0; a < n; a++) {
      int e = from + a * stride;
      byActivity[e] += factor * (slope(activity[e] / total) - mean) / total;
    }
    return entropy;
  }

  private static double slope(double p) {
    return -(StrictMath.log(p + OFFSET) + p / (p + OFFSET)) / LN2;
  }
}
