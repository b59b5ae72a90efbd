package org.kanspark.kernel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.ops.Kernels;

class KernelBenchmarkTest {
  private static final double SECONDS = 0.002;
  private static final double PEAK = 1e9;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void numbersOfAResultFitTogether(int threads) {
    int[] layers = {3, 4, 2, 1};
    int edges = 3 * 4 + 4 * 2 + 2 * 1;
    String kernel = Kernels.get().name();
    KernelBenchmark.Result result =
        KernelBenchmark.run(layers, 7, 150, kernel, threads, SECONDS, PEAK);

    assertThat(result.rowsPerSecond()).isPositive().isFinite();
    assertThat(result.edgesPerSecond())
        .isCloseTo(result.rowsPerSecond() * edges, within(1e-9 * result.edgesPerSecond()));
    // A cubic edge: value, gradient and slope of four terms and SiLU, and one sum.
    assertThat(result.fmaFraction())
        .isCloseTo(
            result.edgesPerSecond() * (3 * (3 + 2) + 1) / (PEAK * threads),
            within(1e-9 * result.fmaFraction()));
    assertThat(result.layers()).containsExactly(layers).isNotSameAs(layers);
    assertThat(result.grid()).isEqualTo(7);
    assertThat(result.rows()).isEqualTo(150);
    assertThat(result.threads()).isEqualTo(threads);
    assertThat(result.peakFmaPerSecond()).isEqualTo(PEAK);
    assertThat(result.kernel()).isEqualTo(Kernels.get().description());
  }

  @Test
  void scalarKernelCanBeTimedWhateverTheProcessUses() {
    KernelBenchmark.Result result =
        KernelBenchmark.run(new int[] {2, 16, 1}, 5, 10, "scalar", 1, SECONDS, PEAK);
    assertThat(result.kernel()).isEqualTo("scalar");
    assertThat(result.edgesPerSecond()).isPositive().isFinite();
  }

  @Test
  void unknownKernelIsRefused() {
    assertThatThrownBy(() -> KernelBenchmark.run(new int[] {2, 1}, 5, 10, "gpu", 1, SECONDS, PEAK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'gpu'");
  }

  @Test
  void peakIsANumberOfMultiplyAdds() {
    assertThat(KernelBenchmark.peakFmaPerSecond()).isPositive().isFinite();
  }

  @Test
  void stopwatchCountsTheWorkThatWasReported() {
    assertThat(Stopwatch.workPerSecond(() -> 0, SECONDS)).isZero();
    double slow = Stopwatch.workPerSecond(KernelBenchmarkTest::oneMillisecond, SECONDS);
    assertThat(slow).isPositive().isLessThan(1001);
  }

  private static long oneMillisecond() {
    long end = System.nanoTime() + 1_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return 1;
  }
}
