package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.kanspark.kernel.optim.TestFunctions.filled;
import static org.kanspark.kernel.optim.TestFunctions.largestDifference;
import static org.kanspark.kernel.optim.TestFunctions.rosenbrockStart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.optim.TestFunctions.Quadratic;
import org.kanspark.kernel.optim.TestFunctions.Recorder;

class LbfgsTest {

  private static final DifferentiableObjective ROSENBROCK = TestFunctions.extendedRosenbrock();

  private static Lbfgs untilGradient(double gradientTolerance) {
    return new Lbfgs(
        LbfgsSettings.builder().tolerance(0.0).gradientTolerance(gradientTolerance).build());
  }

  @Test
  void findsTheMinimumOfRosenbrock() {
    LbfgsResult result =
        untilGradient(1e-10).minimize(ROSENBROCK, rosenbrockStart(2), 100, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
    assertThat(result.x()).containsExactly(filled(2, 1.0), within(1e-10));
    assertThat(result.objective()).isBetween(0.0, 1e-20);
    assertThat(result.iterations()).isLessThan(50);
    assertThat(result.evaluations()).isLessThan(65);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 30})
  void findsTheMinimumOfExtendedRosenbrockInHundredDimensions(int historySize) {
    double[] start = rosenbrockStart(100);
    for (int i = 0; i < 100; i++) {
      start[i] += 0.01 * i; // pairs that are not alike
    }
    Lbfgs lbfgs =
        new Lbfgs(
            LbfgsSettings.builder()
                .historySize(historySize)
                .tolerance(0.0)
                .gradientTolerance(1e-9)
                .build());

    LbfgsResult result = lbfgs.minimize(ROSENBROCK, start, 1000, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
    assertThat(largestDifference(result.x(), filled(100, 1.0))).isLessThan(1e-8);
  }

  @ParameterizedTest
  @CsvSource({"50, 1e4, 1e-9", "50, 1e6, 1e-8", "200, 1e6, 1e-8", "30, 1e8, 1e-4"})
  void solvesIllConditionedQuadratics(int size, double condition, double error) {
    Quadratic quadratic = Quadratic.random(size, condition, 7);

    LbfgsResult result =
        untilGradient(1e-10).minimize(quadratic, new double[size], 20_000, StepListener.NONE);

    // The smallest eigenvalue is 1: an error of the solution is at most that of the gradient.
    assertThat(largestDifference(result.x(), quadratic.solution)).isLessThan(error);
  }

  @Test
  void needsAboutOneEvaluationPerIterationOnAQuadratic() {
    Quadratic quadratic = Quadratic.random(100, 1e3, 3);

    LbfgsResult result =
        untilGradient(1e-8).minimize(quadratic, new double[100], 1000, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
    assertThat(result.iterations()).isGreaterThan(50);
    assertThat((double) result.evaluations() / result.iterations()).isLessThan(1.1);
  }

  @Test
  void countsEveryEvaluation() {
    Recorder recorder = new Recorder(ROSENBROCK);

    LbfgsResult result =
        untilGradient(1e-8).minimize(recorder, rosenbrockStart(10), 100, StepListener.NONE);

    assertThat(result.evaluations()).isEqualTo(recorder.points.size());
  }

  @Test
  void startsWithAStepOfLengthOneInTheSumNorm() {
    Recorder recorder = new Recorder(ROSENBROCK);

    untilGradient(0.0).minimize(recorder, rosenbrockStart(2), 1, StepListener.NONE);

    double[] start = recorder.points.get(0);
    double[] first = recorder.points.get(1);
    double length = Math.abs(first[0] - start[0]) + Math.abs(first[1] - start[1]);
    assertThat(start).containsExactly(rosenbrockStart(2));
    assertThat(length).isCloseTo(1.0, within(1e-12));
  }

  @Test
  void startsWithTheConfiguredStepInstead() {
    Recorder recorder = new Recorder(ROSENBROCK);
    double[] start = rosenbrockStart(2);
    double[] gradient = new double[2];
    ROSENBROCK.evaluate(start, gradient);

    new Lbfgs(LbfgsSettings.builder().initialStep(1e-3).build())
        .minimize(recorder, start, 1, StepListener.NONE);

    double[] first = recorder.points.get(1);
    assertThat(first[0]).isCloseTo(start[0] - 1e-3 * gradient[0], within(1e-12));
    assertThat(first[1]).isCloseTo(start[1] - 1e-3 * gradient[1], within(1e-12));
  }

  @Test
  void triesTheConfiguredStepOnlyWithoutHistory() {
    Quadratic quadratic = Quadratic.random(10, 10.0, 1);
    List<Double> steps = new ArrayList<>();

    new Lbfgs(LbfgsSettings.builder().initialStep(0.125).build())
        .minimize(quadratic, new double[10], 4, step -> steps.add(step.stepLength()));

    assertThat(steps).containsExactly(0.125, 1.0, 1.0, 1.0);
  }

  @Test
  void takesNoStepOnAFlatFunction() {
    DifferentiableObjective flat =
        (x, gradient) -> {
          Arrays.fill(gradient, 0.0);
          return 5.0;
        };

    LbfgsResult result =
        untilGradient(0.0).minimize(flat, new double[] {1.0, 2.0}, 100, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
    assertThat(result.iterations()).isZero();
    assertThat(result.evaluations()).isEqualTo(1);
    assertThat(result.x()).containsExactly(1.0, 2.0);
    assertThat(result.objective()).isEqualTo(5.0);
  }

  @Test
  void takesNoStepFromAMinimum() {
    LbfgsResult result =
        untilGradient(1e-12).minimize(ROSENBROCK, filled(4, 1.0), 100, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
    assertThat(result.iterations()).isZero();
    assertThat(result.evaluations()).isEqualTo(1);
    assertThat(result.x()).containsExactly(filled(4, 1.0));
  }

  @Test
  void evaluatesTheStartWhenNoIterationIsAllowed() {
    double[] start = rosenbrockStart(2);

    LbfgsResult result = untilGradient(1e-12).minimize(ROSENBROCK, start, 0, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.MAX_ITERATIONS);
    assertThat(result.iterations()).isZero();
    assertThat(result.evaluations()).isEqualTo(1);
    assertThat(result.x()).containsExactly(start).isNotSameAs(start);
    assertThat(result.objective()).isCloseTo(24.2, within(1e-12));
    assertThat(result.gradient()).containsExactly(new double[] {-215.6, -88.0}, within(1e-12));
  }

  @Test
  void acceptsAFunctionOfNoVariables() {
    LbfgsResult result =
        untilGradient(0.0).minimize((x, g) -> 3.0, new double[0], 10, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
    assertThat(result.objective()).isEqualTo(3.0);
  }

  @Test
  void stopsAtTheMaximumOfIterationsWithTheBestPoint() {
    double[] start = rosenbrockStart(2);

    LbfgsResult result = untilGradient(0.0).minimize(ROSENBROCK, start, 7, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.MAX_ITERATIONS);
    assertThat(result.iterations()).isEqualTo(7);
    double[] gradient = new double[2];
    assertThat(ROSENBROCK.evaluate(result.x(), gradient)).isEqualTo(result.objective());
    assertThat(gradient).containsExactly(result.gradient());
    assertThat(start).containsExactly(rosenbrockStart(2));
  }

  @Test
  void stopsAfterTheGivenNumberOfSmallSteps() {
    Quadratic quadratic = Quadratic.random(40, 1e5, 11);
    double tolerance = 1e-3;
    List<Double> values = new ArrayList<>();
    Lbfgs lbfgs = new Lbfgs(LbfgsSettings.builder().tolerance(tolerance).toleranceSteps(4).build());
    DifferentiableObjective lifted = (x, g) -> 100.0 + quadratic.evaluate(x, g);

    LbfgsResult result =
        lbfgs.minimize(lifted, new double[40], 1000, step -> values.add(step.objective()));

    assertThat(result.reason()).isEqualTo(StopReason.OBJECTIVE_TOLERANCE);
    assertThat(values).hasSize(result.iterations()).hasSizeGreaterThan(5);
    int small = 0;
    for (int i = 1; i < values.size(); i++) {
      assertThat(small).as("small steps before step %d", i + 1).isLessThan(4);
      double before = values.get(i - 1);
      small = before - values.get(i) <= tolerance * before ? small + 1 : 0;
    }
    assertThat(small).isEqualTo(4);
  }

  @Test
  void measuresDecreaseRelativeToTheObjectiveHoweverSmallItIs() {
    Quadratic quadratic = Quadratic.random(20, 100.0, 5);
    DifferentiableObjective tiny =
        (x, g) -> {
          double value = 1e-12 * quadratic.evaluate(x, g);
          DenseVectors.scale(1e-12, g, g);
          return value;
        };
    Lbfgs lbfgs = new Lbfgs(LbfgsSettings.builder().gradientTolerance(0.0).build());

    LbfgsResult result = lbfgs.minimize(tiny, new double[20], 1000, StepListener.NONE);

    assertThat(largestDifference(result.x(), quadratic.solution)).isLessThan(1e-6);
  }

  @Test
  void stopsWhenTheListenerAsksForIt() {
    Recorder recorder = new Recorder(ROSENBROCK);

    LbfgsResult result =
        untilGradient(0.0)
            .minimize(recorder, rosenbrockStart(2), 100, step -> step.iteration() < 5);

    assertThat(result.reason()).isEqualTo(StopReason.LISTENER);
    assertThat(result.iterations()).isEqualTo(5);
    assertThat(recorder.points).hasSize(result.evaluations());
    assertThat(recorder.points.get(recorder.points.size() - 1)).containsExactly(result.x());
  }

  @Test
  void rejectsBadArguments() {
    Lbfgs lbfgs = untilGradient(0.0);
    LbfgsState state = Lbfgs.start(ROSENBROCK, rosenbrockStart(2));

    assertThatThrownBy(() -> lbfgs.minimize(ROSENBROCK, rosenbrockStart(2), -1, StepListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> lbfgs.resume(ROSENBROCK, state, -1, StepListener.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> lbfgs.minimize(ROSENBROCK, new double[] {1.0, Double.NaN}, 5, StepListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x[1]");
  }
}
