package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.kanspark.kernel.optim.TestFunctions.rosenbrockStart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.optim.TestFunctions.Quadratic;
import org.kanspark.kernel.optim.TestFunctions.Recorder;

/** Values that are not finite, gradients that lie, histories that mislead. */
class LbfgsRobustnessTest {

  private static final Lbfgs LBFGS =
      new Lbfgs(LbfgsSettings.builder().gradientTolerance(1e-9).build());

  /** Sum of x - log x: minimum at 1, undefined for x <= 0, where it gives {@code outside}. */
  private static DifferentiableObjective logarithmic(double outside) {
    return (x, gradient) -> {
      double sum = 0.0;
      for (int i = 0; i < x.length; i++) {
        if (x[i] <= 0.0) {
          gradient[i] = outside;
          sum += outside;
        } else {
          gradient[i] = 1.0 - 1.0 / x[i];
          sum += x[i] - Math.log(x[i]);
        }
      }
      return sum;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 0",
    "Infinity, 0",
    "-Infinity, 0",
    "NaN, 1000",
    "Infinity, 1000",
    "-Infinity, 1000"
  })
  void staysInsideTheDomain(double outside, double initialStep) {
    Recorder recorder = new Recorder(logarithmic(outside));
    Lbfgs lbfgs =
        new Lbfgs(LbfgsSettings.builder().gradientTolerance(1e-9).initialStep(initialStep).build());

    LbfgsResult result =
        lbfgs.minimize(recorder, new double[] {0.02, 30.0, 4.0}, 200, StepListener.NONE);

    assertThat(result.reason().isConverged()).isTrue();
    assertThat(result.x()).containsExactly(new double[] {1.0, 1.0, 1.0}, within(1e-4));
    assertThat(result.objective()).isCloseTo(3.0, within(1e-8));
    if (initialStep > 0.0) {
      assertThat(recorder.points).anyMatch(x -> x[1] <= 0.0);
    }
  }

  @Test
  void shortensTheStepWhereOnlyTheGradientIsNotFinite() {
    Quadratic quadratic = Quadratic.random(5, 10.0, 2);
    int[] refusals = {0};
    DifferentiableObjective objective =
        (x, gradient) -> {
          double value = quadratic.evaluate(x, gradient);
          if (value > 200.0) {
            refusals[0]++;
            gradient[3] = Double.NaN;
          }
          return value;
        };
    Lbfgs bold =
        new Lbfgs(LbfgsSettings.builder().initialStep(1e4).gradientTolerance(1e-9).build());

    LbfgsResult result = bold.minimize(objective, new double[5], 100, StepListener.NONE);

    assertThat(refusals[0]).isPositive();
    assertThat(result.reason().isConverged()).isTrue();
    assertThat(result.x()).containsExactly(quadratic.solution, within(1e-3));
  }

