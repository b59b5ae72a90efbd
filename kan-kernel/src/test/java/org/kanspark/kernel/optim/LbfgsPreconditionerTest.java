package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.optim.TestFunctions.Quadratic;
import org.kanspark.kernel.optim.TestFunctions.Recorder;

class LbfgsPreconditionerTest {

  private static final int SIZE = 60;
  private static final Lbfgs PLAIN =
      new Lbfgs(LbfgsSettings.builder().tolerance(0.0).gradientTolerance(1e-8).build());

  /** Scales a well-conditioned quadratic so that its variables have very different units. */
  private static Quadratic badlyScaled() {
    Quadratic quadratic = Quadratic.random(SIZE, 10.0, 21);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        quadratic.matrix[i][j] *= unit(i) * unit(j);
      }
    }
    return quadratic;
  }

  private static double unit(int i) {
    return Math.pow(10.0, 3.0 * ((i * 7) % SIZE) / SIZE);
  }

  private static Preconditioner inverseDiagonal(Quadratic quadratic, double factor) {
    return (gradient, out) -> {
      for (int i = 0; i < out.length; i++) {
        out[i] = factor * gradient[i] / quadratic.matrix[i][i];
      }
    };
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 1e-3, 1e3})
  void convergesFasterWithAPreconditionerOfAnyScale(double factor) {
    Quadratic quadratic = badlyScaled();
    Lbfgs preconditioned = PLAIN.preconditionedBy(inverseDiagonal(quadratic, factor));

    LbfgsResult slow = PLAIN.minimize(quadratic, new double[SIZE], 5000, StepListener.NONE);
    LbfgsResult fast =
        preconditioned.minimize(quadratic, new double[SIZE], 5000, StepListener.NONE);

    assertThat(fast.reason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
    assertThat(fast.x()).containsExactly(quadratic.solution, within(1e-8));
    assertThat(fast.iterations() * 5).isLessThan(slow.iterations());
  }

  @Test
  void takesTheNewtonStepAtOnceWithTheExactInverse() {
    double[] eigenvalues = {1e-3, 1.0, 50.0, 1e4};
    Quadratic quadratic = Quadratic.diagonal(eigenvalues, new double[] {1.0, -2.0, 3.0, 4.0});
    Lbfgs exact = PLAIN.preconditionedBy(inverseDiagonal(quadratic, 1.0));

    LbfgsResult result = exact.minimize(quadratic, new double[4], 100, StepListener.NONE);

    assertThat(result.iterations()).isEqualTo(1);
    assertThat(result.evaluations()).isEqualTo(2);
    assertThat(result.x()).containsExactly(quadratic.solution, within(1e-12));
  }

  @Test
  void equalsThePlainMethodWithTheIdentity() {
    Quadratic quadratic = Quadratic.random(20, 100.0, 3);
    Lbfgs plain = new Lbfgs(LbfgsSettings.builder().initialStep(0.01).build());
    Lbfgs identity = plain.preconditionedBy((g, out) -> System.arraycopy(g, 0, out, 0, g.length));

    LbfgsResult expected = plain.minimize(quadratic, new double[20], 15, StepListener.NONE);
    LbfgsResult result = identity.minimize(quadratic, new double[20], 15, StepListener.NONE);

    assertThat(result.evaluations()).isEqualTo(expected.evaluations());
    assertThat(result.x()).containsExactly(expected.x(), within(1e-9));
  }

  @Test
  void startsWithTheConfiguredStepAlongThePreconditionedDirection() {
    Quadratic quadratic = Quadratic.diagonal(new double[] {2.0, 8.0}, new double[] {1.0, 3.0});
    Recorder recorder = new Recorder(quadratic);

    new Lbfgs(LbfgsSettings.builder().initialStep(0.5).build())
        .preconditionedBy(inverseDiagonal(quadratic, 1.0))
        .minimize(recorder, new double[2], 1, StepListener.NONE);

    assertThat(recorder.points.get(1)).containsExactly(new double[] {0.5, 1.5}, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1.0, 0.0, Double.NaN, Double.POSITIVE_INFINITY, 1e308})
  void fallsBackToTheGradientIfThePreconditionerIsUnusable(double factor) {
    Quadratic quadratic = Quadratic.random(6, 10.0, 5);
    Lbfgs broken = PLAIN.preconditionedBy((g, out) -> DenseVectors.scale(factor, g, out));

    LbfgsResult result = broken.minimize(quadratic, new double[6], 500, StepListener.NONE);

    assertThat(result.reason()).isEqualTo(StopReason.GRADIENT_TOLERANCE);
    assertThat(result.x()).containsExactly(quadratic.solution, within(1e-7));
  }

  @Test
  void leavesTheOriginalMinimiserAsItIs() {
    Lbfgs derived = PLAIN.preconditionedBy((g, out) -> Arrays.fill(out, Double.NaN));
    Quadratic quadratic = Quadratic.random(6, 10.0, 5);

    LbfgsResult before = PLAIN.minimize(quadratic, new double[6], 20, StepListener.NONE);

    assertThat(derived.settings()).isEqualTo(PLAIN.settings());
    assertThat(before.x()).containsExactly(quadratic.solution, within(1e-7));
  }
}
