package org.kanspark.kernel.symbolic;

import java.util.Arrays;

/**
 * Holds a curve on [-1, 1] with values of mean 0 and variance 1, ordered by argument.
 *
 * @param u arguments: (x - middle) / half
 * @param z values
 * @param weight weights of sum 1
 * @param middle middle of the curve's range
 * @param half half the length of the curve's range
 */
record NormalizedCurve(double[] u, double[] z, double[] weight, double middle, double half) {

  static NormalizedCurve of(Curve curve) {
    int n = curve.x().length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, m -> m);
    Arrays.sort(order, (i, j) -> Double.compare(curve.x()[i], curve.x()[j]));
    double middle = 0.5 * curve.lower() + 0.5 * curve.upper();
    double half = 0.5 * curve.upper() - 0.5 * curve.lower();
    double[] u = new double[n];
    double[] z = new double[n];
    double[] weight = new double[n];
    double mean = curve.mean();
    double deviation = curve.standardDeviation();
    double total = curve.totalWeight();
    for (int m = 0; m < n; m++) {
      int from = order[m];
      u[m] = Math.min(1, Math.max(-1, (curve.x()[from] - middle) / half));
      z[m] = (curve.y()[from] - mean) / deviation;
      weight[m] = curve.weight()[from] / total;
    }
    return new NormalizedCurve(u, z, weight, middle, half);
  }

  int size() {
    return u.length;
  }

  /** Returns about that many of the points, each with the weights of its neighbourhood. */
  NormalizedCurve thinned(int points) {
    int n = size();
    if (n <= points) {
      return this;
    }
    double[] fewU = new double[points];
    double[] fewZ = new double[points];
    double[] fewWeights = new double[points];
    for (int p = 0; p < points; p++) {
      int from = (int) ((long) p * n / points);
      int to = (int) ((long) (p + 1) * n / points);
      int chosen = (from + to) / 2;
      fewU[p] = u[chosen];
      fewZ[p] = z[chosen];
      for (int m = from; m < to; m++) {
        fewWeights[p] += weight[m];
      }
    }
    return new NormalizedCurve(fewU, fewZ, fewWeights, middle, half);
  }
}
