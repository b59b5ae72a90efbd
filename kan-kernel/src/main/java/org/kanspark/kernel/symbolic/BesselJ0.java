package org.kanspark.kernel.symbolic;

import org.kanspark.kernel.formula.FunctionTemplates;

/**
 * Computes the Bessel function of the first kind of order 0 and its derivative, -J1, to about 1e-15
 * of 1. (That of Commons Math allocates its recurrence at each call and has no closed form to
 * export.)
 *
 * <p>Below 8, polynomials in {@code x^2/32 - 1}. Above, Hankel's form (Abramowitz and Stegun 1964,
 * 9.2.5): {@code J0(x) = sqrt(2/(pi x)) (P cos(x - pi/4) - Q sin(x - pi/4))} with P and x Q
 * polynomials in {@code 128/x^2 - 1}. All are Chebyshev expansions, computed with 60 digits,
 * written in powers (first neglected coefficients below 1.2e-18).
 */
final class BesselJ0 {
  private static final double[] J0_NEAR = {
    0.04582966485981377, 0.9303012472958572, -0.6484692830871837, -0.808088807669687,
    1.0383794611437211, -0.507468045847102, 0.14598884856759264, -0.028472718610869575,
    0.004058078989140991, -0.00044354592247272207, 3.8473197855944365e-05, -2.7177491450236107e-06,
    1.5956109104549218e-07, -7.915407738245845e-09, 3.3634475788173604e-10, -1.2384637259147907e-11,
    4.0037632815796753e-13, -1.1382224373024272e-14
  };
  private static final double[] J1_NEAR = {
    -0.05814382795599107, 0.08105866038589796, 0.15151665143806634, -0.2595948652859303,
    0.15858376432721938, -0.054745818212847276, 0.012456814392255438, -0.002029039494570245,
    0.0002494945813909099, -2.4045748660869658e-05, 1.8684525371950874e-06, -1.1967081644236783e-07,
    6.4312687983276065e-09, -2.943037882441676e-10, 1.1610590175819576e-11, -3.990810305436148e-13,
    1.2095547964761484e-14, -3.238244035881746e-16
  };
  private static final double[] P0 = {
    0.9994572757882519,
    -0.0005363673192130047,
    6.137416080163085e-06,
    -2.0527448156307146e-07,
    1.2803760583405539e-08,
    -1.2121182069774233e-09,
    1.5501079933860844e-10,
    -2.4882702786880542e-11,
    4.772297614846628e-12,
    -1.0636861151667625e-12,
    2.668750992381705e-13,
    -6.416781008015415e-14,
    1.7716435634547776e-14,
    -1.180002783020184e-14,
    4.479453416045804e-15
  };
  private static final double[] Q0 = {
    -0.12444091103610815, 0.0005466519279475266, -1.1817110661200976e-05, 5.684971881753781e-07,
    -4.534972837363434e-08, 5.146231602705606e-09, -7.5763304988972e-10, 1.3623497617833053e-10,
    -2.8707211071105146e-11, 6.951785915752245e-12, -1.873640743543296e-12, 4.605060470396763e-13,
    -1.3137515498826537e-13, 1.0185094098694355e-13, -4.0574096424030336e-14
  };
  private static final double[] P1 = {
    1.0009070262780821, 0.0008988049416705579, -7.95969469849487e-06, 2.4536766222672443e-07,
    -1.4708512086159542e-08, 1.3603058049468316e-09, -1.7131617922370612e-10, 2.720406848040165e-11,
    -5.1756417352379415e-12, 1.1462229852806783e-12, -2.861148018572335e-13, 6.864486664846182e-14,
    -1.8904930097426227e-14, 1.2489929194563941e-14, -4.728767819765722e-15
  };
  private static final double[] Q1 = {
    0.3742149922195918, -0.0007697167057643706, 1.4569614809851411e-05, -6.633568561050814e-07,
    5.136105997071193e-08, -5.720890888840857e-09, 8.316077350038262e-10, -1.4816588916791194e-10,
    3.100364837230575e-11, -7.465104477698295e-12, 2.002728774766585e-12, -4.91574062967655e-13,
    1.3996264453471973e-13, -1.0759215471978615e-13, 4.275621822194818e-14
  };
  private static final double SPLIT = 8;

  private BesselJ0() {}

  static double value(double x) {
    double size = Math.abs(x);
    if (size < SPLIT) {
      return Polynomial.value(J0_NEAR, x * x / 32 - 1);
    }
    double w = 128 / (size * size) - 1;
    double sin = StrictMath.sin(size);
    double cos = StrictMath.cos(size);
    double even = Polynomial.value(P0, w);
    double odd = Polynomial.value(Q0, w) / size;
    double wave = even * (cos + sin) - odd * (sin - cos);
    return size == Double.POSITIVE_INFINITY ? 0 : wave / StrictMath.sqrt(Math.PI * size);
  }

  static double derivative(double x) {
    double size = Math.abs(x);
    if (size < SPLIT) {
      return -x * Polynomial.value(J1_NEAR, x * x / 32 - 1);
    }
    double w = 128 / (size * size) - 1;
    double sin = StrictMath.sin(size);
    double cos = StrictMath.cos(size);
    double even = Polynomial.value(P1, w);
    double odd = Polynomial.value(Q1, w) / size;
    double wave = even * (sin - cos) + odd * (sin + cos);
    return size == Double.POSITIVE_INFINITY
        ? 0
        : -Math.signum(x) * wave / StrictMath.sqrt(Math.PI * size);
  }

  static FunctionTemplates templates() {
    String size = "greatest(abs({x}), 8D)";
    String w = "(128D / pow(" + size + ", 2D) - 1D)";
    String sql =
        "(CASE WHEN abs({x}) < 8D THEN "
            + Polynomial.text(J0_NEAR, "({p} * {p} / 32D - 1D)", "D")
            + " ELSE ("
            + Polynomial.text(P0, w, "D")
            + " * (cos({x}) + sin(abs({x}))) - "
            + Polynomial.text(Q0, w, "D")
            + " / "
            + size
            + " * (sin(abs({x})) - cos({x}))) / sqrt(pi() * "
            + size
            + ") END)";
    String helper =
        """
        private static double besselJ0(double x) {
          double s = Math.abs(x);
          if (s < 8) {
            double w = x * x / 32 - 1;
            return %s;
          }
          double w = 128 / (s * s) - 1;
          double sin = Math.sin(s);
          double cos = Math.cos(s);
          double p = %s;
          double q = %s / s;
          return (p * (cos + sin) - q * (sin - cos)) / Math.sqrt(Math.PI * s);
        }
        """
            .formatted(
                Polynomial.text(J0_NEAR, "w", ""),
                Polynomial.text(P0, "w", ""),
                Polynomial.text(Q0, "w", ""));
    return new FunctionTemplates(
        "besselj(0, {x})", "J_{0}\\left({x}\\right)", sql, "besselJ0({x})", helper);
  }
}
