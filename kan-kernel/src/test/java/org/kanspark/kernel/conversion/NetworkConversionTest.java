package org.kanspark.kernel.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.conversion.NetworkConversion.Conversion;
import org.kanspark.kernel.conversion.NetworkConversion.Result;
import org.kanspark.kernel.conversion.Refit.Refitted;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.export.NetworkFormula;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.symbolic.SuggestionSettings;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.kernel.train.TrainingSettings;

/** Finds known formulas in trained networks. */
class NetworkConversionTest {
  private static Result convert(
      ToDoubleFunction<double[]> function,
      double reach,
      TrainingSettings.Builder settings,
      ConversionSettings conversion) {
    return convert(function, 2, reach, settings, conversion);
  }

  private static Result convert(
      ToDoubleFunction<double[]> function,
      int inputs,
      double reach,
      TrainingSettings.Builder settings,
      ConversionSettings conversion) {
    RowBlock rows = Problems.rows(function, inputs, reach, 1);
    Refitted trained = Problems.train(settings, rows);
    return ConversionSearch.of(trained, conversion, Problems.refit(rows));
  }

  private static List<String> functions(Result result) {
    List<String> names = new ArrayList<>();
    for (Conversion conversion : result.conversions()) {
      names.add(conversion.fit().map(fit -> fit.function().name()).orElse("spline"));
    }
    return names;
  }

  private static String formula(Result result) {
    return formula(result, "x", "y");
  }

  private static String formula(Result result, String... names) {
    return FormulaPrinter.of(Notation.TEXT)
        .print(new NetworkFormula(result.refitted().model(), List.of(names)).rounded(6));
  }

  private static double wave(double[] x) {
    return Math.exp(Math.sin(Math.PI * x[0]) + x[1] * x[1]);
  }

  @Test
  void findsTheFormulaOfTheFirstTutorial() {
    Result result =
        convert(
            NetworkConversionTest::wave,
            1,
            TrainingSettings.builder().hiddenLayers(1).refineSchedule(3, 5, 10).maxIter(60),
            ConversionSettings.defaults());
    assertThat(functions(result)).containsExactlyInAnyOrder("sin", "x^2", "exp");
    RowBlock fresh = Problems.rows(NetworkConversionTest::wave, 2, 1, 2);
    assertThat(Problems.rmse(result.refitted().model(), fresh)).isLessThan(1e-12);
    assertThat(formula(result)).isEqualTo("exp(sin(3.14159*x) + y^2)");
    assertThat(result.before()).isGreaterThan(1e-10);
  }

  @Test
  void findsTheAdditionOfVelocities() {
    ToDoubleFunction<double[]> velocities = x -> (x[0] + x[1]) / (1 + x[0] * x[1]);
    Result result =
        convert(
            velocities,
            0.9,
            TrainingSettings.builder().hiddenLayers(1).refineSchedule(5, 10).maxIter(60),
            ConversionSettings.defaults());
    RowBlock fresh = Problems.rows(velocities, 2, 0.9, 2);
    assertThat(Problems.rmse(result.refitted().model(), fresh)).isLessThan(1e-10);
    assertThat(formula(result)).isEqualTo("tanh(atanh(x) + atanh(y))");
  }

  /**
   * A product is a difference of squares, among many other pairs of curves: converted edge by edge
   * these become anything.
   */
  @Test
  void bendsTheLastLayerWhereEdgesCanBeAnything() {
    ToDoubleFunction<double[]> product = x -> (x[0] - 1) * (x[1] + 0.5);
    RowBlock rows = Problems.rows(product, 2, 1, 1);
    Refitted trained =
        Problems.train(
            TrainingSettings.builder().hiddenLayers(2).refineSchedule(3, 5, 10).maxIter(60), rows);
    Result result =
        ConversionSearch.of(trained, ConversionSettings.defaults(), Problems.refit(rows));
    assertThat(functions(result)).containsExactlyInAnyOrder("x^2", "x^2", "x", "x", "x", "x");
    RowBlock fresh = Problems.rows(product, 2, 1, 2);
    assertThat(Problems.rmse(result.refitted().model(), fresh)).isLessThan(1e-12);
    assertThat(result.before()).isEqualTo(trained.loss());
    assertThat(result.conversions().get(0).remark()).contains("bent");
  }

  /** No spline follows a logarithm to its pole: the edge looks like another function there. */
  @Test
  void exchangesFunctionsThatOnlyTheSplineSuggested() {
    ToDoubleFunction<double[]> quotient = x -> (x[0] + 1) / (x[1] + 1.6);
    Result result =
        convert(
            quotient,
            1,
            TrainingSettings.builder().hiddenLayers(1).refineSchedule(3, 5, 10).maxIter(60),
            ConversionSettings.defaults());
    assertThat(functions(result)).containsExactlyInAnyOrder("exp", "log", "log");
    RowBlock fresh = Problems.rows(quotient, 2, 1, 2);
    assertThat(Problems.rmse(result.refitted().model(), fresh)).isLessThan(1e-10);
  }

