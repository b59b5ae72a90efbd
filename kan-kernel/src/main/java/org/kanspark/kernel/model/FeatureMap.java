package org.kanspark.kernel.model;

import java.io.Serializable;
import org.kanspark.kernel.data.RowBlock;

/**
 * Maps raw features to the network's inputs: {@code u = (x - shift) * scale}, one pair a feature.
 */
public final class FeatureMap implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] shift;
  private final double[] scale;

  /**
   * Makes a map.
   *
   * @throws IllegalArgumentException if the lengths differ or a number is not finite
   */
  public FeatureMap(double[] shift, double[] scale) {
    if (shift.length != scale.length) {
      throw new IllegalArgumentException(
          shift.length + " shifts do not go with " + scale.length + " scales");
    }
    for (int f = 0; f < shift.length; f++) {
      if (!Double.isFinite(shift[f]) || !Double.isFinite(scale[f])) {
        throw new IllegalArgumentException(
            "feature %d has shift %s and scale %s, accepted: finite numbers"
                .formatted(f, shift[f], scale[f]));
      }
    }
    this.shift = shift.clone();
    this.scale = scale.clone();
  }

  /** Makes the map that takes {@code [lower, upper]} to [-1, 1]; a single point goes to 0. */
  public static FeatureMap ofRanges(double[] lower, double[] upper) {
    double[] shift = new double[lower.length];
    double[] scale = new double[lower.length];
    for (int f = 0; f < lower.length; f++) {
      shift[f] = 0.5 * lower[f] + 0.5 * upper[f];
      double half = 0.5 * upper[f] - 0.5 * lower[f];
      scale[f] = half > 0 && Double.isFinite(1.0 / half) ? 1.0 / half : 1.0;
    }
    return new FeatureMap(shift, scale);
  }

  /** Returns the number of features. */
  public int features() {
    return shift.length;
  }

  /** Returns the shifts, one a feature. */
  public double[] shift() {
    return shift.clone();
  }

  /** Returns the scales, one a feature. */
  public double[] scale() {
    return scale.clone();
  }

  /** Maps one value of a feature. */
  public double map(int feature, double value) {
    return (value - shift[feature]) * scale[feature];
  }

  /** Maps one value back. */
  public double unmap(int feature, double input) {
    return input / scale[feature] + shift[feature];
  }

  /**
   * Maps consecutive rows of a block.
   *
   * @param block raw rows
   * @param from first row
   * @param rows number of rows
   * @param to receives input f of row r at {@code f * capacity + r}
   * @param capacity distance of two inputs of a row
   */
  public void map(RowBlock block, int from, int rows, double[] to, int capacity) {
    double[] values = block.values();
    for (int f = 0; f < shift.length; f++) {
      double s = shift[f];
      double c = scale[f];
      int source = f * block.rows() + from;
      int target = f * capacity;
      for (int r = 0; r < rows; r++) {
        to[target + r] = (values[source + r] - s) * c;
      }
    }
  }
}
