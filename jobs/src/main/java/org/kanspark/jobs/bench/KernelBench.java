package org.kanspark.jobs.bench;

import java.util.function.Consumer;
import org.kanspark.kernel.bench.KernelBenchmark;

/** Measures kernels over networks from tiny to wide, on rows in memory. */
public final class KernelBench {
  private static final int[][] SHAPES = {
    {2, 5, 1}, {8, 5, 1}, {8, 16, 1}, {32, 64, 1}, {64, 64, 64, 1}
  };
  private static final int[] DEEP_GRID_SHAPE = {8, 16, 1};
  private static final int GRID = 5;
  private static final int FINE_GRID = 200;

  /** Rows of a pass: their activations fit into the cache, as those of a block of rows do. */
  public static final int ROWS = 4096;

  private static final double SECONDS = 0.2;

  private KernelBench() {}

  /**
   * Measures all shapes on one thread, and the SIMD kernel on all cores too.
   *
   * @param kernel {@code simd} or {@code scalar}
   * @param peak fused multiply-adds in a second that one thread does at best
   * @param lines receives each measurement when it is done
   * @throws IllegalStateException if the kernel is not available
   */
  public static void run(String kernel, double peak, Consumer<BenchLine> lines) {
    for (int[] shape : SHAPES) {
      lines.accept(measure(shape, GRID, kernel, 1, peak));
    }
    lines.accept(measure(DEEP_GRID_SHAPE, FINE_GRID, kernel, 1, peak));
    int cores = Runtime.getRuntime().availableProcessors();
    if (kernel.equals("simd") && cores > 1) {
      for (int[] shape : SHAPES) {
        lines.accept(measure(shape, GRID, kernel, cores, peak));
      }
    }
  }

  private static BenchLine measure(int[] shape, int grid, String kernel, int threads, double peak) {
    return BenchLine.kernel(KernelBenchmark.run(shape, grid, ROWS, kernel, threads, SECONDS, peak));
  }
}
