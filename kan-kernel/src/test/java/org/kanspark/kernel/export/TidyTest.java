package org.kanspark.kernel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.symbolic.SymbolicFunction;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

class TidyTest {
  private static final Expression X = Expression.variable("x");
  private static final Expression Y = Expression.variable("y");
  private static final List<Map<String, Double>> POINTS =
      List.of(Map.of("x", 1.5, "y", 0.7), Map.of("x", 0.3, "y", 2.0));

  private static Expression call(String function, Expression argument) {
    return SymbolicLibrary.standard().find(function).orElseThrow().of(argument);
  }

  private static String tidy(Expression formula) {
    Expression tidy = Tidy.of(formula).distributed();
    SplittableRandom random = new SplittableRandom(1);
    for (int p = 0; p < 50; p++) {
      double x = random.nextDouble(0.1, 3);
      double y = random.nextDouble(0.1, 3);
      double expected = formula.value(name -> name.equals("x") ? x : y);
      assertThat(tidy.value(name -> name.equals("x") ? x : y))
          .as("%s at %s, %s", FormulaPrinter.of(Notation.TEXT).print(tidy), x, y)
          .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }
    return FormulaPrinter.of(Notation.TEXT).print(new Rounding(4, POINTS).of(tidy));
  }

  @Test
  void logarithmsInExponentialsAreProducts() {
    Expression shifted = call("log", Expression.affine(2, Y, 0));
    Expression difference =
        Expression.sum(call("log", X), Expression.product(-1, Expression.affine(1, shifted, -0.3)));
    String half = String.format(Locale.ROOT, "%.4g", Math.exp(0.3) / 2);
    assertThat(tidy(call("exp", difference))).isEqualTo(half + "*x/y");

    Expression root = Expression.product(0.5, call("log", Expression.affine(1, X, 1.2)));
    Expression squared = Expression.product(2.0000000000000004, call("log", Y));
    assertThat(tidy(call("exp", Expression.sum(root, squared)))).isEqualTo("sqrt(x + 1.2)*y^2");
    assertThat(tidy(call("exp", Expression.product(-0.73333333, call("log", X)))))
        .isEqualTo("1/x^0.7333");
    assertThat(tidy(call("exp", call("log", Expression.affine(-1, X, 4))))).isEqualTo("-x + 4");
  }

  @Test
  void whatIsNoLogarithmStaysInTheExponential() {
    Expression mixed =
        Expression.sum(List.of(call("log", X), Expression.product(3, Y), Expression.constant(-1)));
    assertThat(tidy(call("exp", mixed))).isEqualTo("0.3679*x*exp(3*y)");
    Expression large = Expression.sum(X, Expression.constant(60));
    assertThat(tidy(call("exp", large))).isEqualTo("exp(x + 60)");
  }

  /** Their powers would overflow, or leave a number alone in the exponential, which would be 0. */
  @Test
  void largeMultiplesOfLogarithmsStayInTheExponential() {
    for (int sign : List.of(1, -1)) {
      Expression logarithm = call("log", Expression.affine(1, X, 403));
      Expression line = Expression.affine(sign * 400, logarithm, sign * -2400);
      assertThat(tidy(call("exp", line))).startsWith("exp(").contains("log(x + 403)");
    }
    Expression steep = Expression.product(30, call("log", X));
    assertThat(tidy(call("exp", steep))).isEqualTo("exp(30*log(x))");
  }

  @Test
  void functionsOfOnesOwnAreNotTakenForOthersOfTheirName() {
    SymbolicFunction wide =
        SymbolicFunction.builder("gaussian", x -> StrictMath.exp(-x * x / 2), x -> 0).build();
    assertThat(tidy(wide.of(X))).isEqualTo("gaussian(x)");
  }

  @Test
  void bellCurvesHaveTheirWidthInFrontOfTheSquare() {
    Expression bell = call("gaussian", Expression.affine(Math.sqrt(0.5), X, -Math.sqrt(2)));
    assertThat(tidy(bell)).isEqualTo("exp(-0.5*(x - 2)^2)");
  }
}
