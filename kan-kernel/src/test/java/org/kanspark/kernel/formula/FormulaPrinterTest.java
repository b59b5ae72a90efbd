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

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormulaPrinterTest {
  private static final Expression X = variable("x1");
  private static final Expression Y = variable("y");
  private static final FormulaFunction SIN = RandomFormulas.SIN;

  private static void prints(
      Expression formula, String text, String latex, String sql, String java) {
    assertThat(FormulaPrinter.of(Notation.TEXT).print(formula)).isEqualTo(text);
    assertThat(FormulaPrinter.of(Notation.LATEX).print(formula)).isEqualTo(latex);
    assertThat(FormulaPrinter.of(Notation.SQL).print(formula)).isEqualTo(sql);
    assertThat(FormulaPrinter.of(Notation.JAVA).print(formula)).isEqualTo(java);
  }

  @Test
  void printsSumsAndSigns() {
    prints(
        sum(List.of(product(-2, X), product(-1, Y), constant(-3))),
        "-2*x1 - y - 3",
        "-2 x_{1} - y - 3",
        "-2D * `x1` - `y` - 3D",
        "-2.0 * x1 - y - 3.0");
    prints(
        product(List.of(constant(-1), sum(X, Y), Y)),
        "-(x1 + y)*y",
        "-\\left(x_{1} + y\\right) y",
        "-(`x1` + `y`) * `y`",
        "-(x1 + y) * y");
  }

  @Test
  void printsPowersAndQuotients() {
    prints(
        product(List.of(constant(1.5e-7), power(X, 2), power(sum(Y, constant(1)), -1))),
        "1.5e-7*x1^2/(y + 1)",
        "\\frac{1.5 \\cdot 10^{-7} x_{1}^{2}}{y + 1}",
        "1.5E-7D * pow(`x1`, 2D) * pow(`y` + 1D, -1D)",
        "1.5e-7 * Math.pow(x1, 2.0) / (y + 1.0)");
    prints(
        power(product(-1, X), -0.5),
        "1/sqrt(-x1)",
        "\\frac{1}{\\sqrt{-x_{1}}}",
        "pow(-`x1`, -0.5D)",
        "1.0 / Math.sqrt(-x1)");
    prints(
        power(product(-1, X), 2),
        "(-x1)^2",
        "\\left(-x_{1}\\right)^{2}",
        "pow(-`x1`, 2D)",
        "Math.pow(-x1, 2.0)");
    prints(
        product(-1, power(power(X, 1.5), 2)),
        "-(x1^1.5)^2",
        "-\\left(x_{1}^{1.5}\\right)^{2}",
        "-pow(pow(`x1`, 1.5D), 2D)",
        "-Math.pow(Math.pow(x1, 1.5), 2.0)");
  }

  @Test
  void severalDenominatorsStandTogether() {
    Expression formula = product(List.of(power(X, -1), power(Y, -2)));
    assertThat(FormulaPrinter.of(Notation.TEXT).print(formula)).isEqualTo("1/(x1*y^2)");
    assertThat(FormulaPrinter.of(Notation.LATEX).print(formula))
        .isEqualTo("\\frac{1}{x_{1} y^{2}}");
  }

  @Test
  void theLatexPowerOfACallIsBracketed() {
    assertThat(FormulaPrinter.of(Notation.LATEX).print(power(call(SIN, X), 2)))
        .isEqualTo("\\left(\\sin(x_{1})\\right)^{2}");
  }

  @Test
  void quotesAndChangesNamesAsTheLanguageDemands() {
    Expression formula =
        sum(
            List.of(
                variable("net income"),
                variable("net_income"),
                variable("a`b"),
                variable("class"),
                variable("theta"),
                variable("2nd")));
    prints(
        formula,
        "net_income_2 + net_income + a_b + class + theta + _2nd",
        "\\mathrm{net\\ income} + \\mathrm{net\\_income} + \\mathrm{a`b} + \\mathrm{class} + \\theta"
            + " + \\mathrm{2nd}",
        "`net income` + `net_income` + `a``b` + `class` + `theta` + `2nd`",
        "net_income_2 + net_income + a_b + class_ + theta + _2nd");
    assertThat(
            FormulaPrinter.of(Notation.JAVA)
                .withVariables(name -> "row[" + (name.equals("x1") ? 0 : 1) + "]")
                .print(sum(X, Y)))
        .isEqualTo("row[0] + row[1]");
  }

  @Test
  void plainTextReadsBack() {
    RandomFormulas formulas = new RandomFormulas(7);
    for (int i = 0; i < 1000; i++) {
      Expression formula = formulas.next(1 + i % 5);
      double x = 0.5 + i * 1e-3;
      double y = 2 - i * 1.3e-3;
      double value = formula.value(name -> name.equals("x") ? x : y);
      String text = FormulaPrinter.of(Notation.TEXT).print(formula);
      assertThat(TextReader.value(text, Map.of("x", x, "y", y)))
          .as(text)
          .isCloseTo(value, within(1e-11 * Math.max(1, Math.abs(value))));
    }
  }

  @Test
  void javaCompilesToTheSameValues(@TempDir Path directory) throws Exception {
    RandomFormulas formulas = new RandomFormulas(8);
    List<Expression> all = new ArrayList<>();
    JavaSource source = new JavaSource();
    for (int i = 0; i < 300; i++) {
      all.add(formulas.next(1 + i % 5));
      source.add(all.get(i), List.of("x", "y"));
    }
    List<Method> methods = source.compile(directory);
    for (int i = 0; i < all.size(); i++) {
      double value = all.get(i).value(name -> name.equals("x") ? 0.8 : 1.9);
      assertThat((double) methods.get(i).invoke(null, 0.8, 1.9))
          .isCloseTo(value, within(1e-12 * Math.max(1, Math.abs(value))));
    }
  }

  /** A curve of two straight pieces: what the spline of an edge looks like to a printer. */
  private static final class Hinge implements FormulaFunction {
    @Override
    public String name() {
      return "hinge";
    }

    @Override
    public double value(double x) {
      return x < 1 ? 2 * x : x + 1;
    }

    @Override
    public String print(Notation notation, String argument) {
      return switch (notation) {
        case SQL ->
            "(CASE WHEN "
                + argument
                + " < 1D THEN 2D * ("
                + argument
                + ") ELSE 1D + "
                + argument
                + " END)";
        case JAVA -> "hinge(" + argument + ")";
        case TEXT -> "hinge(" + argument + ")";
        case LATEX -> throw new NotExpressibleException(name(), notation);
      };
    }

    @Override
    public int uses(Notation notation) {
      return notation == Notation.SQL ? 3 : 1;
    }

    @Override
    public Optional<String> javaHelper() {
      return Optional.of("static double hinge(double x) { return x < 1 ? 2 * x : x + 1; }");
    }
  }

  @Test
  void opaqueCurvesPrintAsTheySay(@TempDir Path directory) throws Exception {
    Expression formula = affine(3, call(new Hinge(), affine(2, X, -0.5)), 1);
    assertThat(FormulaPrinter.of(Notation.SQL).print(formula))
        .isEqualTo(
            "3D * (CASE WHEN 2D * `x1` - 0.5D < 1D THEN 2D * (2D * `x1` - 0.5D) ELSE 1D + 2D *"
                + " `x1` - 0.5D END) + 1D");
    JavaSource source = new JavaSource();
    source.add(formula, List.of("x1"));
    source.add(sum(formula, X), List.of("x1"));
    List<Method> methods = source.compile(directory);
    assertThat((double) methods.get(0).invoke(null, 0.6)).isEqualTo(3 * 1.4 + 1, within(1e-15));
    assertThatThrownBy(() -> FormulaPrinter.of(Notation.LATEX).print(formula))
        .isInstanceOf(NotExpressibleException.class)
        .hasMessageContaining("'hinge' cannot be written in LaTeX");
  }

  @Test
  void sqlBindsALongArgumentInsteadOfRepeatingIt() {
    Expression inner = sum(product(1.23456789, X), product(2.3456789, Y));
    Expression nested = inner;
    for (int i = 0; i < 6; i++) {
      nested = affine(1.5, call(new Hinge(), nested), 0.25);
    }
    String sql = FormulaPrinter.of(Notation.SQL).print(nested);
    assertThat(sql).contains("element_at(transform(array(", "), t -> (CASE WHEN t < 1D");
    assertThat(sql.length()).isLessThan(1500);
  }
}
