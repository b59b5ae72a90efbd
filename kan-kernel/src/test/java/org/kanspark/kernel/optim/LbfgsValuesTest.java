package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings and states: defaults, and what they refuse. */
class LbfgsValuesTest {

  private static final double[][] NONE = new double[0][];

  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(LbfgsSettings.defaults())
        .isEqualTo(new LbfgsSettings(20, 1e-9, 3, 1e-12, 0.0, 1e-4, 0.9, 20));
  }

  @Test
  void theBuilderSetsEachSetting() {
    LbfgsSettings settings =
        LbfgsSettings.builder()
            .historySize(7)
            .tolerance(1e-3)
            .toleranceSteps(2)
            .gradientTolerance(1e-5)
            .initialStep(0.25)
            .wolfeConstants(0.01, 0.5)
            .maxLineSearchEvaluations(9)
            .build();

    assertThat(settings).isEqualTo(new LbfgsSettings(7, 1e-3, 2, 1e-5, 0.25, 0.01, 0.5, 9));
  }

  static Stream<Arguments> badSettings() {
    return Stream.of(
        bad("historySize", builder -> builder.historySize(0)),
        bad("tolerance", builder -> builder.tolerance(-1e-9)),
        bad("tolerance", builder -> builder.tolerance(Double.NaN)),
        bad("toleranceSteps", builder -> builder.toleranceSteps(0)),
        bad("gradientTolerance", builder -> builder.gradientTolerance(-1.0)),
        bad("initialStep", builder -> builder.initialStep(Double.POSITIVE_INFINITY)),
        bad("sufficientDecrease", builder -> builder.wolfeConstants(0.0, 0.9)),
        bad("sufficientDecrease", builder -> builder.wolfeConstants(0.5, 0.4)),
        bad("sufficientDecrease", builder -> builder.wolfeConstants(0.1, Double.NaN)),
        bad("curvature", builder -> builder.wolfeConstants(0.1, 1.0)),
        bad("maxLineSearchEvaluations", builder -> builder.maxLineSearchEvaluations(0)));
  }

  private static Arguments bad(String name, UnaryOperator<LbfgsSettings.Builder> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void settingsOutOfRangeAreNamed(String name, UnaryOperator<LbfgsSettings.Builder> change) {
    LbfgsSettings.Builder builder = change.apply(LbfgsSettings.builder());

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name);
  }

  @Test
  void aStateChecksItsLengths() {
    double[] two = {1.0, 2.0};
    double[] three = {1.0, 2.0, 3.0};

    assertThatThrownBy(() -> new LbfgsState(-1, 0, 0, two, 0.0, two, NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("iteration -1");
    assertThatThrownBy(() -> new LbfgsState(0, 0, 0, two, 0.0, three, NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradient has length 3, expected 2");
    assertThatThrownBy(() -> new LbfgsState(0, 0, 0, two, 0.0, two, new double[][] {two}, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 steps but 0 gradient changes");
    assertThatThrownBy(
            () ->
                new LbfgsState(
                    0, 0, 0, two, 0.0, two, new double[][] {two}, new double[][] {three}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradientChanges[0]");
    assertThatThrownBy(
            () -> new LbfgsState(0, 0, 0, new double[] {1.0, Double.NaN}, 0.0, two, NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x[1]");
  }

  @Test
  void onlyTheTwoTestsCountAsConvergence() {
    assertThat(Stream.of(StopReason.values()).filter(StopReason::isConverged))
        .containsExactly(StopReason.GRADIENT_TOLERANCE, StopReason.OBJECTIVE_TOLERANCE);
  }
}
