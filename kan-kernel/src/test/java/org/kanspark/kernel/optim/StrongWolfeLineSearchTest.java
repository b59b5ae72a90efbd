package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.optim.StrongWolfeLineSearch.Outcome;

/**
 * Runs the six test functions of Moré, Thuente, ACM TOMS 20 (1994), section 5, with their constants
 * and first steps 1e-3 to 1e3.
 */
class StrongWolfeLineSearchTest {

  private record Curve(String name, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    DifferentiableObjective objective() {
      return (x, gradient) -> {
        gradient[0] = slope.applyAsDouble(x[0]);
        return value.applyAsDouble(x[0]);
      };
    }
  }

  /** Equation 5.1, minimum at sqrt(2), concave far right. */
  private static Curve fraction() {
    return new Curve(
        "5.1", a -> -a / (a * a + 2.0), a -> (a * a - 2.0) / ((a * a + 2.0) * (a * a + 2.0)));
  }

  /** Equation 5.2, steep and flat. */
  private static Curve power() {
    return new Curve(
        "5.2",
        a -> Math.pow(a + 0.004, 5) - 2.0 * Math.pow(a + 0.004, 4),
        a -> 5.0 * Math.pow(a + 0.004, 4) - 8.0 * Math.pow(a + 0.004, 3));
  }

  /** Equation 5.3 with beta = 0.01 and l = 39: many wiggles. */
  private static Curve wiggles() {
    double beta = 0.01;
    double frequency = 39.0 * Math.PI / 2.0;
    return new Curve(
        "5.3",
        a -> {
          double smooth;
          if (a <= 1.0 - beta) {
            smooth = 1.0 - a;
          } else if (a >= 1.0 + beta) {
            smooth = a - 1.0;
          } else {
            smooth = (a - 1.0) * (a - 1.0) / (2.0 * beta) + beta / 2.0;
          }
          return smooth + 2.0 * (1.0 - beta) / (39.0 * Math.PI) * Math.sin(frequency * a);
        },
        a -> {
          double smooth = Math.max(-1.0, Math.min(1.0, (a - 1.0) / beta));
          return smooth + (1.0 - beta) * Math.cos(frequency * a);
        });
  }

  /** Equation 5.4: convex, with corners as sharp as the betas are small. */
  private static Curve yanai(double beta1, double beta2) {
    double gamma1 = Math.sqrt(1.0 + beta1 * beta1) - beta1;
    double gamma2 = Math.sqrt(1.0 + beta2 * beta2) - beta2;
    return new Curve(
        "5.4 " + beta1 + " " + beta2,
        a ->
            gamma1 * Math.sqrt((1.0 - a) * (1.0 - a) + beta2 * beta2)
                + gamma2 * Math.sqrt(a * a + beta1 * beta1),
        a ->
            gamma1 * (a - 1.0) / Math.sqrt((1.0 - a) * (1.0 - a) + beta2 * beta2)
                + gamma2 * a / Math.sqrt(a * a + beta1 * beta1));
  }

  static Stream<Arguments> cases() {
    return Stream.of(1e-3, 1e-1, 1e1, 1e3)
        .flatMap(
            first ->
                Stream.of(
                    Arguments.of(fraction(), 1e-3, 1e-1, first),
                    Arguments.of(power(), 1e-1, 0.1000001, first),
                    Arguments.of(wiggles(), 1e-1, 0.1000001, first),
                    Arguments.of(yanai(1e-3, 1e-3), 1e-3, 1.0000001e-3, first),
                    Arguments.of(yanai(1e-2, 1e-3), 1e-3, 1.0000001e-3, first),
                    Arguments.of(yanai(1e-3, 1e-2), 1e-3, 1.0000001e-3, first),
                    Arguments.of(fraction(), 1e-4, 0.9, first),
                    Arguments.of(power(), 1e-4, 0.9, first),
                    Arguments.of(wiggles(), 1e-4, 0.9, first),
                    Arguments.of(yanai(1e-3, 1e-3), 1e-4, 0.9, first)));
  }

