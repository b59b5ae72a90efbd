package org.kanspark.kernel.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Rounds numbers to significant digits, and writes them with the fewest digits that suffice. */
public final class Numbers {
  /** So many digits tell any two doubles apart. */
  public static final int EXACT_DIGITS = 17;

  /** A decimal number of so many digits survives being read as a normal double. */
  private static final int SAFE_DIGITS = 15;

  /** From this decimal exponent on numbers are written with an exponent. */
  private static final int LARGE_EXPONENT = 16;

  private static final int SMALL_EXPONENT = -5;

  private Numbers() {}

  /**
   * Rounds to significant digits, half to even.
   *
   * @param value finite
   * @param digits 1 to 17; 17 leaves the value as it is
   * @throws IllegalArgumentException if the digits are out of range
   */
  public static double rounded(double value, int digits) {
    if (digits < 1 || digits > EXACT_DIGITS) {
      throw new IllegalArgumentException(digits + " significant digits: choose 1 to 17");
    }
    if (digits == EXACT_DIGITS || value == 0 || !Double.isFinite(value)) {
      return value;
    }
    return round(value, digits).doubleValue();
  }

  /**
   * Returns the shortest decimal number that reads back as the same double. (Double.toString is not
   * always shortest before JDK 19, so its output differs between versions.)
   *
   * @param value finite
   */
  static BigDecimal shortest(double value) {
    if (value == 0) {
      return BigDecimal.ZERO;
    }
    // Fewer digits that suffice are those of SAFE_DIGITS less trailing zeros.
    int least = Math.abs(value) < Double.MIN_NORMAL ? 1 : SAFE_DIGITS;
    for (int digits = least; digits < EXACT_DIGITS; digits++) {
      BigDecimal candidate = round(value, digits);
      if (candidate.doubleValue() == value) {
        return candidate.stripTrailingZeros();
      }
    }
    return round(value, EXACT_DIGITS);
  }

  private static BigDecimal round(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /**
   * Writes a number exactly, such as {@code 12}, {@code 0.25} or {@code 1.5e-7}.
   *
   * @param value finite
   * @param times stands between the mantissa and the power of ten, such as "e"
   * @param after stands after the power of ten
   */
  static String write(double value, String times, String after) {
    BigDecimal number = shortest(value);
    int exponent = number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    if (exponent >= SMALL_EXPONENT && exponent < LARGE_EXPONENT) {
      return number.toPlainString();
    }
    return number.movePointLeft(exponent).toPlainString() + times + exponent + after;
  }

  /** Writes a number exactly, as {@code 12}, {@code 0.25} or {@code 1.5e-7}. */
  public static String text(double value) {
    return write(value, "e", "");
  }
}