  /** One node is enough; two can share the work in ways that are no functions. */
  @Test
  void doesWithoutANodeThatIsNotNeeded() {
    ToDoubleFunction<double[]> velocities = x -> (x[0] + x[1]) / (1 + x[0] * x[1]);
    Result result =
        convert(
            velocities,
            0.8,
            TrainingSettings.builder().hiddenLayers(2).refineSchedule(5, 10).maxIter(60),
            ConversionSettings.defaults());
    assertThat(formula(result)).isEqualTo("tanh(atanh(x) + atanh(y))");
    assertThat(functions(result).stream().filter("0"::equals)).hasSize(3);
    assertThat(
            result.conversions().stream()
                .filter(conversion -> conversion.remark().contains("do without it")))
        .hasSize(3);
    RowBlock fresh = Problems.rows(velocities, 2, 0.8, 2);
    assertThat(Problems.rmse(result.refitted().model(), fresh)).isLessThan(1e-12);
  }

  /** Layers of one node after each other share one function among them. */
  @Test
  void straightensLayersOfOneNode() {
    ToDoubleFunction<double[]> product = x -> (x[0] + 1.5) / Math.cosh(2 * x[1]);
    Result result =
        convert(
            product,
            1,
            TrainingSettings.builder().hiddenLayers(1, 1).refineSchedule(5, 10).maxIter(60),
            ConversionSettings.defaults());
    assertThat(functions(result)).containsExactlyInAnyOrder("x", "exp", "log", "log(cosh(x))");
    RowBlock fresh = Problems.rows(product, 2, 1, 2);
    assertThat(Problems.rmse(result.refitted().model(), fresh)).isLessThan(1e-12);
  }

  /** The logarithm of a distance and that of a factor have nodes of their own. */
  @Test
  void separatesTheInputsOfFactors() {
    ToDoubleFunction<double[]> product =
        x -> (x[2] + 1.2) * Math.sqrt(x[0] * x[0] + x[1] * x[1] + 0.2);
    Result result =
        convert(
            product,
            3,
            1,
            TrainingSettings.builder().hiddenLayers(2, 1).refineSchedule(5, 10).maxIter(60),
            ConversionSettings.defaults());
    assertThat(functions(result))
        .containsExactlyInAnyOrder("exp", "log", "log", "x^2", "x^2", "x", "0", "0", "0");
    assertThat(formula(result, "x", "y", "z")).isEqualTo("sqrt(x^2 + y^2 + 0.2)*(z + 1.2)");
    RowBlock fresh = Problems.rows(product, 3, 1, 2);
    assertThat(Problems.rmse(result.refitted().model(), fresh)).isLessThan(1e-12);
  }

  /** sin(3x) is nothing that lines, squares and roots could be. */
  @Test
  void leavesSplinesWhereNoFunctionWillDo() {
    SymbolicLibrary powers = SymbolicLibrary.standard().subset(List.of("x", "x^2", "sqrt"));
    Result result =
        convert(
            x -> Math.sin(3 * x[0]) + 0.5 * x[1],
            1,
            TrainingSettings.builder().hiddenLayers().gridSize(8),
            ConversionSettings.defaults().withLibrary(powers));
    assertThat(functions(result)).containsExactlyInAnyOrder("x", "spline");
    assertThat(result.isComplete()).isFalse();
    assertThat(result.refitted().loss()).isLessThanOrEqualTo(4 * result.before());
    Conversion left = result.conversions().get(1);
    assertThat(left.toString()).contains("edge (0, 0, 0): stays a spline").contains("below 0.9");
  }

  /** Exchanges for simpler functions, each of which costs a little, may not add up. */
  @Test
  void keepsTheToleranceWhereSimplicityIsWantedMost() {
    SplittableRandom noise = new SplittableRandom(3);
    ConversionSettings settings =
        ConversionSettings.defaults()
            .withRanking(SuggestionSettings.defaults().withSimplicity(0.9));
    Result result =
        convert(
            x ->
                3 * (3 + 2 * x[0]) * (1.75 + 1.25 * x[1]) / (60 + 40 * x[2])
                    + noise.nextGaussian(0, 0.02),
            3,
            1,
            TrainingSettings.builder().hiddenLayers(1).gridSize(5).maxIter(40),
            settings);
    assertThat(result.isComplete()).isTrue();
    assertThat(result.refitted().loss()).isLessThanOrEqualTo(4 * result.before());
  }

  /** A small edge that matters is no constant, however small the share at which one may be. */
  @Test
  void keepsAnEdgeThatCounts() {
    ConversionSettings settings =
        ConversionSettings.defaults()
            .withRanking(SuggestionSettings.defaults().withNegligibleShare(0.05));
    Result result =
        convert(
            x -> Math.exp(x[0]) + 0.01 * x[1],
            1,
            TrainingSettings.builder().hiddenLayers().gridSize(8),
            settings);
    assertThat(functions(result)).containsExactlyInAnyOrder("exp", "x");
    assertThat(formula(result)).isEqualTo("exp(x) + 0.01*y");
  }

  @Test
  void constantInputsBecomeTheirMeanAndAreNamed() {
    ToDoubleFunction<double[]> function = x -> x[0] * x[0];
    RowBlock drawn = Problems.rows(function, 2, 1, 1);
    double[] values = drawn.values().clone();
    Arrays.fill(values, drawn.rows(), values.length, 0.75);
    RowBlock rows = new RowBlock(drawn.rows(), 2, values, drawn.labels(), drawn.weights());
    Refitted trained = Problems.train(TrainingSettings.builder().hiddenLayers(), rows);
    Result result =
        NetworkConversion.of(trained, ConversionSettings.defaults(), Problems.refit(rows));
    assertThat(functions(result)).containsExactly("0", "x^2");
    assertThat(result.conversions().get(0).remark()).contains("constant on the training rows");
    assertThat(Problems.rmse(result.refitted().model(), rows)).isLessThan(1e-12);
  }
}
