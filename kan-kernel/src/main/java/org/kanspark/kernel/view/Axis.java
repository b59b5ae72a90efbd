package org.kanspark.kernel.view;

/**
 * Maps values to places in a picture.
 *
 * @param min least value
 * @param max largest value, above the least
 * @param logarithmic whether equal factors take equal room; the values are then positive
 * @param from place of the least value
 * @param to place of the largest
 */
record Axis(double min, double max, boolean logarithmic, double from, double to) {
  /** Beyond it, differences of values overflow. */
  private static final double LARGEST = 1e300;

  /** Relative width below which a range says more about rounding than about data. */
  private static final double LEAST_WIDTH = 1e-9;

  /** Smallest value on a logarithmic axis: below it lies the noise of rounding. */
  private static final double FLOOR = 1e-32;

  private static final double CEILING = 1e200;

  /** Room at the ends of a logarithmic axis, as a share of its width. */
  private static final double LOG_PAD = 0.05;

  /** Returns an axis over all finite values; of a single value it stands in the middle. */
  static Axis linear(double... values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        min = Math.min(min, Math.max(value, -LARGEST));
        max = Math.max(max, Math.min(value, LARGEST));
      }
    }
    if (min > max) {
      return new Axis(0, 1, false, 0, 1);
    }
    double middle = min / 2 + max / 2;
    if (max - min <= LEAST_WIDTH * Math.abs(middle)) {
      double half = middle == 0 ? 1 : Math.abs(middle) / 2;
      return new Axis(middle - half, middle + half, false, 0, 1);
    }
    // Of subnormal width, places could not be told apart.
    if (max - min < 1 / LARGEST) {
      return new Axis(middle - 1, middle + 1, false, 0, 1);
    }
    return new Axis(min, max, false, 0, 1);
  }

  /**
   * Returns a logarithmic axis over all finite values; those below the floor count as the floor.
   */
  static Axis logarithmic(double... values) {
    double min = Double.POSITIVE_INFINITY;
    double max = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        double counted = Math.max(FLOOR, Math.min(value, CEILING));
        min = Math.min(min, counted);
        max = Math.max(max, counted);
      }
    }
    if (min > max) {
      return new Axis(1, 10, true, 0, 1);
    }
    double room = Math.max(Math.pow(max / min, LOG_PAD), 1 + LOG_PAD);
    return new Axis(min / room, max * room, true, 0, 1);
  }

  /** Returns the axis in another place. */
  Axis between(double start, double end) {
    return new Axis(min, max, logarithmic, start, end);
  }

  /** Returns the axis with room at both ends, as a share of its width. */
  Axis padded(double share) {
    double room = share * (max - min);
    return new Axis(min - room, max + room, logarithmic, from, to);
  }

  /** Returns the axis reaching at least to 0. */
  Axis withZero() {
    return new Axis(Math.min(min, 0), Math.max(max, 0), logarithmic, from, to);
  }

  /** Returns the place of a value; what lies outside goes to the nearer end. */
  double at(double value) {
    double inside = Math.max(min, Math.min(value, max));
    double share =
        logarithmic
            ? (Math.log10(inside) - Math.log10(min)) / (Math.log10(max) - Math.log10(min))
            : (inside - min) / (max - min);
    return from + share * (to - from);
  }

  /** Returns values to name, at most about so many. */
  Ticks ticks(int most) {
    return logarithmic ? Ticks.logarithmic(min, max, most) : Ticks.linear(min, max, most);
  }
}
