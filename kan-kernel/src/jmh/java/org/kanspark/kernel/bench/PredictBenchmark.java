package org.kanspark.kernel.bench;

import java.util.concurrent.TimeUnit;
import org.kanspark.kernel.ops.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Times predictions of a model, grid 5: one operation is one row. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class PredictBenchmark {
  private static final int GRID = 5;

  /** Numbers of nodes, inputs first. */
  @Param({"8x16x1", "2x5x1"})
  public String layers = "";

  /** The kernel. */
  @Param({"simd", "scalar"})
  public String kernel = "";

  private PredictFixture fixture;

  /** Makes the model and its rows. */
  @Setup
  public void setUp() {
    // A process chooses its kernel once: this works since every fork runs one set of parameters.
    System.setProperty(Kernels.PROPERTY, kernel);
    fixture = new PredictFixture(Shapes.parse(layers), GRID);
  }

  /** Predicts one row. */
  @Benchmark
  public double single() {
    return fixture.predictNext();
  }

  /** Predicts 4096 rows. */
  @Benchmark
  @OperationsPerInvocation(PredictFixture.ROWS)
  public double[] batch() {
    return fixture.predictAll();
  }
}
