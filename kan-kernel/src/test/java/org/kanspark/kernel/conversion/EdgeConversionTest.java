package org.kanspark.kernel.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.kanspark.kernel.conversion.Refit.Refitted;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.symbolic.AffineFit;
import org.kanspark.kernel.symbolic.SuggestionSettings;
import org.kanspark.kernel.symbolic.SymbolicFunction;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.kernel.symbolic.SymbolicSuggestion;
import org.kanspark.kernel.train.TrainingSettings;

/** Replaces single edges by functions and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeConversionTest {
  private static final SymbolicLibrary LIBRARY = SymbolicLibrary.standard();
  private static final Edge SINE = new Edge(0, 0, 0);
  private static final Edge LINE = new Edge(0, 1, 0);
  private RowBlock rows;
  private Refitted trained;
  private EdgeConversion conversion;

  @BeforeAll
  void train() {
    rows = Problems.rows(x -> Math.sin(2 * x[0] + 0.5) + 0.3 * x[1], 2, 1, 1);
    trained = Problems.train(TrainingSettings.builder().hiddenLayers().gridSize(10), rows);
    conversion = new EdgeConversion(trained.model(), trained.statistics());
  }

  private static SymbolicFunction function(String name) {
    return LIBRARY.get(name);
  }

  @Test
  void suggestsWhatTheEdgeIs() {
    SymbolicSuggestion sine = conversion.suggest(SINE, LIBRARY, SuggestionSettings.defaults());
    AffineFit fit = sine.recommended().orElseThrow();
    assertThat(fit.function().name()).isEqualTo("sin");
    double scale = trained.model().featureMap().scale()[0];
    assertThat(fit.a() * scale).isCloseTo(2, within(1e-3));
    assertThat(fit.b()).isCloseTo(0.5, within(0.01));
    assertThat(conversion.suggest(LINE, LIBRARY, SuggestionSettings.defaults()).table(3))
        .contains(">  x ");
  }

  @Test
  void predictionsHardlyChangeWhereTheFunctionFits() {
    KanModel fixed = conversion.fix(SINE, conversion.fit(SINE, function("sin")));
    assertThat(fixed.network().layer(0).isSpline(0, 0)).isFalse();
    assertThat(fixed.network().layer(0).isSpline(1, 0)).isTrue();
    assertThat(Problems.rmse(fixed, rows)).isLessThan(1e-4);
    KanModel wrong = conversion.fix(SINE, conversion.fit(SINE, function("x")));
    assertThat(Problems.rmse(wrong, rows)).isGreaterThan(0.1);
    KanModel replaced =
        new EdgeConversion(wrong, trained.statistics())
            .fix(SINE, conversion.fit(SINE, function("cos")));
    assertThat(replaced.network().layer(0).symbolicEdges()).hasSize(1);
    assertThat(Problems.rmse(replaced, rows)).isLessThan(1e-4);
  }

  @Test
  void functionsBecomeTheNearestSpline() {
    AffineFit fit = conversion.fit(SINE, function("sin"));
    KanModel fixed = conversion.fix(SINE, fit);
    KanModel back = new EdgeConversion(fixed, trained.statistics()).unfix(SINE);
    assertThat(back.network().layer(0).isSpline(0, 0)).isTrue();
    for (double x = -1; x <= 1; x += 0.01) {
      double expected = fixed.newPredictor().predict(new double[] {x, 0.3});
      // A cubic on cells of .2 is off sin(2x) by at most (5/384 ... 1/100) h^4 2^4.
      assertThat(back.newPredictor().predict(new double[] {x, 0.3}))
          .isCloseTo(expected, within(3e-4));
    }
    // The spline of a cubic polynomial is that polynomial.
    KanModel cubic = conversion.fix(SINE, conversion.fit(SINE, function("x^3")));
    KanModel same = new EdgeConversion(cubic, trained.statistics()).unfix(SINE);
    double[] at = {0.37, -0.2};
    assertThat(same.newPredictor().predict(at))
        .isCloseTo(cubic.newPredictor().predict(at), within(1e-9));
  }

  @Test
  void functionsFillInWhereTheyAreNotDefined() {
    KanModel logarithm =
        conversion.fix(SINE, new AffineFit(function("log"), 1, 0.5, 1, 0, 0, 0, true));
    KanModel spline = new EdgeConversion(logarithm, trained.statistics()).unfix(SINE);
    assertThat(spline.newPredictor().predict(new double[] {-0.9, 0})).isFinite();
    double[] at = {0.6, 0};
    assertThat(spline.newPredictor().predict(at))
        .isCloseTo(logarithm.newPredictor().predict(at), within(1e-2));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> conversion.fit(new Edge(1, 0, 0), function("x")))
        .hasMessage("there is no edge (1, 0, 0): layers are 0 to 0");
    assertThatThrownBy(() -> conversion.fit(new Edge(0, 2, 0), function("x")))
        .hasMessageContaining("layer 0 has 2 inputs and 1 sums");
    assertThatThrownBy(() -> conversion.unfix(SINE)).hasMessageContaining("is a spline already");
    assertThatThrownBy(() -> conversion.fit(SINE, function("log"), 1, 0))
        .hasMessageContaining("edge (0, 0, 0) cannot be log: it is defined for x > 0")
        .hasMessageContaining("x + 0.0 runs from -0.99");
    KanModel zero = conversion.fix(LINE, conversion.fit(LINE, function("0")));
    EdgeConversion flat = new EdgeConversion(zero, trained.statistics());
    assertThatThrownBy(() -> flat.fit(LINE, function("sin"))).hasMessageContaining("is constant");
  }
}
