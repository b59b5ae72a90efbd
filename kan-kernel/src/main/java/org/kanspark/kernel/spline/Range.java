package org.kanspark.kernel.spline;

/**
 * Holds the ends of the interval that the knots of one input cover; equal ends mean a constant
 * input, which gets no knots.
 *
 * @param lower a, finite
 * @param upper b, finite, not below a
 */
public record Range(double lower, double upper) {
  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if an end is not finite or {@code lower > upper}
   */
  public Range {
    if (!(lower <= upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
      throw new IllegalArgumentException(
          "range [" + lower + ", " + upper + "]: two finite ends, lower <= upper, are needed");
    }
  }

  /** Returns {@code upper - lower}. */
  public double width() {
    return upper - lower;
  }

  /**
   * Says whether {@code intervals} intervals fit into the range at its precision: the narrowest gap
   * allowed, {@link Knots#MIN_GAP} of the mean spacing, must be several times the distance of
   * neighbouring doubles. A constant range never passes; nor does one whose width is rounding
   * noise.
   */
  public boolean supports(int intervals) {
    double narrowest = Knots.MIN_GAP * (width() / intervals);
    return Double.isFinite(width()) && narrowest > 0 && narrowest >= 8 * precision();
  }

  /** Returns the distance of neighbouring doubles at the end of larger magnitude. */
  double precision() {
    return Math.ulp(Math.max(Math.abs(lower), Math.abs(upper)));
  }
}