  @Test
  void creepsUpToAWallWithoutWolfePoint() {
    DifferentiableObjective wall =
        (x, gradient) -> {
          gradient[0] = -1.0;
          return x[0] > 3.0 ? Double.NaN : -x[0];
        };
    boolean[] sawWeakStep = {false};

    LbfgsResult result =
        LBFGS.minimize(
            wall,
            new double[] {0.5},
            50,
            step -> {
              sawWeakStep[0] |= !step.isStrongWolfe();
              return true;
            });

    assertThat(result.x()[0]).isBetween(3.0 - 1e-5, 3.0);
    assertThat(result.objective()).isEqualTo(-result.x()[0]);
    assertThat(sawWeakStep[0]).isTrue();
    assertThat(result.iterations()).isLessThan(50);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void reportsAStartOutsideTheDomain(double outside) {
    Recorder recorder = new Recorder(logarithmic(outside));

    LbfgsResult result = LBFGS.minimize(recorder, new double[] {-1.0, 2.0}, 100, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.NON_FINITE_START);
    assertThat(result.reason().isConverged()).isFalse();
    assertThat(result.x()).containsExactly(-1.0, 2.0);
    assertThat(result.iterations()).isZero();
    assertThat(recorder.points).hasSize(1);
  }

  @Test
  void neverAsksForPointsThatAreNotFinite() {
    Recorder recorder =
        new Recorder(
            (x, gradient) -> {
              gradient[0] = -1.0;
              return -x[0];
            });
    Lbfgs bold = new Lbfgs(LbfgsSettings.builder().initialStep(1e308).build());

    LbfgsResult result = bold.minimize(recorder, new double[] {1.7e308}, 1, StepListener.NONE);

    assertThat(recorder.points).hasSizeGreaterThan(1).allMatch(x -> Double.isFinite(x[0]));
    assertThat(result.iterations()).isEqualTo(1);
    assertThat(result.objective()).isFinite().isLessThan(-1.7e308);
  }

  @Test
  void givesUpWithoutATrialWhereTheSlopeOverflows() {
    DifferentiableObjective cliff =
        (x, gradient) -> {
          gradient[0] = 1e200;
          return 1e200 * x[0];
        };

    LbfgsResult result = LBFGS.minimize(cliff, new double[] {1.0}, 10, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.LINE_SEARCH_FAILED);
    assertThat(result.evaluations()).isEqualTo(1);
  }

  @Test
  void passesExceptionsOn() {
    int[] calls = {0};
    DifferentiableObjective cancelled =
        (x, gradient) -> {
          if (++calls[0] == 4) {
            throw new IllegalStateException("cancelled");
          }
          return TestFunctions.extendedRosenbrock().evaluate(x, gradient);
        };

    assertThatThrownBy(() -> LBFGS.minimize(cancelled, rosenbrockStart(2), 100, StepListener.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cancelled");
    assertThat(calls[0]).isEqualTo(4);
  }

  @Test
  void givesUpWhereTheGradientHasTheWrongSign() {
    Quadratic quadratic = Quadratic.random(4, 10.0, 8);
    Recorder uphill =
        new Recorder(
            (x, gradient) -> {
              double value = quadratic.evaluate(x, gradient);
              DenseVectors.scale(-1.0, gradient, gradient);
              return value;
            });

    LbfgsResult result = LBFGS.minimize(uphill, new double[4], 100, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.LINE_SEARCH_FAILED);
    assertThat(result.reason().isConverged()).isFalse();
    assertThat(result.iterations()).isZero();
    assertThat(result.x()).containsExactly(new double[4]);
    assertThat(result.evaluations()).isEqualTo(uphill.points.size()).isLessThanOrEqualTo(21);
  }

  @Test
  void dropsAMisleadingHistoryAndGoesOn() {
    // One pair that claims almost no curvature along s: a step of 1e200 along it.
    double[] s = {1e100, 0.0, 0.0};
    double[] y = {1e-100, 0.0, 0.0};
    Quadratic quadratic = Quadratic.random(3, 10.0, 4);
    LbfgsState start = Lbfgs.start(quadratic, new double[3]);
    LbfgsState misled =
        new LbfgsState(
            0,
            1,
            0,
            start.x(),
            start.objective(),
            start.gradient(),
            new double[][] {s},
            new double[][] {y});
    Recorder recorder = new Recorder(quadratic);

    LbfgsResult result = LBFGS.resume(recorder, misled, 100, StepListener.NONE);
    LbfgsState afterOneStep = LBFGS.resume(quadratic, misled, 1, StepListener.NONE).state();

    assertThat(afterOneStep.iteration()).isEqualTo(1);
    assertThat(afterOneStep.steps()).hasDimensions(1, 3);
    assertThat(Math.abs(recorder.points.get(0)[0])).isGreaterThan(1e100);
    assertThat(result.reason().isConverged()).isTrue();
    assertThat(result.x()).containsExactly(quadratic.solution, within(1e-4));
  }

  @Test
  void stopsAtTheLimitOfDoublePrecision() {
    Quadratic quadratic = Quadratic.random(10, 1e3, 6);
    DifferentiableObjective lifted = (x, g) -> 1.0 + quadratic.evaluate(x, g);
    Lbfgs insatiable =
        new Lbfgs(LbfgsSettings.builder().tolerance(0.0).gradientTolerance(0.0).build());

    LbfgsResult result = insatiable.minimize(lifted, new double[10], 10_000, StepListener.NONE);

    assertThat(result.reason()).isIn(StopReason.LINE_SEARCH_FAILED, StopReason.OBJECTIVE_TOLERANCE);
    assertThat(result.x()).containsExactly(quadratic.solution, within(1e-5));
    assertThat(result.evaluations()).isLessThan(result.iterations() + 60);
  }

  @Test
  void leavesTheStateUsableAfterAFailure() {
    DifferentiableObjective kink =
        (x, gradient) -> {
          gradient[0] = 1.0; // right of 0 only
          return Math.abs(x[0]);
        };

    LbfgsResult result = LBFGS.minimize(kink, new double[] {2.0}, 100, StepListener.NONE);
    LbfgsResult again =
        LBFGS.resume(
            (x, gradient) -> {
              gradient[0] = 2.0 * (x[0] + 1.0);
              return (x[0] + 1.0) * (x[0] + 1.0);
            },
            result.state(),
            200,
            StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.LINE_SEARCH_FAILED);
    assertThat(result.state().steps()).isEmpty();
    assertThat(result.objective()).isLessThan(0.1);
    assertThat(again.iterations()).isGreaterThan(result.iterations());
    assertThat(again.x()[0]).isCloseTo(-1.0, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2.0, 0.0})
  void crossesRegionsThatCurveDownwards(double offset) {
    // A double well in the first coordinate, minima at -1 and 1, maximum at 0.
    DifferentiableObjective doubleWell =
        (x, gradient) -> {
          double u = x[0] * x[0] - 1.0;
          gradient[0] = 4.0 * x[0] * u;
          gradient[1] = 2.0 * (x[1] - offset);
          return u * u + (x[1] - offset) * (x[1] - offset);
        };

    LbfgsResult result =
        LBFGS.minimize(doubleWell, new double[] {1e-6, 1.0}, 200, StepListener.NONE);

    assertThat(result.reason().isConverged()).isTrue();
    assertThat(Math.abs(result.x()[0])).isCloseTo(1.0, within(1e-5));
    assertThat(result.x()[1]).isCloseTo(offset, within(1e-5));
  }
}
