package org.kanspark.kernel.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Times predictions of a model, grid 5: one operation is one row. The kernel is that of the
 * process: pass {@code -jvmArgsAppend -Dkan.kernel=scalar} for the other.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class PredictBenchmark {
  private static final int GRID = 5;

  /** Numbers of nodes, inputs first. */
  @Param({"8x16x1", "2x5x1"})
  public String layers = "";

  private PredictFixture fixture;

  /** Makes the model and its rows. */
  @Setup
  public void setUp() {
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
