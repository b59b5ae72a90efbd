package org.kanspark.kernel.symbolic;

import org.kanspark.kernel.formula.FunctionTemplates;

/**
 * Computes the error function {@code erf(x) = 2/sqrt(pi) * integral of exp(-t^2) from 0 to x} to
 * about 1e-16.
 *
 * <p>Below 1, {@code x P(2 x^2 - 1)}; from 1 to 6, {@code 1 - exp(-x^2) Q(9.6/(x + 2) - 2.2)};
 * above, 1. P and Q are Chebyshev expansions, computed with 60 digits, written in powers (the
 * coefficients fall so fast that nothing is lost by it; first neglected ones 2e-21 and 1.5e-19).
 */
final class ErrorFunction {
  private static final double[] NEAR = {
    0.9654687386698673, -0.1405360890227171, 0.019852496688983708, -0.0022854855611440673,
    0.00021751715604160108, -1.75371694414921e-05, 1.223382738352401e-06, -7.511569160678138e-08,
    4.11580059766496e-09, -2.0352493920247854e-10, 9.167606746069445e-12, -3.7910930392717217e-13,
    1.454817075960679e-14, -5.166061616805981e-16
  };
  private static final double[] FAR = {
    0.2214295402299318,
    0.16189356804102498,
    0.038560570425182406,
    0.005588816281839609,
    0.00019713917772835564,
    -8.079220426292727e-05,
    -7.340517941470624e-06,
    1.9795618189364308e-06,
    1.6349938636339256e-07,
    -7.005319573428159e-08,
    -5.886321053854852e-10,
    2.6240218125191535e-09,
    -2.6866682864095234e-10,
    -7.362723843294616e-11,
    2.211621110863333e-11,
    -1.2726572135314738e-13,
    -9.32059013818178e-13,
    1.421510561619543e-13
  };
  private static final double SATURATED = 6;
  private static final double SLOPE_AT_ZERO = 2 / StrictMath.sqrt(Math.PI);

  private ErrorFunction() {}

  static double value(double x) {
    double size = Math.abs(x);
    if (size < 1) {
      return x * Polynomial.value(NEAR, 2 * x * x - 1);
    }
    if (size < SATURATED) {
      double rest = StrictMath.exp(-x * x) * Polynomial.value(FAR, 9.6 / (size + 2) - 2.2);
      return Math.copySign(1 - rest, x);
    }
    return Double.isNaN(x) ? x : Math.signum(x);
  }

  static double derivative(double x) {
    return SLOPE_AT_ZERO * StrictMath.exp(-x * x);
  }

  static FunctionTemplates templates() {
    String near = Polynomial.text(NEAR, "(2D * {p} * {p} - 1D)", "D");
    String far = Polynomial.text(FAR, "(9.6D / (abs({x}) + 2D) - 2.2D)", "D");
    String sql =
        "(CASE WHEN abs({x}) < 1D THEN {p} * "
            + near
            + " WHEN abs({x}) < 6D THEN sign({x}) * (1D - exp(-({p} * {p})) * "
            + far
            + ") ELSE sign({x}) END)";
    String helper =
        """
        private static double erf(double x) {
          double s = Math.abs(x);
          if (s < 1) {
            double w = 2 * x * x - 1;
            return x * %s;
          }
          if (s < 6) {
            double w = 9.6 / (s + 2) - 2.2;
            return Math.copySign(1 - Math.exp(-x * x) * %s, x);
          }
          return Math.signum(x);
        }
        """
            .formatted(Polynomial.text(NEAR, "w", ""), Polynomial.text(FAR, "w", ""));
    return new FunctionTemplates(
        "erf({x})", "\\operatorname{erf}\\left({x}\\right)", sql, "erf({x})", helper);
  }
}
