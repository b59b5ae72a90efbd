package org.kanspark.spark.summary;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts rows of both classes by their score. Scores that agree in their first ten or so binary
 * digits count as equal, so that memory does not grow with the rows.
 */
final class RocCurve implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bits of a float that are dropped; 12 of 23 digits stay. */
  private static final int DROPPED_BITS = 11;

  private final TreeMap<Integer, double[]> counts = new TreeMap<>();

  void add(double score, boolean positive, double weight) {
    counts.computeIfAbsent(key((float) score), k -> new double[2])[positive ? 1 : 0] += weight;
  }

  /** Returns whole numbers in the order of floats. */
  private static int key(float score) {
    int bits = Float.floatToIntBits(score + 0.0f);
    return (bits < 0 ? Integer.MIN_VALUE - bits : bits) >> DROPPED_BITS;
  }

  void merge(RocCurve other) {
    for (Map.Entry<Integer, double[]> entry : other.counts.entrySet()) {
      double[] mine = counts.computeIfAbsent(entry.getKey(), k -> new double[2]);
      mine[0] += entry.getValue()[0];
      mine[1] += entry.getValue()[1];
    }
  }

  /** Returns the area by the trapezoidal rule; 1 where one class is missing, as MLlib does. */
  double area() {
    double negatives = 0.0;
    double positives = 0.0;
    double pairs = 0.0;
    for (double[] count : counts.values()) {
      pairs += count[1] * (negatives + count[0] / 2);
      negatives += count[0];
      positives += count[1];
    }
    return negatives > 0 && positives > 0 ? pairs / (negatives * positives) : 1.0;
  }
}
