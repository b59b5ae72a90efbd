package org.kanspark.kernel.optim;

/** Finds the minimiser of the cubic through two points with given slopes. */
final class CubicInterpolation {

  private CubicInterpolation() {}

  /**
   * Returns the step where the cubic has its local minimum, or NaN if it has none or the numbers
   * overflow. The minimum may lie anywhere: the caller safeguards it.
   *
   * <p>With s from 0 at the left point to 1 at the right one, the derivative is proportional to a -
   * 2 (a + theta) s + (a + b + 2 theta) s^2, where a and b are the slopes. Of the two forms of its
   * root the one that adds numbers of equal sign is used; everything is scaled before it is
   * squared.
   *
   * <pre>
   * Moré, Thuente: Line search algorithms with guaranteed sufficient decrease, ACM TOMS 20 (1994),
   * section 4; the same as Nocedal, Wright: Numerical Optimization, 2nd ed., equation 3.59.
   * </pre>
   */
  static double minimiser(LinePoint one, LinePoint other) {
    LinePoint left = one.step() < other.step() ? one : other;
    LinePoint right = one.step() < other.step() ? other : one;
    double width = right.step() - left.step();
    double secant = (right.value() - left.value()) / width;
    double theta = left.slope() + right.slope() - 3.0 * secant;
    double scale =
        Math.max(Math.abs(theta), Math.max(Math.abs(left.slope()), Math.abs(right.slope())));
    double a = left.slope() / scale;
    double b = right.slope() / scale;
    double c = theta / scale;
    double root = Math.sqrt(c * c - a * b); // NaN where the cubic has no minimum
    double part = a + c > 0.0 ? (a + c + root) / (a + b + 2.0 * c) : a / (a + c - root);
    double step = left.step() + part * width;
    return Double.isFinite(step) ? step : Double.NaN;
  }
}
