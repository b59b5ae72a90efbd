package org.kanspark.kernel.optim;

/**
 * Computes sums over arrays of equal length in one fixed order, so that they have the same bits on
 * every JVM.
 */
final class DenseVectors {

  private DenseVectors() {}

  /**
   * Returns the sum of products in four interleaved chains of fused multiply-adds, combined as (0 +
   * 1) + (2 + 3). Four chains, because one would wait for the latency of each addition.
   */
  static double dot(double[] a, double[] b) {
    double sum0 = 0.0;
    double sum1 = 0.0;
    double sum2 = 0.0;
    double sum3 = 0.0;
    int bound = a.length & ~3;
    for (int i = 0; i < bound; i += 4) {
      sum0 = Math.fma(a[i], b[i], sum0);
      sum1 = Math.fma(a[i + 1], b[i + 1], sum1);
      sum2 = Math.fma(a[i + 2], b[i + 2], sum2);
      sum3 = Math.fma(a[i + 3], b[i + 3], sum3);
    }
    for (int i = bound; i < a.length; i++) {
      sum0 = Math.fma(a[i], b[i], sum0);
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** Adds {@code factor * a} to {@code target}. */
  static void addScaled(double factor, double[] a, double[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = Math.fma(factor, a[i], target[i]);
    }
  }

  /** Overwrites {@code out} with {@code factor * a}; both may be the same array. */
  static void scale(double factor, double[] a, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = factor * a[i];
    }
  }

  /** Overwrites {@code out} with {@code a - b}. */
  static void subtract(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] - b[i];
    }
  }

  /** Overwrites {@code out} with {@code a + step * direction}. */
  static void move(double[] a, double step, double[] direction, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.fma(step, direction[i], a[i]);
    }
  }

  /** Returns the sum of absolute values, added from first to last. */
  static double norm1(double[] a) {
    double sum = 0.0;
    for (double value : a) {
      sum += Math.abs(value);
    }
    return sum;
  }

  /** Returns the largest absolute value, 0 for an empty array, NaN if there is one. */
  static double normInfinity(double[] a) {
    double largest = 0.0;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** Tells whether no component is NaN or infinite. */
  static boolean isFinite(double[] a) {
    for (double value : a) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
