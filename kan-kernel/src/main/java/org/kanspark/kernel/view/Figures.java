package org.kanspark.kernel.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Writes numbers for people, in the same form everywhere. */
final class Figures {
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /** Powers of ten beyond these are written as powers of ten. */
  private static final int LEAST_PLAIN = -4;

  private static final int MOST_PLAIN = 5;

  private Figures() {}

  /** Returns a value with at most so many digits. */
  static String shown(double value, int digits) {
    if (Double.isNaN(value)) {
      return "not a number";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    return exact(new BigDecimal(value).round(new MathContext(digits)));
  }

  /** Returns the ends of the range of what is finite. */
  static String range(double[] values, int digits) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    return min > max ? "nowhere finite" : shown(min, digits) + "…" + shown(max, digits);
  }

  /** Returns every digit of a decimal number. */
  static String exact(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal digits = value.abs().stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    String sign = value.signum() < 0 ? "−" : "";
    if (exponent >= LEAST_PLAIN && exponent <= MOST_PLAIN) {
      return sign + digits.toPlainString();
    }
    String mantissa = digits.scaleByPowerOfTen(-exponent).toPlainString();
    return sign + (mantissa.equals("1") ? "" : mantissa + "·") + power(exponent);
  }

  private static String power(int exponent) {
    StringBuilder text = new StringBuilder("10");
    if (exponent < 0) {
      text.append('⁻');
    }
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(RAISED.charAt(digit - '0'));
    }
    return text.toString();
  }

  /** Returns a count, its thousands set apart. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
