package org.kanspark.kernel.symbolic;

import java.util.List;
import org.kanspark.kernel.formula.FunctionTemplates;

/** Defines constant, line, powers, roots and what bends or jumps at 0. */
final class PowerFunctions {
  private static final Domain POSITIVE = Domain.above(0, false);
  private static final Domain NOT_NEGATIVE = Domain.above(0, true);
  private static final Domain NOT_ZERO = Domain.allBut(0, 0);

  /** The constant 0, which only d lifts. */
  static final SymbolicFunction ZERO =
      SymbolicFunction.builder("0", x -> 0, x -> 0)
          .complexity(0)
          .redundancy(Redundancy.BOTH)
          .templates(new FunctionTemplates("0", "0", "0D", "0.0", null))
          .build();

  private PowerFunctions() {}

  static List<SymbolicFunction> all() {
    return List.of(
        ZERO,
        line(),
        power("x^2", 2, 2, x -> x * x, x -> 2 * x).symmetry(Symmetry.EVEN).build(),
        power("x^3", 3, 3, x -> x * x * x, x -> 3 * x * x).symmetry(Symmetry.ODD).build(),
        power("x^4", 4, 3, x -> x * x * (x * x), x -> 4 * (x * x * x))
            .symmetry(Symmetry.EVEN)
            .build(),
        power("x^5", 5, 3, x -> x * x * (x * x) * x, x -> 5 * (x * x * (x * x)))
            .symmetry(Symmetry.ODD)
            .build(),
        inverse("1/x", 1, 2, x -> 1 / x, x -> -1 / (x * x)),
        inverse("1/x^2", 2, 2, x -> 1 / (x * x), x -> -2 / (x * x * x)),
        inverse("1/x^3", 3, 3, x -> 1 / (x * x * x), x -> -3 / (x * x * (x * x))),
        inverse("1/x^4", 4, 4, x -> 1 / (x * x * (x * x)), x -> -4 / (x * x * (x * x) * x)),
        inverse("1/x^5", 5, 5, x -> 1 / (x * x * (x * x) * x), x -> -5 / (x * x * x * (x * x * x))),
        power("sqrt", 0.5, 2, StrictMath::sqrt, x -> 0.5 / StrictMath.sqrt(x))
            .domain(NOT_NEGATIVE)
            .aliases("x^0.5", "x^(1/2)")
            .build(),
        power("x^1.5", 1.5, 4, x -> x * StrictMath.sqrt(x), x -> 1.5 * StrictMath.sqrt(x))
            .domain(NOT_NEGATIVE)
            .aliases("x^(3/2)")
            .build(),
        power(
                "1/sqrt(x)",
                -0.5,
                2,
                x -> 1 / StrictMath.sqrt(x),
                x -> -0.5 / (x * StrictMath.sqrt(x)))
            .domain(POSITIVE)
            .aliases("1/x^0.5", "x^-0.5", "x^(-1/2)")
            .build(),
        power(
                "1/x^1.5",
                -1.5,
                4,
                x -> 1 / (x * StrictMath.sqrt(x)),
                x -> -1.5 / (x * x * StrictMath.sqrt(x)))
            .domain(POSITIVE)
            .aliases("x^-1.5", "x^(-3/2)")
            .build(),
        cubeRoot(),
        absolute(),
        rectifier(),
        sign());
  }

  private static SymbolicFunctionBuilder power(
      String name, double exponent, int complexity, RealFunction value, RealFunction derivative) {
    return SymbolicFunction.builder(name, value, derivative)
        .complexity(complexity)
        .redundancy(Redundancy.SCALE)
        .exponent(exponent);
  }

  private static SymbolicFunction inverse(
      String name, int exponent, int complexity, RealFunction value, RealFunction derivative) {
    return power(name, -exponent, complexity, value, derivative)
        .domain(NOT_ZERO)
        .symmetry(exponent % 2 == 0 ? Symmetry.EVEN : Symmetry.ODD)
        .aliases("x^-" + exponent)
        .build();
  }

  private static SymbolicFunction line() {
    return SymbolicFunction.builder("x", x -> x, x -> 1)
        .complexity(1)
        .redundancy(Redundancy.BOTH)
        .exponent(1)
        .build();
  }

  private static SymbolicFunction cubeRoot() {
    return SymbolicFunction.builder(
            "cbrt", StrictMath::cbrt, x -> 1 / (3 * StrictMath.cbrt(x) * StrictMath.cbrt(x)))
        .complexity(4)
        .redundancy(Redundancy.SCALE)
        .symmetry(Symmetry.ODD)
        .aliases("x^(1/3)")
        .templates(
            new FunctionTemplates(
                "(sign({x})*abs({x})^(1/3))",
                "\\sqrt[3]{{x}}",
                "cbrt({x})",
                "Math.cbrt({x})",
                null))
        .build();
  }

  private static SymbolicFunction absolute() {
    return SymbolicFunction.builder("abs", Math::abs, Math::signum)
        .complexity(3)
        .redundancy(Redundancy.SCALE)
        .symmetry(Symmetry.EVEN)
        .kinked()
        .templates(
            new FunctionTemplates(
                "abs({x})", "\\left|{x}\\right|", "abs({x})", "Math.abs({x})", null))
        .build();
  }

  private static SymbolicFunction rectifier() {
    return SymbolicFunction.builder("relu", x -> x < 0 ? 0 : x, x -> x > 0 ? 1 : 0)
        .complexity(4)
        .redundancy(Redundancy.SCALE)
        .kinked()
        .templates(
            new FunctionTemplates(
                "(({p} + abs({x}))/2)",
                "\\max\\left(0, {x}\\right)",
                "greatest(0D, {x})",
                "Math.max(0.0, {x})",
                null))
        .build();
  }

  private static SymbolicFunction sign() {
    return SymbolicFunction.builder("sgn", Math::signum, x -> 0)
        .complexity(3)
        .redundancy(Redundancy.SCALE)
        .symmetry(Symmetry.ODD)
        .step()
        .aliases("sign", "signum")
        .templates(
            new FunctionTemplates(
                "sign({x})",
                "\\operatorname{sgn}\\left({x}\\right)",
                "sign({x})",
                "Math.signum({x})",
                null))
        .build();
  }
}
