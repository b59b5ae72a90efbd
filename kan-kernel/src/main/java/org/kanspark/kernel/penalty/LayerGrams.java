package org.kanspark.kernel.penalty;

import java.io.Serializable;
import org.kanspark.kernel.network.LayerFeatures;

/**
 * Sums the products of the features of each input of a layer over rows. An edge is a combination of
 * its input's features, so these sums give mean and variance of every edge, for any coefficients,
 * as long as the inputs take the same values.
 *
 * <p>Only k + 1 basis functions overlap, so products are banded: with F basis functions, W of them
 * active at a time, an input has {@code F W} products of basis functions (that of m and m + d at
 * {@code m W + d}), F sums of basis functions, with a base function F products with it, its sum and
 * its square, and at last sum and square of the input itself.
 */
final class LayerGrams implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] counts;
  private final int[] windows;
  private final boolean[] hasBase;
  private final int[] from;
  private final double[] sums;

  LayerGrams(LayerFeatures features) {
    int inputs = features.inputs();
    this.counts = new int[inputs];
    this.windows = new int[inputs];
    this.hasBase = new boolean[inputs];
    this.from = new int[inputs + 1];
    for (int i = 0; i < inputs; i++) {
      counts[i] = features.basisFunctions(i);
      windows[i] = features.window(i);
      hasBase[i] = features.hasBase(i);
      int base = hasBase[i] ? counts[i] + 2 : 0;
      from[i + 1] = from[i] + counts[i] * (windows[i] + 1) + base + 2;
    }
    this.sums = new double[from[inputs]];
  }

  /**
   * Adds a row.
   *
   * @param weight weight of the row
   * @param starts first feature of each run, in the numbering of the layer
   * @param offsets where each run begins in {@code values}
   * @param values features that may be non-zero
   * @param x inputs, input i at {@code i * capacity + r}
   */
  void add(
      double weight,
      int[] starts,
      int[] offsets,
      double[] values,
      double[] x,
      int capacity,
      int r) {
    int run = 0;
    int first = 0;
    for (int i = 0; i < counts.length; i++) {
      int window = windows[i];
      int at = starts[run] - first;
      int value = offsets[run];
      int band = from[i];
      int means = band + counts[i] * window;
      int tail = means + counts[i];
      for (int a = 0; a < window; a++) {
        double weighted = weight * values[value + a];
        int row = band + (at + a) * window;
        for (int b = a; b < window; b++) {
          sums[row + b - a] = Math.fma(weighted, values[value + b], sums[row + b - a]);
        }
        sums[means + at + a] += weighted;
      }
      run++;
      first += counts[i];
      if (hasBase[i]) {
        double base = values[offsets[run]];
        for (int a = 0; a < window; a++) {
          sums[tail + at + a] = Math.fma(weight * base, values[value + a], sums[tail + at + a]);
        }
        tail += counts[i];
        sums[tail] += weight * base;
        sums[tail + 1] = Math.fma(weight * base, base, sums[tail + 1]);
        tail += 2;
        run++;
        first++;
      }
      double given = x[i * capacity + r];
      double input = Double.isNaN(given) ? 0.0 : given;
      sums[tail] += weight * input;
      sums[tail + 1] = Math.fma(weight * input, input, sums[tail + 1]);
    }
  }

  void merge(LayerGrams other) {
    for (int n = 0; n < sums.length; n++) {
      sums[n] += other.sums[n];
    }
  }

  int inputs() {
    return counts.length;
  }

  /** Returns the number of features of an input: basis functions and base function. */
  int features(int input) {
    return counts[input] + (hasBase[input] ? 1 : 0);
  }

  private int means(int input) {
    return from[input] + counts[input] * windows[input];
  }

  /** Returns the sum of the input itself. */
  double inputSum(int input) {
    return sums[from[input + 1] - 2];
  }

  /** Returns the sum of the squares of the input itself. */
  double inputSquares(int input) {
    return sums[from[input + 1] - 1];
  }

  /** Returns the sum of feature f of an input over the rows. */
  double featureSum(int input, int f) {
    return f < counts[input] ? sums[means(input) + f] : sums[means(input) + 2 * counts[input]];
  }

  /** Returns the sum of the products of two features of an input. */
  double product(int input, int f, int g) {
    int least = Math.min(f, g);
    int most = Math.max(f, g);
    int count = counts[input];
    if (most < count) {
      int distance = most - least;
      int window = windows[input];
      return distance < window ? sums[from[input] + least * window + distance] : 0.0;
    }
    int cross = means(input) + count;
    return least < count ? sums[cross + least] : sums[cross + count + 1];
  }

  /** Returns whether the products of two basis functions, or one with the base, may be non-zero. */
  boolean overlap(int input, int f, int g) {
    return Math.max(f, g) == counts[input] || Math.abs(f - g) < windows[input];
  }
}
