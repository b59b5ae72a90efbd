package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kanspark.kernel.optim.TestFunctions.rosenbrockStart;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.optim.TestFunctions.Quadratic;
import org.kanspark.kernel.optim.TestFunctions.Recorder;

class LbfgsResumeTest {

  private static final DifferentiableObjective ROSENBROCK = TestFunctions.extendedRosenbrock();
  private static final Lbfgs LBFGS =
      new Lbfgs(LbfgsSettings.builder().historySize(5).tolerance(1e-6).build());

  /** Writes a state to bytes and reads it back, as a checkpoint would. */
  private static LbfgsState throughBytes(LbfgsState state) {
    int n = state.x().length;
    int pairs = state.steps().length;
    ByteBuffer bytes = ByteBuffer.allocate(12 + Double.BYTES * (1 + 2 * n * (pairs + 1)));
    bytes.putInt(state.iteration()).putInt(state.evaluations()).putInt(state.smallSteps());
    bytes.putDouble(state.objective());
    put(bytes, state.x());
    put(bytes, state.gradient());
    for (int i = 0; i < pairs; i++) {
      put(bytes, state.steps()[i]);
      put(bytes, state.gradientChanges()[i]);
    }
    bytes.flip();
    int iteration = bytes.getInt();
    int evaluations = bytes.getInt();
    int smallSteps = bytes.getInt();
    double objective = bytes.getDouble();
    double[] x = get(bytes, n);
    double[] gradient = get(bytes, n);
    double[][] steps = new double[pairs][];
    double[][] changes = new double[pairs][];
    for (int i = 0; i < pairs; i++) {
      steps[i] = get(bytes, n);
      changes[i] = get(bytes, n);
    }
    return new LbfgsState(
        iteration, evaluations, smallSteps, x, objective, gradient, steps, changes);
  }

  private static void put(ByteBuffer bytes, double[] values) {
    for (double value : values) {
      bytes.putDouble(value);
    }
  }

