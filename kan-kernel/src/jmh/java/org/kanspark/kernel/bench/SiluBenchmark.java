package org.kanspark.kernel.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.ops.LayerKernel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Times SiLU and its derivative: one operation is one argument. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SiluBenchmark.VALUES)
@State(Scope.Thread)
public class SiluBenchmark {
  static final int VALUES = 1024;

  /** The kernel. */
  @Param({"simd", "scalar"})
  public String kernel = "";

  private final double[] x = new SplittableRandom(3).doubles(VALUES, -4, 4).toArray();
  private final double[] value = new double[VALUES];
  private final double[] slope = new double[VALUES];
  private LayerKernel computing;

  /** Chooses the kernel. */
  @Setup
  public void setUp() {
    computing = Kernels.byName(kernel);
  }

  /** Computes with the kernel. */
  @Benchmark
  public double[] silu() {
    computing.silu(x, 0, VALUES, value, slope);
    return slope;
  }

  /** Computes with the library's exponential, to compare. */
  @Benchmark
  public double[] library() {
    for (int p = 0; p < VALUES; p++) {
      double sigmoid = 1.0 / (1.0 + Math.exp(-x[p]));
      value[p] = x[p] * sigmoid;
      slope[p] = sigmoid * Math.fma(x[p], 1.0 - sigmoid, 1.0);
    }
    return slope;
  }
}
