package org.kanspark.kernel.symbolic;

import java.util.List;
import org.kanspark.kernel.formula.FunctionTemplates;

/** Defines logarithms, and those of factors that edges of products are made of. */
final class LogarithmFunctions {
  private static final double LOG_2 = StrictMath.log(2);

  private LogarithmFunctions() {}

  static List<SymbolicFunction> all() {
    SymbolicFunction log = logarithm();
    return List.of(log, shiftedLogarithm(log), logarithmOfCosine(), logarithmOfDifference());
  }

  private static SymbolicFunction logarithm() {
    return SymbolicFunction.builder("log", StrictMath::log, x -> 1 / x)
        .complexity(2)
        .redundancy(Redundancy.SCALE)
        .domain(Domain.above(0, false))
        .aliases("ln")
        .templates(ElementaryFunctions.calls("log", "\\ln", "ln", "log"))
        .build();
  }

  private static SymbolicFunction shiftedLogarithm(SymbolicFunction log) {
    return SymbolicFunction.builder("log1p", StrictMath::log1p, x -> 1 / (1 + x))
        .complexity(3)
        .domain(Domain.above(-1, false))
        .equivalence(new Equivalence(log, 1, 1, 1, 0))
        .templates(
            new FunctionTemplates(
                "log(1 + {p})",
                "\\ln\\left(1 + {p}\\right)",
                "log1p({x})",
                "Math.log1p({x})",
                null))
        .build();
  }

  /** The logarithm of a hyperbolic cosine: a factor of a product whose other nodes are sums. */
  private static SymbolicFunction logarithmOfCosine() {
    String helper =
        """
        private static double logcosh(double x) {
          double s = Math.abs(x);
          return s - Math.log(2) + Math.log1p(Math.exp(-2 * s));
        }
        """;
    return SymbolicFunction.builder(
            "log(cosh(x))",
            x -> {
              double s = Math.abs(x);
              return s - LOG_2 + StrictMath.log1p(StrictMath.exp(-2 * s));
            },
            StrictMath::tanh)
        .complexity(5)
        .symmetry(Symmetry.EVEN)
        .aliases("logcosh")
        .templates(
            new FunctionTemplates(
                "log(cosh({x}))",
                "\\ln\\left(\\cosh\\left({x}\\right)\\right)",
                "(abs({x}) - ln(2D) + log1p(exp(-2D * abs({x}))))",
                "logcosh({x})",
                helper))
        .build();
  }

  /** The logarithm of (1 - x)(1 + x): of a root, an inverse, a power of a difference of squares. */
  private static SymbolicFunction logarithmOfDifference() {
    return SymbolicFunction.builder(
            "log(1-x^2)",
            x -> StrictMath.log1p(x) + StrictMath.log1p(-x),
            x -> -2 * x / ((1 - x) * (1 + x)))
        .complexity(5)
        .symmetry(Symmetry.EVEN)
        .domain(Domain.between(-1, false, 1, false))
        .templates(
            new FunctionTemplates(
                "log(1 - {p}^2)",
                "\\ln\\left(1 - {p}^{2}\\right)",
                "(log1p({x}) + log1p(-{p}))",
                "(Math.log1p({x}) + Math.log1p(-{p}))",
                null))
        .build();
  }
}
