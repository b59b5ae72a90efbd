package org.kanspark.kernel.symbolic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.formula.FunctionTemplates;

/** Defines exponentials, trigonometric and hyperbolic functions and their inverses. */
final class ElementaryFunctions {
  private static final double HALF_PI = Math.PI / 2;
  private static final Domain UNIT = Domain.between(-1, true, 1, true);

  private ElementaryFunctions() {}

  static List<SymbolicFunction> all() {
    SymbolicFunction exp = exponential();
    SymbolicFunction sin = sine();
    SymbolicFunction arcsin = arcsine();
    return List.of(
        exp,
        shiftedExponential(exp),
        sin,
        cosine(sin),
        tangent(),
        arcsin,
        arccosine(arcsin),
        arctangent(),
        hyperbolicSine(),
        hyperbolicCosine(),
        areaSine(),
        areaCosine(),
        areaTangent());
  }

  /** Returns the forms of a function that every notation knows under some name. */
  static FunctionTemplates calls(String text, String latex, String sql, String java) {
    return new FunctionTemplates(
        text + "({x})",
        latex + "\\left({x}\\right)",
        sql + "({x})",
        "Math." + java + "({x})",
        null);
  }

  private static FunctionTemplates calls(String name, @Nullable String latex) {
    return calls(name, latex == null ? "\\" + name : latex, name, name);
  }

  private static SymbolicFunction exponential() {
    return SymbolicFunction.builder("exp", StrictMath::exp, StrictMath::exp)
        .complexity(2)
        .redundancy(Redundancy.SHIFT)
        .templates(calls("exp", null))
        .build();
  }

  private static SymbolicFunction shiftedExponential(SymbolicFunction exp) {
    return SymbolicFunction.builder("expm1", StrictMath::expm1, StrictMath::exp)
        .complexity(3)
        .equivalence(new Equivalence(exp, 1, 0, 1, -1))
        .templates(
            new FunctionTemplates(
                "(exp({x}) - 1)",
                "\\left(\\exp\\left({x}\\right) - 1\\right)",
                "expm1({x})",
                "Math.expm1({x})",
                null))
        .build();
  }

  private static SymbolicFunction sine() {
    return SymbolicFunction.builder("sin", StrictMath::sin, StrictMath::cos)
        .complexity(2)
        .symmetry(Symmetry.ODD)
        .period(2 * Math.PI, true)
        .templates(calls("sin", null))
        .build();
  }

  private static SymbolicFunction cosine(SymbolicFunction sin) {
    return SymbolicFunction.builder("cos", StrictMath::cos, x -> -StrictMath.sin(x))
        .complexity(2)
        .symmetry(Symmetry.EVEN)
        .period(2 * Math.PI, true)
        .equivalence(new Equivalence(sin, 1, HALF_PI, 1, 0))
        .templates(calls("cos", null))
        .build();
  }

  private static SymbolicFunction tangent() {
    RealFunction slope =
        x -> {
          double cos = StrictMath.cos(x);
          return 1 / (cos * cos);
        };
    return SymbolicFunction.builder("tan", StrictMath::tan, slope)
        .complexity(3)
        .symmetry(Symmetry.ODD)
        .period(Math.PI, false)
        .domain(Domain.allBut(HALF_PI, Math.PI))
        .templates(calls("tan", null))
        .build();
  }

  private static SymbolicFunction arcsine() {
    return SymbolicFunction.builder(
            "arcsin", StrictMath::asin, x -> 1 / StrictMath.sqrt((1 - x) * (1 + x)))
        .complexity(4)
        .symmetry(Symmetry.ODD)
        .domain(UNIT)
        .aliases("asin")
        .templates(calls("asin", "\\arcsin"))
        .build();
  }

  private static SymbolicFunction arccosine(SymbolicFunction arcsin) {
    return SymbolicFunction.builder(
            "arccos", StrictMath::acos, x -> -1 / StrictMath.sqrt((1 - x) * (1 + x)))
        .complexity(4)
        .domain(UNIT)
        .aliases("acos")
        .equivalence(new Equivalence(arcsin, 1, 0, -1, HALF_PI))
        .templates(calls("acos", "\\arccos"))
        .build();
  }

