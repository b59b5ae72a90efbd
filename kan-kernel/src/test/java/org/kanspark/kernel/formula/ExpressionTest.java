package org.kanspark.kernel.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.kanspark.kernel.formula.Expression.affine;
import static org.kanspark.kernel.formula.Expression.call;
import static org.kanspark.kernel.formula.Expression.constant;
import static org.kanspark.kernel.formula.Expression.power;
import static org.kanspark.kernel.formula.Expression.product;
import static org.kanspark.kernel.formula.Expression.sum;
import static org.kanspark.kernel.formula.Expression.variable;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.formula.Expression.Call;
import org.kanspark.kernel.formula.Expression.Constant;
import org.kanspark.kernel.formula.Expression.Product;
import org.kanspark.kernel.formula.Expression.Sum;

class ExpressionTest {
  private static final Expression X = variable("x");
  private static final Expression Y = variable("y");

  private static String text(Expression expression) {
    return FormulaPrinter.of(Notation.TEXT).print(expression);
  }

  @Test
  void sumsAreFlatWithOneConstantAtTheEnd() {
    Expression sum = sum(List.of(constant(2), sum(X, constant(3)), sum(constant(-1), Y)));
    assertThat(((Sum) sum).terms()).containsExactly(X, Y, constant(4));
    assertThat(sum(X, constant(0))).isEqualTo(X);
    assertThat(sum(constant(2), constant(-2))).isEqualTo(constant(0));
    assertThat(sum(List.of())).isEqualTo(constant(0));
  }

  @Test
  void productsAreFlatWithOneConstantAtTheFront() {
    Expression product = product(List.of(X, constant(2), product(3, Y)));
    assertThat(((Product) product).factors()).containsExactly(constant(6), X, Y);
    assertThat(product(1, X)).isEqualTo(X);
    assertThat(product(-1, product(-1, X))).isEqualTo(X);
    assertThat(product(0, call(RandomFormulas.SIN, X))).isEqualTo(constant(0));
    assertThat(product(List.of())).isEqualTo(constant(1));
  }

  @Test
  void powersAndCallsOfNumbersAreNumbers() {
    assertThat(power(X, 1)).isEqualTo(X);
    assertThat(power(X, 0)).isEqualTo(constant(1));
    assertThat(power(constant(3), 2)).isEqualTo(constant(9));
    assertThat(power(power(X, 2), 3)).isEqualTo(power(X, 6));
    assertThat(call(RandomFormulas.SIN, constant(0))).isEqualTo(constant(0));
  }

  @Test
  void whatWouldChangeTheDomainStays() {
    // sqrt(x^2) is |x|; 1/0 and 1e308 * 10 are no numbers.
    assertThat(text(power(power(X, 2), 0.5))).isEqualTo("sqrt(x^2)");
    assertThat(text(power(constant(0), -1))).isEqualTo("1/0");
    assertThat(text(product(List.of(constant(1e308), constant(10), X)))).contains("e308");
    FormulaFunction log = RandomFormulas.function("log", Math::log);
    assertThat(call(log, constant(-1))).isInstanceOf(Call.class);
  }

  @Test
  void numbersMustBeFinite() {
    assertThatThrownBy(() -> constant(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> affine(1, X, Double.POSITIVE_INFINITY))
        .hasMessageContaining("Infinity");
  }

  @Test
  void simplifyingKeepsTheValue() {
    RandomFormulas formulas = new RandomFormulas(3);
    for (int i = 0; i < 300; i++) {
      Expression formula = formulas.next(4);
      double value = formula.value(name -> name.equals("x") ? 0.7 : 1.3);
      Expression same = formula.substitute(Expression::variable);
      assertThat(same).isEqualTo(formula);
      double distributed = formula.distributed().value(name -> name.equals("x") ? 0.7 : 1.3);
      assertThat(distributed).isCloseTo(value, within(1e-11 * Math.max(1, Math.abs(value))));
    }
  }

  @Test
  void roundsNumbersButNotExponents() {
    Expression formula = affine(1.23456, power(sum(X, constant(0.98765)), 1.23456), -2e-9);
    assertThat(text(formula.rounded(3))).isEqualTo("1.23*(x + 0.988)^1.23456 - 2e-9");
    assertThat(formula.rounded(17)).isEqualTo(formula);
    assertThat(affine(1.0000001, X, 1e-20).rounded(4)).isNotEqualTo(X);
    assertThat(affine(1.0000001, X, 0).rounded(4)).isEqualTo(X);
  }

  @Test
  void substitutionComposesAndFolds() {
    Expression outer = affine(2, X, 1);
    Expression composed = outer.substitute(name -> affine(3, Y, 4));
    assertThat(composed.value(name -> 5)).isEqualTo(2 * (3 * 5 + 4) + 1);
    assertThat(text(composed)).isEqualTo("2*(3*y + 4) + 1");
    assertThat(text(composed.distributed())).isEqualTo("6*y + 9");
    assertThat(outer.substitute(name -> constant(2))).isEqualTo(new Constant(5));
  }

  @Test
  void variablesComeInOrderOfAppearance() {
    Expression formula = sum(product(2, Y), call(RandomFormulas.SIN, product(List.of(X, Y))));
    assertThat(formula.variables()).containsExactly("y", "x");
  }
}
