package org.kanspark.kernel.bench;

import java.util.concurrent.TimeUnit;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.ops.MultiplyAddLoop;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Measures the peak of the processor. The counter gives multiply-adds in a microsecond: millions in
 * a second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class PeakBenchmark {
  private static final int ITERATIONS = 1_000_000;

  private final MultiplyAddLoop loop = Kernels.multiplyAddLoop();
  private final double[] result = {1.0};

  /** Counts multiply-adds. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Count {
    /** Multiply-adds done. */
    public long multiplyAdds;
  }

  /** Runs independent chains of multiply-adds. */
  @Benchmark
  public double peak(Count count) {
    count.multiplyAdds += loop.run(ITERATIONS, result);
    return result[0];
  }
}
