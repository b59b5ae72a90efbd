package org.kanspark.kernel.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolicSuggestionTest {
  private static final SymbolicLibrary ALL = SymbolicLibrary.standard();
  private static final SuggestionSettings DEFAULTS = SuggestionSettings.defaults();

  private static SymbolicSuggestion suggest(Curve curve) {
    return SymbolicSuggestion.of(curve, ALL, DEFAULTS, 1);
  }

  private static String name(SymbolicSuggestion suggestion) {
    return suggestion.recommended().map(fit -> fit.function().name()).orElse("none");
  }

  /** Adds a smooth error, as a spline has, of a share of the variance. */
  private static Curve disturbed(Curve curve, double share, long seed) {
    Random random = new Random(seed);
    double[] y = curve.y().clone();
    double middle = (curve.lower() + curve.upper()) / 2;
    double half = (curve.upper() - curve.lower()) / 2;
    double[] error = new double[y.length];
    double squares = 0;
    for (int k = 0; k < 13; k++) {
      double size = random.nextGaussian();
      for (int m = 0; m < y.length; m++) {
        error[m] += size * Math.cos(k * Math.acos((curve.x()[m] - middle) / half));
      }
    }
    for (double e : error) {
      squares += e * e / y.length;
    }
    double scale = Math.sqrt(share / squares) * curve.standardDeviation();
    for (int m = 0; m < y.length; m++) {
      y[m] += scale * error[m];
    }
    return new Curve(curve.x(), y, curve.weight(), curve.lower(), curve.upper());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "x^2",
        "x^3",
        "x^4",
        "1/x",
        "1/x^2",
        "sqrt",
        "1/sqrt(x)",
        "exp",
        "log",
        "sin",
        "tanh",
        "gaussian",
        "abs",
        "j0",
        "sinc"
      })
  void findsTheFunctionBehindASplineOfIt(String name) {
    FunctionSamples samples = new FunctionSamples(21);
    for (double share : new double[] {1e-15, 1e-8}) {
      Curve exact = samples.sample(ALL.get(name)).curve();
      assertThat(name(suggest(disturbed(exact, share, 1)))).isEqualTo(name);
    }
  }

  @Test
  void theThreeEdgesOfTheFirstTutorialAreFound() {
    // exp(sin(pi x) + y^2): errors left in pykan's run are 8e-8, 2e-8 and 1e-8.
    Curve sine = FunctionSamples.curve(x -> 0.4 * Math.sin(Math.PI * x) + 0.1, -1, 1, 150);
    Curve square = FunctionSamples.curve(x -> 0.7 * x * x - 0.3, -1, 1, 150);
    Curve exponential = FunctionSamples.curve(x -> 0.5 * Math.exp(1.3 * x) - 2, -1, 2, 150);
    for (long seed = 0; seed < 2; seed++) {
      assertThat(name(suggest(disturbed(sine, 8e-8, seed)))).isEqualTo("sin");
      assertThat(name(suggest(disturbed(square, 2e-8, seed)))).isEqualTo("x^2");
      assertThat(name(suggest(disturbed(exponential, 1e-8, seed)))).isEqualTo("exp");
    }
  }

  @Test
  void aComplexFunctionThatFitsBeatsALineThatDoesNot() {
    // R2 of the line is .95: pykan's loss would take the line, or 0.
    Curve curve = FunctionSamples.curve(x -> BesselJ0.value(x + 1.8), -1.5, 1.9, 120);
    SymbolicSuggestion suggestion =
        SymbolicSuggestion.of(curve, ALL.subset(List.of("0", "x", "j0")), DEFAULTS, 1);
    assertThat(name(suggestion)).isEqualTo("j0");
  }

  @Test
  void candidatesAreInOrderAndOnePerFamily() {
    SymbolicSuggestion suggestion =
        suggest(FunctionSamples.curve(x -> Math.cos(4 * x), -1, 1, 100));
    assertThat(suggestion.candidates())
        .isSortedAccordingTo((l, r) -> Double.compare(l.score(), r.score()));
    List<String> names =
        suggestion.candidates().stream().map(c -> c.fit().function().name()).toList();
    assertThat(names)
        .contains("sin", "exp", "arcsin")
        .doesNotContain("cos", "expm1", "arccos", "0");
    SymbolicSuggestion cosines =
        SymbolicSuggestion.of(
            FunctionSamples.curve(x -> Math.cos(4 * x), -1, 1, 100),
            ALL.subset(List.of("cos", "x")),
            DEFAULTS,
            1);
    assertThat(name(cosines)).isEqualTo("cos");
  }

  @Test
  void aLiveEdgeNeverBecomesAConstant() {
    Random random = new Random(2);
    double[] x = new double[100];
    double[] y = new double[100];
    for (int m = 0; m < 100; m++) {
      x[m] = m;
      y[m] = random.nextGaussian();
    }
    SymbolicSuggestion suggestion = suggest(Curve.of(x, y));
    assertThat(suggestion.recommended()).isEmpty();
    assertThat(suggestion.remark()).startsWith("The edge stays as it is: ").contains("below 0.9");
    SymbolicSuggestion only =
        SymbolicSuggestion.of(Curve.of(x, y), ALL.subset(List.of("0")), DEFAULTS, 1);
    assertThat(only.recommended()).isEmpty();
  }

  @Test
  void anEdgeThatDoesNotMatterBecomesItsMeanAndSaysSo() {
    Curve curve = FunctionSamples.curve(x -> 5 + x, 0, 1, 20);
    SymbolicSuggestion suggestion = SymbolicSuggestion.of(curve, ALL, DEFAULTS, 2e-4);
    assertThat(name(suggestion)).isEqualTo("0");
    assertThat(suggestion.recommended().orElseThrow().value(0.1)).isEqualTo(5.5);
    assertThat(suggestion.remark()).contains("a share of 0.0002", "below 0.001", "5.5");
    SymbolicSuggestion flat = suggest(FunctionSamples.curve(x -> 7, 0, 1, 20));
    assertThat(name(flat)).isEqualTo("0");
    assertThat(flat.remark()).contains("constant on the training rows", "7");
  }

  @ParameterizedTest
  @CsvSource({"0.99, x", "0.6, tanh"})
  void simplicityTradesAccuracy(double simplicity, String expected) {
    Curve curve = FunctionSamples.curve(x -> Math.tanh(1.2 * x + 0.1), -1, 1, 100);
    SymbolicSuggestion suggestion =
        SymbolicSuggestion.of(
            curve, ALL.subset(List.of("x", "tanh")), DEFAULTS.withSimplicity(simplicity), 1);
    assertThat(name(suggestion)).isEqualTo(expected);
  }

  @Test
  void noiseMakesAccuraciesEqual() {
    // A square disturbed by 1e-4: the sine, which may bend a little, comes closer.
    Curve curve = disturbed(FunctionSamples.curve(x -> x * x, -1, 1, 100), 1e-4, 3);
    SymbolicSuggestion suggestion =
        SymbolicSuggestion.of(curve, ALL, DEFAULTS.withNoise(1e-3).withLeastR2(0.99), 1);
    assertThat(name(suggestion)).isEqualTo("x^2");
  }

  @Test
  void theTableShowsRankErrorsAndFormula() {
    String table =
        suggest(FunctionSamples.curve(x -> 2 * Math.exp(0.5 * x) - 1, -1, 1, 100)).table(3);
    String[] lines = table.split("\n");
    assertThat(lines).hasSize(5);
    assertThat(lines[0]).contains("function", "complexity", "R2", "1-R2", "RMSE", "score");
    assertThat(lines[1]).startsWith(">  exp").contains("1.000000").endsWith("  2*exp(0.5*x) - 1");
    assertThat(lines[4]).contains("... and").contains("more");
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> DEFAULTS.withSimplicity(1.1))
        .hasMessage("simplicity = 1.1: must be 0 to 1");
    assertThatThrownBy(() -> DEFAULTS.withNoise(0)).hasMessageContaining("noise = 0.0");
    assertThatThrownBy(() -> DEFAULTS.withLeastR2(2)).hasMessageContaining("leastR2");
    assertThatThrownBy(() -> DEFAULTS.withNegligibleShare(-1))
        .hasMessageContaining("negligibleShare");
  }
}
