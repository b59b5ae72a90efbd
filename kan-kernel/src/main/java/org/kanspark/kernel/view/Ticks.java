package org.kanspark.kernel.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the values that an axis names: 1, 2 or 5 times powers of ten, whose labels are exact.
 *
 * @param values ascending, inside the range
 * @param labels one per value
 */
record Ticks(double[] values, List<String> labels) {
  private static final int[] MANTISSAS = {1, 2, 5, 10};

  /** A fifth is no more than 0.2, though the nearest double is. */
  private static final MathContext ROUNDED = new MathContext(12);

  /**
   * Factor between the ends of a range below which a logarithmic axis names evenly spaced values.
   */
  private static final double FEW_DECADES = 8;

  /** Factor below which it names 2 and 5 times the powers of ten too. */
  private static final double SOME_DECADES = 1000;

  /**
   * Returns evenly spaced values.
   *
   * @param most intervals, at least 1
   */
  static Ticks linear(double min, double max, int most) {
    BigDecimal step = step((max - min) / most);
    BigDecimal first = new BigDecimal(min).divide(step, 0, RoundingMode.CEILING).multiply(step);
    BigDecimal last = new BigDecimal(max);
    Builder ticks = new Builder();
    for (BigDecimal at = first; at.compareTo(last) <= 0; at = at.add(step)) {
      ticks.add(at);
    }
    return ticks.build();
  }

  /** Returns the least of 1, 2, 5 times a power of ten that is no less than a positive number. */
  private static BigDecimal step(double least) {
    BigDecimal exact = new BigDecimal(least).round(ROUNDED);
    int exponent = exact.precision() - exact.scale() - 1;
    for (int mantissa : MANTISSAS) {
      BigDecimal step = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
      if (step.compareTo(exact) >= 0) {
        return step;
      }
    }
    throw new AssertionError(least);
  }

  /**
   * Returns values for a logarithmic axis.
   *
   * @param min positive
   * @param most values, at least 2
   */
  static Ticks logarithmic(double min, double max, int most) {
    if (max / min < FEW_DECADES) {
      return linear(min, max, most);
    }
    int lowest = (int) Math.floor(Math.log10(min));
    int highest = (int) Math.floor(Math.log10(max));
    int stride = 1 + (highest - lowest) / most;
    int[] mantissas = max / min < SOME_DECADES ? new int[] {1, 2, 5} : new int[] {1};
    Builder ticks = new Builder();
    for (int exponent = lowest; exponent <= highest; exponent++) {
      for (int mantissa : mantissas) {
        BigDecimal value = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
        double at = value.doubleValue();
        if (Math.floorMod(exponent, stride) == 0 && at >= min && at <= max) {
          ticks.add(value);
        }
      }
    }
    return ticks.build();
  }

  private static final class Builder {
    private final List<Double> values = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    void add(BigDecimal value) {
      values.add(value.doubleValue());
      labels.add(Figures.exact(value));
    }

    Ticks build() {
      double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
      return new Ticks(array, List.copyOf(labels));
    }
  }
}
