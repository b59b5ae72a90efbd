package org.kanspark.jobs.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes numbers the way people read them. */
public final class Numbers {
  private static final int DIGITS = 5;

  private Numbers() {}

  /** Returns a whole number with commas between thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Returns five significant digits, with an exponent only for very small and large numbers. */
  public static String shown(double value) {
    return shown(value, DIGITS);
  }

  /** Returns so many significant digits, in the same form. */
  static String shown(double value, int digits) {
    double size = Math.abs(value);
    if (value == 0) {
      return "0";
    }
    if (size < 1e-4 || !(size < 1e7)) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }
    int decimals = Math.max(0, digits - 1 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Returns a number of evaluations: without decimals where there are none. */
  public static String evaluations(double value) {
    return value == Math.rint(value) ? count((long) value) : shown(value);
  }

  /** Returns seconds with one decimal, two below one second. */
  public static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 1 ? "%.2f s" : "%.1f s", seconds);
  }

  /** Returns the widths of layers as {@code [2,5,1]}. */
  public static String layers(int[] widths) {
    return Arrays.stream(widths)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
