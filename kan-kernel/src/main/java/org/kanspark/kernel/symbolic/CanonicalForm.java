package org.kanspark.kernel.symbolic;

/**
 * Turns a fit on [-1, 1] into {@code c f(a x + b) + d} over x, in the one form among equal ones
 * that {@link AffineFit} promises.
 */
final class CanonicalForm {
  /** Larger exponents stay inside the exponential. */
  private static final double LARGE_EXPONENT = 50;

  private static final double EPSILON = 0x1p-52;
  private static final int REPAIRS = 24;

  private CanonicalForm() {}

  /** Returns the fit with argument {@code alpha + beta u}. */
  static AffineFit of(Curve curve, SymbolicFunction function, double alpha, double beta) {
    double middle = 0.5 * curve.lower() + 0.5 * curve.upper();
    double half = 0.5 * curve.upper() - 0.5 * curve.lower();
    double shrink = 0;
    AffineFit fit = null;
    // Rounding may push an end of the range over the end of the domain: draw it back by as little.
    for (int repair = 0; repair < REPAIRS && (fit == null || !fit.ok()); repair++) {
      double span = beta * (1 - shrink);
      double a = span / half;
      double b = alpha - a * middle;
      switch (function.redundancy()) {
        case BOTH -> {
          a = 1;
          b = 0;
        }
        case SHIFT -> b = Math.abs(a * middle) < LARGE_EXPONENT ? 0 : b;
        case SCALE -> {
          b /= Math.abs(a);
          a = Math.signum(a);
        }
        case NONE -> {
          // Both are needed as they are.
        }
      }
      fit = canonical(curve, function, a, b);
      shrink = shrink == 0 ? EPSILON : 2 * shrink;
    }
    return fit == null ? AffineFitter.none(curve, function, Double.POSITIVE_INFINITY) : fit;
  }

  private static AffineFit canonical(Curve curve, SymbolicFunction function, double a, double b) {
    double scale = a;
    double shift = b;
    if (a < 0 && function.symmetry() != Symmetry.NONE) {
      scale = -a;
      shift = -b;
    }
    double period = function.period();
    if (period > 0) {
      shift -= period * Math.rint(shift / period);
    }
    AffineFit fit = solve(curve, function, scale, shift + 0.0);
    if (fit.c() < 0 && function.isAntiperiodic()) {
      shift += shift > 0 ? -period / 2 : period / 2;
      fit = solve(curve, function, scale, shift);
    }
    return fit;
  }

  /** Turns the fit of one function into that of another which is the same in disguise. */
  static AffineFit translate(
      Curve curve, SymbolicFunction function, Equivalence equivalence, AffineFit base) {
    if (!base.ok()) {
      return AffineFitter.none(curve, function, base.unexplained());
    }
    double a = base.a() / equivalence.innerScale();
    double b = (base.b() - equivalence.innerShift()) / equivalence.innerScale();
    boolean anyShift = equivalence.base().redundancy() == Redundancy.SHIFT;
    if (anyShift && Math.max(a * curve.lower() + b, a * curve.upper() + b) < -1) {
      // Far down an exponential less 1 has lost its digits.
      b = -a * (0.5 * curve.lower() + 0.5 * curve.upper());
    }
    return canonical(curve, function, a, b);
  }

  /** Solves for c and d by least squares, twice, the second time for what rounding left. */
  static AffineFit solve(Curve curve, SymbolicFunction function, double a, double b) {
    double low = Math.min(a * curve.lower() + b, a * curve.upper() + b);
    double high = Math.max(a * curve.lower() + b, a * curve.upper() + b);
    if (!function.domain().containsInterval(low, high)) {
      return AffineFitter.none(curve, function, Double.POSITIVE_INFINITY);
    }
    int n = curve.x().length;
    double total = curve.totalWeight();
    double[] f = new double[n];
    double mean = 0;
    for (int m = 0; m < n; m++) {
      f[m] = function.value(a * curve.x()[m] + b);
      mean += curve.weight()[m] * f[m] / total;
    }
    double variance = 0;
    for (int m = 0; m < n; m++) {
      variance += curve.weight()[m] * (f[m] - mean) * (f[m] - mean) / total;
    }
    if (!Double.isFinite(variance)) {
      return AffineFitter.none(curve, function, Double.POSITIVE_INFINITY);
    }
    double c = 0;
    double d = curve.mean();
    for (int round = 0; round < 2; round++) {
      double rest = 0;
      double product = 0;
      for (int m = 0; m < n; m++) {
        double left = curve.y()[m] - (c * f[m] + d);
        rest += curve.weight()[m] * left / total;
        product += curve.weight()[m] * left * (f[m] - mean) / total;
      }
      double change = variance > 0 ? product / variance : 0;
      c += change;
      d += rest - change * mean;
    }
    double squares = 0;
    for (int m = 0; m < n; m++) {
      double left = curve.y()[m] - (c * f[m] + d);
      squares += curve.weight()[m] * left * left / total;
    }
    double deviation = curve.standardDeviation();
    double unexplained = deviation > 0 ? squares / (deviation * deviation) : 1;
    return new AffineFit(function, a, b, c, d, unexplained, Math.sqrt(squares), true);
  }
}
