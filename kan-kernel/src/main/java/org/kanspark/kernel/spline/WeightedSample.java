package org.kanspark.kernel.spline;

import java.util.Arrays;

/**
 * Holds the distinct values of a weighted sample in increasing order, with their weights added up;
 * rows of weight 0 are left out.
 */
final class WeightedSample {
  private final double[] values;
  // below[i] = weight of the values before number i; one longer than values
  private final double[] below;
  private final double effectiveRows;

  private WeightedSample(double[] values, double[] weights, double effectiveRows) {
    this.values = values;
    this.effectiveRows = effectiveRows;
    this.below = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      below[i + 1] = below[i] + weights[i];
    }
  }

  /**
   * Collects the rows whose value is in [lower, upper].
   *
   * @throws IllegalArgumentException if a value is NaN or out of order, the number of weights is
   *     neither 0 nor that of the values, or a weight is negative or not finite
   */
  static WeightedSample of(double[] sortedValues, double[] weights, double lower, double upper) {
    if (weights.length != 0 && weights.length != sortedValues.length) {
      throw new IllegalArgumentException(
          weights.length
              + " weights for "
              + sortedValues.length
              + " values: accepted are 0 or as many");
    }
    double[] distinct = new double[sortedValues.length];
    double[] sums = new double[sortedValues.length];
    double total = 0;
    double squares = 0;
    int count = 0;
    for (int i = 0; i < sortedValues.length; i++) {
      double value = sortedValues[i];
      double weight = weights.length == 0 ? 1 : weights[i];
      requireRow(value, i == 0 ? Double.NEGATIVE_INFINITY : sortedValues[i - 1], weight, i);
      if (weight == 0 || value < lower || value > upper) {
        continue;
      }
      if (count == 0 || value > distinct[count - 1]) {
        distinct[count++] = value;
      }
      sums[count - 1] += weight;
      total += weight;
      squares += weight * weight;
    }
    // Kish's effective sample size: the number of rows where all weights are equal.
    double rows = squares > 0 ? total / squares * total : 0;
    return new WeightedSample(Arrays.copyOf(distinct, count), Arrays.copyOf(sums, count), rows);
  }

  private static void requireRow(double value, double previous, double weight, int i) {
    if (!(value >= previous) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "value "
              + i
              + " is "
              + value
              + " after "
              + previous
              + ": finite, increasing values needed");
    }
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "weight " + i + " is " + weight + ": finite weights of 0 or more needed");
    }
  }

  /** Returns the same values with weight 1 each. */
  WeightedSample distinct() {
    return withWeights(ones(values.length), values.length);
  }

  /**
   * Returns the sample with the weight of single values limited so that none holds more than one of
   * {@code parts} equal shares of what remains; there must be at least {@code parts} values.
   */
  WeightedSample capped(int parts) {
    double[] weights = new double[values.length];
    double cap = Double.POSITIVE_INFINITY;
    // The cap falls towards the solution of parts * cap = sum(min(weight, cap)), quickly unless
    // nearly
    // all parts are single values; an approximation serves.
    for (int round = 0; round < 100; round++) {
      double total = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Math.min(below[i + 1] - below[i], cap);
        total += weights[i];
      }
      if (total / parts >= cap * (1 - 1e-6)) {
        break;
      }
      cap = total / parts;
    }
    return withWeights(weights, effectiveRows);
  }

  /**
   * Returns the sample with the weight of its most frequent value lowered to that of all others
   * together, if it holds more than a share: then the others alone tell how far values reach.
   */
  WeightedSample withoutDominance(double share) {
    double[] weights = new double[values.length];
    int most = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = below[i + 1] - below[i];
      most = weights[i] > weights[most] ? i : most;
    }
    if (values.length < 2 || weights[most] <= share * total()) {
      return this;
    }
    weights[most] = total() - weights[most];
    return withWeights(weights, effectiveRows * 2 * weights[most] / total());
  }

  private WeightedSample withWeights(double[] weights, double rows) {
    return new WeightedSample(values, weights, rows);
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Returns the number of distinct values. */
  int size() {
    return values.length;
  }

  /** Returns distinct value number i. */
  double value(int i) {
    return values[i];
  }

  /** Returns the weight of the value that has most, 0 where there is none. */
  double mostFrequent() {
    double most = 0;
    for (int i = 0; i < values.length; i++) {
      most = Math.max(most, below[i + 1] - below[i]);
    }
    return most;
  }

  /** Returns the sum of the weights. */
  double total() {
    return below[values.length];
  }

  /** Returns the number of rows of equal weight that estimate a mean as well as these rows do. */
  double effectiveRows() {
    return effectiveRows;
  }

  /** Returns the number of distinct values below x. */
  int countBelow(double x) {
    int index = Arrays.binarySearch(values, x);
    return index >= 0 ? index : -index - 1;
  }

  /** Returns the weight of the values below x. */
  double weightBelow(double x) {
    return below[countBelow(x)];
  }

  /** Returns the number of the first value up to which more than the given weight lies. */
  int firstAbove(double weight) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (below[middle + 1] > weight) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Returns the number of the last value from which on more than the given weight lies. */
  int lastAbove(double weight) {
    double total = total();
    int last = values.length - 1;
    while (last > 0 && total - below[last] <= weight) {
      last--;
    }
    return last;
  }
}
