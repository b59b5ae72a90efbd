package org.kanspark.kernel.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums up one column: range, weighted mean and variance, and its distinct values while they are
 * few. Values of weight 0 are left out.
 */
public final class ColumnMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Distinct values are counted up to this number. */
  public static final int DISTINCT_LIMIT = 256;

  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double weightSum;
  private double mean;
  private double squares;
  private double[] distinct = {};
  private boolean missing;
  private boolean manyDistinct;

  /**
   * Adds consecutive values.
   *
   * @param values holds the values
   * @param from index of the first
   * @param rows number of values
   * @param weights one weight a value, or empty where all are one
   */
  public void add(double[] values, int from, int rows, double[] weights) {
    double sum = 0.0;
    double weight = 0.0;
    for (int r = 0; r < rows; r++) {
      double value = values[from + r];
      double w = weights.length == 0 ? 1.0 : weights[r];
      if (w == 0.0) {
        continue;
      }
      if (Double.isNaN(value)) {
        missing = true;
        continue;
      }
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += w * value;
      weight += w;
      addDistinct(value + 0.0);
    }
    if (weight > 0) {
      double blockMean = sum / weight;
      double blockSquares = 0.0;
      for (int r = 0; r < rows; r++) {
        double deviation = values[from + r] - blockMean;
        if (!Double.isNaN(deviation)) {
          blockSquares += (weights.length == 0 ? 1.0 : weights[r]) * deviation * deviation;
        }
      }
      combine(weight, blockMean, blockSquares);
    }
  }

  /** Adds what another column summary holds. */
  public void merge(ColumnMoments other) {
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    manyDistinct |= other.manyDistinct;
    missing |= other.missing;
    for (double value : other.distinct) {
      addDistinct(value);
    }
    combine(other.weightSum, other.mean, other.squares);
  }

  /** Combines means and sums of squares: Chan, Golub, LeVeque 1983. */
  private void combine(double weight, double otherMean, double otherSquares) {
    double total = weightSum + weight;
    if (weight > 0 && total > 0) {
      double delta = otherMean - mean;
      squares += otherSquares + delta * delta * (weightSum / total) * weight;
      mean += delta * (weight / total);
      weightSum = total;
    }
  }

  private void addDistinct(double value) {
    if (manyDistinct) {
      return;
    }
    int at = Arrays.binarySearch(distinct, value);
    if (at < 0) {
      if (distinct.length == DISTINCT_LIMIT) {
        manyDistinct = true;
        distinct = new double[0];
        return;
      }
      double[] more = Arrays.copyOf(distinct, distinct.length + 1);
      int insert = -at - 1;
      System.arraycopy(distinct, insert, more, insert + 1, distinct.length - insert);
      more[insert] = value;
      distinct = more;
    }
  }

  /** Returns whether a value was missing, which is NaN; it counts nowhere else. */
  public boolean hasMissing() {
    return missing;
  }

  /** Returns the smallest value. */
  public double min() {
    return min;
  }

  /** Returns the largest value. */
  public double max() {
    return max;
  }

  /** Returns the weighted mean. */
  public double mean() {
    return mean;
  }

  /** Returns the weighted standard deviation of the population, 0 for a constant column. */
  public double standardDeviation() {
    return min == max || weightSum == 0 ? 0.0 : Math.sqrt(squares / weightSum);
  }

  /** Returns the sum of the weights. */
  public double weightSum() {
    return weightSum;
  }

  /**
   * Returns the number of distinct values, {@link Integer#MAX_VALUE} where it is above the limit.
   */
  public int distinctCount() {
    return manyDistinct ? Integer.MAX_VALUE : distinct.length;
  }
}
