package org.kanspark.kernel.bench;

import java.util.concurrent.TimeUnit;
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
 * Times the operations of one layer on one tile of rows. The counter {@code edges} gives the time
 * of one edge at one row.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class LayerBenchmark {

  /** Inputs and outputs. */
  @Param({"2x5", "8x5", "8x16", "32x64", "64x64", "64x1"})
  public String shape = "";

  /** Degree of the splines. */
  @Param({"3", "2", "4", "5"})
  public int degree;

  /** Grid intervals. */
  @Param({"5", "200"})
  public int grid;

  /** Where the knots are. */
  @Param({"even", "uneven", "clustered"})
  public String knots = "";

  /** The kernel. */
  @Param({"simd", "scalar"})
  public String kernel = "";

  private LayerFixture layer;

  /** Counts edges. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Count {
    /** Edges evaluated. */
    public long edges;
  }

  /** Makes the layer. */
  @Setup
  public void setUp() {
    int[] widths = Shapes.parse(shape);
    LayerFixture.Placement placement = LayerFixture.Placement.parse(knots);
    layer = new LayerFixture(widths[0], widths[1], degree, grid, placement, kernel);
  }

  /** Locates the inputs and computes SiLU and the outputs. */
  @Benchmark
  public void forward(Count count) {
    layer.forward();
    count.edges += layer.edges();
  }

  /** Adds the gradient by the polynomials. */
  @Benchmark
  public void addGradient(Count count) {
    layer.addGradient();
    count.edges += layer.edges();
  }

  /** Computes the gradient by the inputs. */
  @Benchmark
  public void inputGradient(Count count) {
    layer.inputGradient();
    count.edges += layer.edges();
  }

  /** Does all three. */
  @Benchmark
  public void pass(Count count) {
    layer.forward();
    layer.backward();
    count.edges += layer.edges();
  }
}
