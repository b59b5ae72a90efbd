package org.kanspark.kernel.symbolic;

import java.util.List;
import org.kanspark.kernel.formula.FunctionTemplates;

/** Defines bells, steps, ramps and waves of statistics, physics and neural networks. */
final class ShapeFunctions {
  /** Below, sin(x)/x is taken from its series, whose next term is below 1e-17. */
  private static final double SINC_SERIES = 0.01;

  private ShapeFunctions() {}

  static List<SymbolicFunction> all() {
    SymbolicFunction tanh = hyperbolicTangent();
    return List.of(
        tanh,
        sigmoid(tanh),
        gaussian(),
        errorFunction(),
        softplus(),
        silu(),
        entropy(),
        sinc(),
        bessel());
  }

  private static SymbolicFunction hyperbolicTangent() {
    RealFunction slope =
        x -> {
          double cosh = StrictMath.cosh(x);
          return 1 / (cosh * cosh);
        };
    return SymbolicFunction.builder("tanh", StrictMath::tanh, slope)
        .complexity(3)
        .symmetry(Symmetry.ODD)
        .templates(
            new FunctionTemplates(
                "tanh({x})", "\\tanh\\left({x}\\right)", "tanh({x})", "Math.tanh({x})", null))
        .build();
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static SymbolicFunction sigmoid(SymbolicFunction tanh) {
    return SymbolicFunction.builder(
            "sigmoid", ShapeFunctions::logistic, x -> logistic(x) * logistic(-x))
        .complexity(4)
        .aliases("logistic")
        .equivalence(new Equivalence(tanh, 0.5, 0, 0.5, 0.5))
        .templates(
            new FunctionTemplates(
                "(1/(1 + exp(-{p})))",
                "\\frac{1}{1 + \\exp\\left(-{p}\\right)}",
                "pow(1D + exp(-{p}), -1D)",
                "(1 / (1 + Math.exp(-{p})))",
                null))
        .build();
  }

  private static SymbolicFunction gaussian() {
    return SymbolicFunction.builder(
            "gaussian", x -> StrictMath.exp(-x * x), x -> -2 * x * StrictMath.exp(-x * x))
        .complexity(3)
        .symmetry(Symmetry.EVEN)
        .aliases("gauss", "exp(-x^2)")
        .templates(
            new FunctionTemplates(
                "exp(-{p}^2)",
                "\\exp\\left(-{p}^{2}\\right)",
                "exp(-pow({x}, 2D))",
                "Math.exp(-Math.pow({x}, 2.0))",
                null))
        .build();
  }

  private static SymbolicFunction errorFunction() {
    return SymbolicFunction.builder("erf", ErrorFunction::value, ErrorFunction::derivative)
        .complexity(4)
        .symmetry(Symmetry.ODD)
        .templates(ErrorFunction.templates())
        .build();
  }

  private static SymbolicFunction softplus() {
    String helper =
        """
        private static double softplus(double x) {
          return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        }
        """;
    return SymbolicFunction.builder(
            "softplus",
            x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
            ShapeFunctions::logistic)
        .complexity(5)
        .templates(
            new FunctionTemplates(
                "log(1 + exp({x}))",
                "\\ln\\left(1 + \\exp\\left({x}\\right)\\right)",
                "(greatest({x}, 0D) + log1p(exp(-abs({x}))))",
                "softplus({x})",
                helper))
        .build();
  }

  private static SymbolicFunction silu() {
    String helper =
        """
        private static double silu(double x) {
          return x / (1 + Math.exp(-x));
        }
        """;
    return SymbolicFunction.builder(
            "silu",
            x -> x == Double.NEGATIVE_INFINITY ? -0.0 : x * logistic(x),
            x -> logistic(x) * (1 + x * logistic(-x)))
        .complexity(5)
        .reach(8)
        .aliases("swish")
        .templates(
            new FunctionTemplates(
                "({p}/(1 + exp(-{p})))",
                "\\frac{{x}}{1 + \\exp\\left(-{p}\\right)}",
                "({p} * pow(1D + exp(-{p}), -1D))",
                "silu({x})",
                helper))
        .build();
  }

  /** The term of an entropy, with its limit at 0. */
  private static SymbolicFunction entropy() {
    String helper =
        """
        private static double xlogx(double x) {
          return x == 0 ? 0 : x * Math.log(x);
        }
        """;
    return SymbolicFunction.builder(
            "x*log(x)", x -> x == 0 ? 0 : x * StrictMath.log(x), x -> StrictMath.log(x) + 1)
        .complexity(5)
        .domain(Domain.above(0, true))
        .aliases("xlogx")
        .templates(
            new FunctionTemplates(
                "({p}*log({x}))",
                "{p} \\ln\\left({x}\\right)",
                "(CASE WHEN {p} = 0D THEN 0D ELSE {p} * ln({x}) END)",
                "xlogx({x})",
                helper))
        .build();
  }

  private static double sincValue(double x) {
    double square = x * x;
    return Math.abs(x) < SINC_SERIES
        ? 1 - square / 6 * (1 - square / 20 * (1 - square / 42))
        : StrictMath.sin(x) / x;
  }

  private static double sincDerivative(double x) {
    double square = x * x;
    return Math.abs(x) < SINC_SERIES
        ? -x / 3 * (1 - square / 10 * (1 - square / 28))
        : (StrictMath.cos(x) - StrictMath.sin(x) / x) / x;
  }

  private static SymbolicFunction sinc() {
    String helper =
        """
        private static double sinc(double x) {
          return x == 0 ? 1 : Math.sin(x) / x;
        }
        """;
    return SymbolicFunction.builder(
            "sinc", ShapeFunctions::sincValue, ShapeFunctions::sincDerivative)
        .complexity(5)
        .symmetry(Symmetry.EVEN)
        .oscillating()
        .aliases("sin(x)/x")
        .templates(
            new FunctionTemplates(
                "(sin({x})/{p})",
                "\\frac{\\sin\\left({x}\\right)}{{x}}",
                "(CASE WHEN {p} = 0D THEN 1D ELSE sin({x}) * pow({x}, -1D) END)",
                "sinc({x})",
                helper))
        .build();
  }

  private static SymbolicFunction bessel() {
    return SymbolicFunction.builder("j0", BesselJ0::value, BesselJ0::derivative)
        .complexity(5)
        .symmetry(Symmetry.EVEN)
        .oscillating()
        .aliases("besselj0", "bessel_j0")
        .templates(BesselJ0.templates())
        .build();
  }
}
