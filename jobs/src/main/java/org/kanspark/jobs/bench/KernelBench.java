package org.kanspark.jobs.bench;

import java.util.function.Consumer;
import org.kanspark.kernel.bench.KernelBenchmark;

/** Measures one kernel on one thread over networks from tiny to wide. */
public final class KernelBench {
  private static final int[][] SHAPES = {{2, 5, 1}, {8, 16, 1}, {32, 64, 1}, {64, 64, 64, 1}};
  private static final int GRID = 5;

  /** Rows of a pass: their activations fit into the cache, as those of a block of rows do. */
  public static final int ROWS = 4096;

  private static final double SECONDS = 0.2;

  private KernelBench() {}

  /**
   * Measures all shapes.
   *
   * @param kernel {@code simd} or {@code scalar}
   * @param peak fused multiply-adds in a second that one thread does at best
   * @param lines receives each measurement when it is done
   * @throws IllegalStateException if the kernel is not available
   */
  public static void run(String kernel, double peak, Consumer<BenchLine> lines) {
    for (int[] shape : SHAPES) {
      lines.accept(new BenchLine(KernelBenchmark.run(shape, GRID, ROWS, kernel, 1, SECONDS, peak)));
    }
  }
}
