package org.kanspark.kernel.bench;

import java.util.concurrent.TimeUnit;
import org.kanspark.kernel.ops.Kernels;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Times passes of a network over 4096 rows, forward and backward with gradients by parameters and
 * inputs. The counters give edges and rows in a microsecond: millions in a second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class NetworkBenchmark {
  private static final int ROWS = 4096;
  private static final long SEED = 0;

  /** Numbers of nodes, inputs first. */
  @Param({"2x5x1", "8x5x1", "8x16x1", "32x64x1", "64x64x64x1"})
  public String layers = "";

  /** Grid intervals. */
  @Param({"5", "200"})
  public int grid;

  /** The kernel. */
  @Param({"simd", "scalar"})
  public String kernel = "";

  private NetworkFixture network;

  /** Counts edges and rows. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Count {
    /** Edges evaluated forward and backward. */
    public long edges;

    /** Rows passed. */
    public long rows;
  }

  /** Makes the network and its rows. */
  @Setup
  public void setUp() {
    network =
        new NetworkFixture(
            NetworkFixture.network(Shapes.parse(layers), grid), Kernels.byName(kernel), ROWS, SEED);
  }

  /** Passes over all rows. */
  @Benchmark
  public void pass(Count count) {
    count.rows += network.pass();
    count.edges += network.edges();
  }
}
