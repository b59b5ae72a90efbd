package org.kanspark.kernel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.model.Link;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;

/** Checks formulas against the models they are made of. */
class NetworkFormulaTest {
  private static final List<String> NAMES = List.of("a", "b c");

  private static String text(Expression formula) {
    return FormulaPrinter.of(Notation.TEXT).print(formula);
  }

  private static void check(KanModel model, double middle, double spread) {
    Expression formula = new NetworkFormula(model, NAMES).expression();
    SplittableRandom random = new SplittableRandom(1);
    for (int p = 0; p < 200; p++) {
      double[] x = {
        middle + random.nextDouble(-spread, spread), middle + random.nextDouble(-spread, spread)
      };
      double expected = model.newPredictor().predict(x);
      assertThat(formula.value(name -> name.equals("a") ? x[0] : x[1]))
          .isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }
  }

  @Test
  void computesThePredictions() {
    check(ExportModels.symbolic(), 0, 1);
    check(ExportModels.symbolic(3, 0.5), 3, 2);
    check(ExportModels.symbolic(1e9, 2e-3), 1e9, 500);
  }

  @Test
  void computesWhatLinksMakeOfNumbers() {
    KanModel plain = ExportModels.symbolic();
    for (Link link : List.of(Link.LOG, Link.LOGISTIC)) {
      KanModel model =
          new KanModel(
              plain.network(),
              plain.parameters(),
              plain.featureMap(),
              new LabelScale(-2, 0.125),
              link);
      check(model, 0, 1);
      String text = text(new NetworkFormula(model, NAMES).rounded(4));
      assertThat(text).startsWith(link == Link.LOG ? "exp(" : "1/(");
    }
    assertThatThrownBy(() -> new NetworkFormula(ExportModels.linked(Link.SOFTMAX, 3), NAMES))
        .hasMessage(
            "a formula is of one number, the model computes 3, one a class: export it as sql,"
                + " java or json");
  }

  /** 2*(3*exp(2*(0.5*sin(pi a) + 0.125 + 0.125*(2b)^2 + 0.25) + 0.5) - 1) + 0.5 by hand. */
  @Test
  void takesNumbersOutOfPowersAndExponentials() {
    Expression formula = new NetworkFormula(ExportModels.symbolic(), NAMES).rounded(6);
    double front = 6 * Math.exp(1.25);
    assertThat(text(formula)).isEqualTo("%.4f*exp(sin(3.14159*a) + b_c^2) - 1.5".formatted(front));
    Expression shifted = new NetworkFormula(ExportModels.symbolic(3, 0.5), NAMES).rounded(4);
    assertThat(text(shifted)).contains("sin(1.571*a + 1.571)", "0.25*(b_c - 3)^2");
    assertThat(FormulaPrinter.of(Notation.LATEX).print(formula)).contains("\\exp");
  }

  @Test
  void roundingLeavesOutWhatIsBelowTheLastDigit() {
    Expression x = Expression.variable("x");
    Expression formula =
        Expression.sum(
            Expression.power(Expression.affine(1.00004, x, 1e-9), 2), Expression.constant(4e-6));
    Rounding rounding =
        new Rounding(4, List.of(java.util.Map.of("x", 1.0), java.util.Map.of("x", 0.1)));
    assertThat(text(rounding.of(formula))).isEqualTo("x^2");
    Rounding fine = new Rounding(7, List.of(java.util.Map.of("x", 1.0)));
    assertThat(text(fine.of(formula))).isEqualTo("(1.00004*x)^2 + 4e-06".replace("e-06", "e-6"));
  }

  @Test
  void tellsHowManyDigitsAFormulaWhoseTermsCancelNeeds() {
    NetworkFormula plain = new NetworkFormula(ExportModels.symbolic(), NAMES);
    assertThat(plain.digits(6)).isEqualTo(6);
    assertThat(plain.digits(3)).isEqualTo(3);

    KanModel model = ExportModels.cancelling();
    NetworkFormula formula = new NetworkFormula(model, NAMES);
    int digits = formula.digits(6);
    assertThat(digits).isBetween(9, 13);
    assertThat(formula.roundingError(digits - 1)).isGreaterThan(1e-4);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double worstOfSix = 0;
    double worst = 0;
    for (int p = 0; p <= 100; p++) {
      double[] x = {p / 50.0 - 1, Math.sin(p)};
      double exact = model.newPredictor().predict(x);
      least = Math.min(least, exact);
      most = Math.max(most, exact);
      worstOfSix = Math.max(worstOfSix, Math.abs(value(formula.rounded(6), x) - exact));
      worst = Math.max(worst, Math.abs(value(formula.rounded(digits), x) - exact));
    }
    assertThat(worstOfSix).isGreaterThan(most - least);
    assertThat(worst).isLessThan(2e-4 * (most - least));
    assertThat(formula.roundingError(6)).isGreaterThan(1);
  }

  private static double value(Expression formula, double[] x) {
    return formula.value(name -> name.equals("a") ? x[0] : x[1]);
  }

  @Test
  void namesTheFirstSpline() {
    KanModel model = ExportModels.mixed(3, BaseFunction.SILU, Extrapolation.LINEAR);
    assertThatThrownBy(() -> new NetworkFormula(model, ExportModels.names(4)).expression())
        .hasMessageContaining("edge (0, 0, 0) is a spline")
        .hasMessageContaining("kan symbolic");
    NetworkFormula formula = new NetworkFormula(ExportModels.symbolic(), NAMES);
    assertThatThrownBy(() -> formula.rounded(0)).hasMessageContaining("choose 1 to 17");
    assertThatThrownBy(() -> formula.digits(18)).hasMessageContaining("choose 1 to 17");
    assertThatThrownBy(() -> formula.roundingError(0)).hasMessageContaining("choose 1 to 17");
  }
}
