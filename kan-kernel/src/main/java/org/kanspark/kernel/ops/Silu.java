package org.kanspark.kernel.ops;

/**
 * Holds the constants of SiLU and of the exponential under it, and computes both for one number.
 *
 * <p>exp(x) = 2^n * p(r) with n = round(x / ln 2) and r = x - n ln 2 in [-ln 2 / 2, ln 2 / 2], p
 * the Taylor polynomial of degree 13 (truncation below 5e-18), summed in pieces so that they
 * overlap (Estrin 1960). Adding {@link #ROUND} rounds x / ln 2 and leaves n in the low bits, so
 * that the same few operations run alike on every processor. ln 2 is split in two parts (Cody and
 * Waite 1980).
 */
final class Silu {
  /** Arguments are clamped to this range, where exp neither overflows nor underflows. */
  static final double LIMIT = 700.0;

  static final double LOG2_E = 1.4426950408889634;
  static final double LN2_HIGH = 0.6931471803691238;
  static final double LN2_LOW = 1.9082149292705877e-10;
  static final double ROUND = 0x1.8p52;
  static final int EXPONENT_SHIFT = 52;

  static final double C2 = 1.0 / 2;
  static final double C3 = 1.0 / 6;
  static final double C4 = 1.0 / 24;
  static final double C5 = 1.0 / 120;
  static final double C6 = 1.0 / 720;
  static final double C7 = 1.0 / 5040;
  static final double C8 = 1.0 / 40320;
  static final double C9 = 1.0 / 362880;
  static final double C10 = 1.0 / 3628800;
  static final double C11 = 1.0 / 39916800;
  static final double C12 = 1.0 / 479001600;
  static final double C13 = 1.0 / 6227020800.0;

  private Silu() {}

  /** Returns e to the power of x, x between -{@link #LIMIT} and {@link #LIMIT}. */
  static double exp(double x) {
    double shifted = Math.fma(x, LOG2_E, ROUND);
    double n = shifted - ROUND;
    double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    double r2 = r * r;
    double r4 = r2 * r2;
    double low = Math.fma(Math.fma(C3, r, C2), r2, r);
    double middle = Math.fma(Math.fma(C7, r, C6), r2, Math.fma(C5, r, C4));
    double high = Math.fma(Math.fma(C11, r, C10), r2, Math.fma(C9, r, C8));
    high = Math.fma(Math.fma(C13, r, C12), r4, high);
    double p = 1.0 + Math.fma(Math.fma(high, r4, middle), r4, low);
    long exponent = Double.doubleToRawLongBits(shifted) << EXPONENT_SHIFT;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(p) + exponent);
  }

  /** Returns SiLU at a point. */
  static double value(double x) {
    double at = x < -LIMIT ? -LIMIT : x;
    return at * sigmoid(at);
  }

  /** Returns the logistic function of x, x at least -{@link #LIMIT}. */
  private static double sigmoid(double x) {
    return 1.0 / (1.0 + exp(x > LIMIT ? -LIMIT : -x));
  }

  /** Computes SiLU and its derivative at the points {@code from} to {@code to}. */
  static void evaluate(double[] x, int from, int to, double[] value, double[] slope) {
    for (int p = from; p < to; p++) {
      double at = x[p] < -LIMIT ? -LIMIT : x[p];
      double sigmoid = sigmoid(at);
      value[p] = at * sigmoid;
      slope[p] = sigmoid * Math.fma(at, 1.0 - sigmoid, 1.0);
    }
  }
}