  @ParameterizedTest(name = "{0}, c1 {1}, c2 {2}, first step {3}")
  @MethodSource("cases")
  void meetsBothConditionsOnTheFunctionsOfMoreAndThuente(
      Curve curve, double c1, double c2, double first) {
    StrongWolfeLineSearch search = search(curve.objective(), c1, c2);
    double[] zero = {0.0};
    double value = curve.value().applyAsDouble(0.0);
    double slope = curve.slope().applyAsDouble(0.0);

    Outcome outcome = search.search(zero, value, slope, new double[] {1.0}, first);

    assertThat(outcome).isEqualTo(Outcome.STRONG_WOLFE);
    double step = search.accepted().step();
    double newSlope = curve.slope().applyAsDouble(step);
    assertThat(step).isPositive();
    assertThat(search.accepted().value())
        .isEqualTo(curve.value().applyAsDouble(step))
        .isLessThanOrEqualTo(value + c1 * step * slope);
    assertThat(Math.abs(newSlope)).isLessThanOrEqualTo(c2 * Math.abs(slope));
    assertThat(search.gradient()).containsExactly(newSlope);
    assertThat(search.evaluations()).isLessThanOrEqualTo(15);
  }

  private static StrongWolfeLineSearch search(
      DifferentiableObjective objective, double c1, double c2) {
    LbfgsSettings settings =
        LbfgsSettings.builder()
            .wolfeConstants(c1, Math.max(c2, c1 * 1.0000001))
            .maxLineSearchEvaluations(25)
            .build();
    return new StrongWolfeLineSearch(objective, settings, 1);
  }

  @Test
  void acceptsAGoodFirstStepWithOneEvaluation() {
    Curve parabola = new Curve("parabola", a -> (a - 1.0) * (a - 1.0), a -> 2.0 * (a - 1.0));
    StrongWolfeLineSearch search = search(parabola.objective(), 1e-4, 0.9);

    Outcome outcome = search.search(new double[] {0.0}, 1.0, -2.0, new double[] {1.0}, 1.0);

    assertThat(outcome).isEqualTo(Outcome.STRONG_WOLFE);
    assertThat(search.accepted().step()).isEqualTo(1.0);
    assertThat(search.evaluations()).isEqualTo(1);
  }

  @Test
  void returnsTheBestPointWhenTheBudgetIsSpent() {
    Curve falling = new Curve("falling", a -> -a, a -> -1.0);
    StrongWolfeLineSearch search = search(falling.objective(), 1e-4, 0.9);

    Outcome outcome = search.search(new double[] {0.0}, 0.0, -1.0, new double[] {1.0}, 1.0);

    assertThat(outcome).isEqualTo(Outcome.SUFFICIENT_DECREASE);
    assertThat(search.evaluations()).isEqualTo(25);
    assertThat(search.accepted().step()).isGreaterThan(1e20);
    assertThat(search.accepted().value()).isEqualTo(-search.accepted().step());
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.1, 2.5, 2.9, 3.0, 3.3})
  void returnsTheGradientOfTheAcceptedPointNotOfTheLastTrial(double end) {
    // Falls ever more steeply up to a wall: no step satisfies the condition of curvature.
    Curve wall = new Curve("wall", a -> a > end ? Double.NaN : -Math.exp(a), a -> -Math.exp(a));
    StrongWolfeLineSearch search = search(wall.objective(), 1e-4, 0.9);

    Outcome outcome = search.search(new double[] {0.0}, -1.0, -1.0, new double[] {1.0}, 1.0);

    double step = search.accepted().step();
    assertThat(outcome).isEqualTo(Outcome.SUFFICIENT_DECREASE);
    assertThat(step).isBetween(end - 0.01, end);
    assertThat(search.accepted().value()).isEqualTo(-Math.exp(step));
    assertThat(search.gradient()).containsExactly(-Math.exp(step));
  }

  @Test
  void failsWithoutEvaluationIfTheStepDoesNotMoveThePoint() {
    Curve falling = new Curve("falling", a -> -a, a -> -1.0);
    StrongWolfeLineSearch search = search(falling.objective(), 1e-4, 0.9);

    Outcome outcome = search.search(new double[] {1e20}, -1e20, -1.0, new double[] {1.0}, 1.0);

    assertThat(outcome).isEqualTo(Outcome.FAILED);
    assertThat(search.evaluations()).isZero();
  }

  @Test
  void givesUpEarlyWhereTheDecreaseIsBelowRounding() {
    Curve noise = new Curve("noise", a -> a == 0.0 ? 1.0 : 1.0 + 1e-12, a -> -1e-14);
    StrongWolfeLineSearch search = search(noise.objective(), 1e-4, 0.9);

    Outcome outcome = search.search(new double[] {0.0}, 1.0, -1e-14, new double[] {1.0}, 1.0);

    assertThat(outcome).isEqualTo(Outcome.FAILED);
    assertThat(search.evaluations()).isLessThan(6);
  }
}
