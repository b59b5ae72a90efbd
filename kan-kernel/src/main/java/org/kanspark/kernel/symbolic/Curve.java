package org.kanspark.kernel.symbolic;

/**
 * Holds what is fitted: points of a curve with weights, and the range of x it must hold on.
 *
 * <p>A hundred to two hundred points suffice, weighted by the density of the training rows. The
 * range may be wider than the points; a fitted function is defined everywhere in it.
 *
 * @param x arguments, in any order, within the range
 * @param y values, one per argument
 * @param weight weights, one per argument, not negative, not all 0
 * @param lower lower end of the range
 * @param upper upper end of the range, above the lower
 */
public record Curve(double[] x, double[] y, double[] weight, double lower, double upper) {
  /** The fewest points that four parameters can be told from. */
  public static final int LEAST_POINTS = 5;

  /**
   * Checks the points.
   *
   * @throws IllegalArgumentException if lengths differ, there are fewer than five points, a number
   *     is not finite, a weight negative, all weights are 0, or the range is empty or leaves points
   *     outside
   */
  public Curve {
    if (x.length != y.length || x.length != weight.length || x.length < LEAST_POINTS) {
      throw new IllegalArgumentException(
          String.format(
              "A curve of %d arguments, %d values, %d weights: needs as many of each, at least %d",
              x.length, y.length, weight.length, LEAST_POINTS));
    }
    if (!(lower < upper) || !Double.isFinite(upper - lower)) {
      throw new IllegalArgumentException(
          "A curve from " + lower + " to " + upper + ": its input is constant or not finite");
    }
    double total = 0;
    for (int m = 0; m < x.length; m++) {
      boolean inside = x[m] >= lower && x[m] <= upper;
      if (!inside || !Double.isFinite(y[m]) || !(weight[m] >= 0)) {
        throw new IllegalArgumentException(
            String.format(
                "Point %d of the curve is (%s, %s) with weight %s: needs an argument within"
                    + " [%s, %s], a finite value, a weight that is not negative",
                m, x[m], y[m], weight[m], lower, upper));
      }
      total += weight[m];
    }
    if (!(total > 0) || !Double.isFinite(total)) {
      throw new IllegalArgumentException("A curve's weights sum to " + total + ": must be above 0");
    }
  }

  /** Returns the curve of points with equal weights, on their own range. */
  public static Curve of(double[] x, double[] y) {
    double lower = Double.POSITIVE_INFINITY;
    double upper = Double.NEGATIVE_INFINITY;
    double[] weight = new double[x.length];
    for (int m = 0; m < x.length; m++) {
      lower = Math.min(lower, x[m]);
      upper = Math.max(upper, x[m]);
      weight[m] = 1;
    }
    return new Curve(x, y, weight, lower, upper);
  }

  double totalWeight() {
    double total = 0;
    for (double w : weight) {
      total += w;
    }
    return total;
  }

  double mean() {
    double sum = 0;
    for (int m = 0; m < y.length; m++) {
      sum += weight[m] * y[m];
    }
    return sum / totalWeight();
  }

  /** Returns the weighted standard deviation of the values. */
  public double standardDeviation() {
    double mean = mean();
    double sum = 0;
    for (int m = 0; m < y.length; m++) {
      double rest = y[m] - mean;
      sum += weight[m] * rest * rest;
    }
    return Math.sqrt(sum / totalWeight());
  }

  /** Tells whether the values differ by rounding alone. */
  public boolean isConstant() {
    double largest = 0;
    for (double value : y) {
      largest = Math.max(largest, Math.abs(value));
    }
    return standardDeviation() <= 1e-14 * largest;
  }
}