  private static SymbolicFunction arctangent() {
    return SymbolicFunction.builder("arctan", StrictMath::atan, x -> 1 / (1 + x * x))
        .complexity(4)
        .symmetry(Symmetry.ODD)
        .reach(8)
        .aliases("atan")
        .templates(calls("atan", "\\arctan"))
        .build();
  }

  private static SymbolicFunction hyperbolicSine() {
    return SymbolicFunction.builder("sinh", StrictMath::sinh, StrictMath::cosh)
        .complexity(4)
        .symmetry(Symmetry.ODD)
        .templates(calls("sinh", null))
        .build();
  }

  private static SymbolicFunction hyperbolicCosine() {
    return SymbolicFunction.builder("cosh", StrictMath::cosh, StrictMath::sinh)
        .complexity(4)
        .symmetry(Symmetry.EVEN)
        .templates(calls("cosh", null))
        .build();
  }

  /** Written by log1p, which keeps its digits on both sides of 0. */
  private static SymbolicFunction areaSine() {
    String sql = "(sign({x}) * log1p(abs({x}) + {p} * {p} / (1D + sqrt(1D + {p} * {p}))))";
    String helper =
        """
        private static double asinh(double x) {
          double s = Math.abs(x);
          return Math.copySign(Math.log1p(s + s * s / (1 + Math.sqrt(1 + s * s))), x);
        }
        """;
    return SymbolicFunction.builder(
            "arcsinh",
            x -> {
              double s = Math.abs(x);
              double v = StrictMath.log1p(s + s * s / (1 + StrictMath.sqrt(1 + s * s)));
              return Math.copySign(v, x);
            },
            x -> 1 / StrictMath.sqrt(1 + x * x))
        .complexity(4)
        .symmetry(Symmetry.ODD)
        .reach(8)
        .aliases("asinh")
        .templates(
            new FunctionTemplates(
                "asinh({x})",
                "\\operatorname{arsinh}\\left({x}\\right)",
                sql,
                "asinh({x})",
                helper))
        .build();
  }

  private static SymbolicFunction areaCosine() {
    String sql = "log1p({p} - 1D + sqrt(({p} - 1D) * ({p} + 1D)))";
    String helper =
        """
        private static double acosh(double x) {
          return Math.log1p(x - 1 + Math.sqrt((x - 1) * (x + 1)));
        }
        """;
    return SymbolicFunction.builder(
            "arccosh",
            x -> StrictMath.log1p(x - 1 + StrictMath.sqrt((x - 1) * (x + 1))),
            x -> 1 / StrictMath.sqrt((x - 1) * (x + 1)))
        .complexity(5)
        .domain(Domain.above(1, true))
        .aliases("acosh")
        .templates(
            new FunctionTemplates(
                "acosh({x})",
                "\\operatorname{arcosh}\\left({x}\\right)",
                sql,
                "acosh({x})",
                helper))
        .build();
  }

  private static SymbolicFunction areaTangent() {
    String helper =
        """
        private static double atanh(double x) {
          return 0.5 * (Math.log1p(x) - Math.log1p(-x));
        }
        """;
    return SymbolicFunction.builder(
            "arctanh",
            x -> 0.5 * (StrictMath.log1p(x) - StrictMath.log1p(-x)),
            x -> 1 / ((1 - x) * (1 + x)))
        .complexity(4)
        .symmetry(Symmetry.ODD)
        .domain(Domain.between(-1, false, 1, false))
        .aliases("atanh")
        .templates(
            new FunctionTemplates(
                "atanh({x})",
                "\\operatorname{artanh}\\left({x}\\right)",
                "(0.5D * (log1p({x}) - log1p(-{p})))",
                "atanh({x})",
                helper))
        .build();
  }
}