  private static double[] get(ByteBuffer bytes, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = bytes.getDouble();
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 5, 6, 20})
  void continuesWithTheBitsOfAnUninterruptedRun(int pause) {
    List<double[]> expectedPoints = new ArrayList<>();
    LbfgsResult expected =
        LBFGS.minimize(ROSENBROCK, rosenbrockStart(20), 200, step -> expectedPoints.add(step.x()));
    List<double[]> points = new ArrayList<>();

    LbfgsResult first =
        LBFGS.minimize(ROSENBROCK, rosenbrockStart(20), pause, step -> points.add(step.x()));
    LbfgsResult result =
        LBFGS.resume(ROSENBROCK, throughBytes(first.state()), 200, step -> points.add(step.x()));

    assertThat(expected.iterations()).isGreaterThan(20);
    assertThat(first.iterations()).isEqualTo(pause);
    assertThat(points).containsExactlyElementsOf(expectedPoints);
    assertThat(result.reason()).isEqualTo(expected.reason());
    assertThat(result.iterations()).isEqualTo(expected.iterations());
    assertThat(result.evaluations()).isEqualTo(expected.evaluations());
    assertThat(result.objective()).isEqualTo(expected.objective());
    assertThat(result.gradient()).containsExactly(expected.gradient());
    assertThat(result.state().steps()).isDeepEqualTo(expected.state().steps());
    assertThat(result.state().gradientChanges()).isDeepEqualTo(expected.state().gradientChanges());
  }

  @Test
  void continuesFromTheStateOfEveryStep() {
    List<LbfgsState> states = new ArrayList<>();
    LbfgsResult expected =
        LBFGS.minimize(ROSENBROCK, rosenbrockStart(4), 200, step -> states.add(step.state()));

    assertThat(states).hasSize(expected.iterations()).hasSizeGreaterThan(10);
    for (LbfgsState state : states) {
      LbfgsResult result = LBFGS.resume(ROSENBROCK, state, 200, StepListener.NONE);
      assertThat(result.x()).containsExactly(expected.x());
      assertThat(result.iterations()).isEqualTo(expected.iterations());
      assertThat(result.evaluations()).isEqualTo(expected.evaluations());
      assertThat(result.reason()).isEqualTo(expected.reason());
    }
  }

  @Test
  void remembersSmallStepsAcrossAPause() {
    DifferentiableObjective lifted = (x, g) -> 1e4 + ROSENBROCK.evaluate(x, g);
    Lbfgs patient = new Lbfgs(LbfgsSettings.builder().tolerance(1e-3).toleranceSteps(5).build());
    LbfgsResult expected = patient.minimize(lifted, rosenbrockStart(2), 200, StepListener.NONE);

    LbfgsResult first =
        patient.minimize(lifted, rosenbrockStart(2), expected.iterations() - 2, StepListener.NONE);
    LbfgsResult result = patient.resume(lifted, first.state(), 200, StepListener.NONE);

    assertThat(expected.reason()).isEqualTo(StopReason.OBJECTIVE_TOLERANCE);
    assertThat(first.state().smallSteps()).isEqualTo(3);
    assertThat(result.iterations()).isEqualTo(expected.iterations());
    assertThat(result.reason()).isEqualTo(StopReason.OBJECTIVE_TOLERANCE);
  }

  @Test
  void neitherEvaluatesTheGivenStateAgainNorChangesIt() {
    LbfgsState state = LBFGS.minimize(ROSENBROCK, rosenbrockStart(4), 8, StepListener.NONE).state();
    LbfgsState before = throughBytes(state);
    Recorder recorder = new Recorder(ROSENBROCK);

    LbfgsResult result = LBFGS.resume(recorder, state, 12, StepListener.NONE);

    assertThat(recorder.points)
        .hasSize(result.evaluations() - state.evaluations())
        .doesNotContain(before.x());
    assertThat(state.x()).containsExactly(before.x());
    assertThat(state.gradient()).containsExactly(before.gradient());
    assertThat(state.steps()).isDeepEqualTo(before.steps());
    assertThat(state.gradientChanges()).isDeepEqualTo(before.gradientChanges());
  }

  @Test
  void maxIterationsCountsTheStepsBeforeThePause() {
    LbfgsState state = LBFGS.minimize(ROSENBROCK, rosenbrockStart(4), 8, StepListener.NONE).state();

    LbfgsResult result = LBFGS.resume(ROSENBROCK, state, 8, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.MAX_ITERATIONS);
    assertThat(result.iterations()).isEqualTo(8);
    assertThat(result.evaluations()).isEqualTo(state.evaluations());
  }

  @Test
  void takesTheNegativeGradientOnceTheHistoryIsDropped() {
    LbfgsState state = LBFGS.minimize(ROSENBROCK, rosenbrockStart(4), 8, StepListener.NONE).state();
    LbfgsState dropped =
        new LbfgsState(
                state.iteration(),
                state.evaluations(),
                2,
                state.x(),
                state.objective(),
                state.gradient(),
                state.steps(),
                state.gradientChanges())
            .withoutHistory();

    double cosineWith = cosineOfFirstTrial(state);
    double cosineWithout = cosineOfFirstTrial(dropped);

    assertThat(state.steps()).hasDimensions(5, 4);
    assertThat(dropped.steps()).isEmpty();
    assertThat(dropped.gradientChanges()).isEmpty();
    assertThat(dropped.smallSteps()).isZero();
    assertThat(dropped.x()).containsExactly(state.x());
    assertThat(cosineWith).isLessThan(0.99);
    assertThat(cosineWithout).isGreaterThan(1.0 - 1e-12);
  }

  private static double cosineOfFirstTrial(LbfgsState state) {
    Recorder recorder = new Recorder(ROSENBROCK);
    LBFGS.resume(recorder, state, state.iteration() + 1, StepListener.NONE);
    double[] s = new double[state.x().length];
    DenseVectors.subtract(recorder.points.get(0), state.x(), s);
    double lengths =
        Math.sqrt(TestFunctions.dot(s, s))
            * Math.sqrt(TestFunctions.dot(state.gradient(), state.gradient()));
    return -TestFunctions.dot(s, state.gradient()) / lengths;
  }

  @Test
  void usesTheNewestPairsIfTheStateHasMoreThanItMayKeep() {
    Quadratic quadratic = Quadratic.random(30, 1e4, 9);
    LbfgsState state =
        new Lbfgs(LbfgsSettings.builder().historySize(12).build())
            .minimize(quadratic, new double[30], 12, StepListener.NONE)
            .state();
    LbfgsState newest =
        new LbfgsState(
            state.iteration(),
            state.evaluations(),
            state.smallSteps(),
            state.x(),
            state.objective(),
            state.gradient(),
            Arrays.copyOfRange(state.steps(), 7, 12),
            Arrays.copyOfRange(state.gradientChanges(), 7, 12));

    LbfgsResult fromAll = LBFGS.resume(quadratic, state, 20, StepListener.NONE);
    LbfgsResult fromNewest = LBFGS.resume(quadratic, newest, 20, StepListener.NONE);

    assertThat(state.steps()).hasDimensions(12, 30);
    assertThat(fromAll.x()).containsExactly(fromNewest.x());
  }
}
