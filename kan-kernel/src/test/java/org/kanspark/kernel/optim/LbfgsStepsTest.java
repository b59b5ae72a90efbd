package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kanspark.kernel.optim.TestFunctions.rosenbrockStart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kanspark.kernel.optim.TestFunctions.Quadratic;
import org.kanspark.kernel.optim.TestFunctions.Recorder;

/** Checks every step that the optimiser takes, from outside. */
class LbfgsStepsTest {

  private static final double C1 = 1e-4;
  private static final double C2 = 0.9;

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of("rosenbrock", TestFunctions.extendedRosenbrock(), rosenbrockStart(2)),
        Arguments.of("rosenbrock 50", TestFunctions.extendedRosenbrock(), rosenbrockStart(50)),
        Arguments.of("quadratic", Quadratic.random(30, 1e3, 1), new double[30]),
        Arguments.of("trigonometric", trigonometric(), TestFunctions.filled(10, 0.1)),
        Arguments.of("exponential", exponential(), TestFunctions.filled(6, 20.0)));
  }

  /** Trigonometric function no. 26 of Moré, Garbow, Hillstrom, ACM TOMS 7 (1981). */
  private static DifferentiableObjective trigonometric() {
    return (x, gradient) -> {
      int n = x.length;
      double cosines = 0.0;
      for (double v : x) {
        cosines += Math.cos(v);
      }
      double sum = 0.0;
      double residuals = 0.0;
      double[] residual = new double[n];
      for (int i = 0; i < n; i++) {
        residual[i] = n - cosines + (i + 1) * (1.0 - Math.cos(x[i])) - Math.sin(x[i]);
        sum += residual[i] * residual[i];
        residuals += residual[i];
      }
      for (int i = 0; i < n; i++) {
        double own = (i + 1) * Math.sin(x[i]) - Math.cos(x[i]);
        gradient[i] = 2.0 * (residuals * Math.sin(x[i]) + residual[i] * own);
      }
      return sum;
    };
  }

  /** Sum of exp(x) - (i + 1) x: curvature from 1 to e^20 on the way to x = log(i + 1). */
  private static DifferentiableObjective exponential() {
    return (x, gradient) -> {
      double sum = 0.0;
      for (int i = 0; i < x.length; i++) {
        sum += Math.exp(x[i]) - (i + 1) * x[i];
        gradient[i] = Math.exp(x[i]) - (i + 1);
      }
      return sum;
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void everyStepMeetsTheStrongWolfeConditions(
      String name, DifferentiableObjective objective, double[] start) {
    Lbfgs lbfgs = new Lbfgs(LbfgsSettings.builder().gradientTolerance(1e-6).build());
    List<double[]> points = new ArrayList<>(List.of(start));

    LbfgsResult result =
        lbfgs.minimize(
            objective,
            start,
            500,
            step -> {
              assertThat(step.isStrongWolfe()).isTrue();
              return points.add(step.x());
            });

    assertThat(result.reason().isConverged()).isTrue();
    assertThat(points).hasSize(result.iterations() + 1).hasSizeGreaterThan(5);
    for (int i = 1; i < points.size(); i++) {
      assertWolfe(objective, points.get(i - 1), points.get(i), i);
    }
  }

  /** Works with s = t d from the points alone; both conditions are free of the length of d. */
  private static void assertWolfe(
      DifferentiableObjective objective, double[] from, double[] to, int iteration) {
    int n = from.length;
    double[] oldGradient = new double[n];
    double[] newGradient = new double[n];
    double oldValue = objective.evaluate(from, oldGradient);
    double newValue = objective.evaluate(to, newGradient);
    double[] s = new double[n];
    for (int i = 0; i < n; i++) {
      s[i] = to[i] - from[i];
    }
    double oldSlope = TestFunctions.dot(oldGradient, s);
    double newSlope = TestFunctions.dot(newGradient, s);
    double rounding = 1e-15 * Math.abs(oldValue);
    assertThat(oldSlope).as("slope at iteration %d", iteration).isNegative();
    assertThat(newValue)
        .as("decrease at iteration %d", iteration)
        .isLessThanOrEqualTo(oldValue + C1 * oldSlope + rounding);
    assertThat(Math.abs(newSlope))
        .as("curvature at iteration %d", iteration)
        .isLessThanOrEqualTo(-C2 * oldSlope * (1.0 + 1e-9));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void everyStepReportsWhatTheObjectiveSaysThere(
      String name, DifferentiableObjective objective, double[] start) {
    Recorder recorder = new Recorder(objective);
    int[] steps = {0};
    double[] previous = {Double.POSITIVE_INFINITY};

    LbfgsResult result =
        new Lbfgs(LbfgsSettings.defaults())
            .minimize(
                recorder,
                start,
                30,
                step -> {
                  double[] gradient = new double[start.length];
                  double value = objective.evaluate(step.x(), gradient);
                  assertThat(step.iteration()).isEqualTo(++steps[0]);
                  assertThat(step.objective()).isEqualTo(value).isLessThanOrEqualTo(previous[0]);
                  assertThat(step.gradient()).containsExactly(gradient);
                  assertThat(step.gradientNorm())
                      .isEqualTo(Arrays.stream(gradient).map(Math::abs).max().getAsDouble());
                  assertThat(step.evaluations()).isEqualTo(recorder.points.size());
                  assertThat(step.stepLength()).isPositive();
                  previous[0] = value;
                  return true;
                });

    assertThat(steps[0]).isEqualTo(result.iterations()).isPositive();
  }

  @Test
  void copiesHandedToTheListenerDoNotReachTheRun() {
    DifferentiableObjective objective = TestFunctions.extendedRosenbrock();
    Lbfgs lbfgs = new Lbfgs(LbfgsSettings.defaults());
    double[] start = rosenbrockStart(4);
    LbfgsResult expected = lbfgs.minimize(objective, start, 15, StepListener.NONE);

    LbfgsResult result =
        lbfgs.minimize(
            objective,
            start,
            15,
            step -> {
              Arrays.fill(step.x(), 99.0);
              Arrays.fill(step.gradient(), 99.0);
              Arrays.fill(step.state().x(), 99.0);
              Arrays.fill(step.state().steps()[0], 99.0);
              return true;
            });

    assertThat(result.x()).containsExactly(expected.x());
  }

  @Test
  void aStepCannotBeReadOnceTheRunHasMovedOn() {
    List<LbfgsStep> kept = new ArrayList<>();

    new Lbfgs(LbfgsSettings.defaults())
        .minimize(TestFunctions.extendedRosenbrock(), rosenbrockStart(2), 3, kept::add);

    assertThat(kept).hasSize(3);
    assertThat(kept.get(2).x()).hasSize(2);
    assertThatThrownBy(() -> kept.get(0).x())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("step 1");
  }
}
