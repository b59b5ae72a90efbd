package org.kanspark.kernel.bench;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.ops.LayerKernel;
import org.kanspark.kernel.ops.LayerTile;
import org.kanspark.kernel.spline.CellTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Times finding the cells of points, by division and by table: one operation is one point. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LocateBenchmark.POINTS)
@State(Scope.Thread)
public class LocateBenchmark {
  static final int POINTS = 1024;

  /** A layer of one output has tiles of 128 rows. */
  private static final int INPUTS = POINTS / 128;

  /** Grid intervals. */
  @Param({"5", "200"})
  public int grid;

  /** How cells are found: by division, with vectors or one by one, or by table. */
  @Param({"simd", "scalar", "table"})
  public String method = "";

  /** Where the knots are. */
  @Param({"even", "uneven", "clustered"})
  public String knots = "";

  private CellTable table;
  private LayerTile tile;
  private @Nullable LayerKernel kernel;
  private final double[] slope = new double[POINTS];

  /** Makes the points. */
  @Setup
  public void setUp() {
    LayerFixture.Placement placement = LayerFixture.Placement.parse(knots);
    LayerFixture layer = new LayerFixture(INPUTS, 1, 3, grid, placement, "scalar");
    tile = layer.tile();
    table = layer.plan().table(0);
    kernel = method.equals("table") ? null : Kernels.byName(method);
    if (tile.x().length != POINTS) {
      throw new IllegalStateException("a tile holds " + tile.x().length + " points");
    }
  }

  /** Locates all points. */
  @Benchmark
  public double[] locate() {
    if (kernel == null) {
      table.locate(tile.x(), 0, POINTS, tile.cell(), tile.t(), slope);
    } else {
      kernel.locate(table, tile.x(), 0, POINTS, tile.cell(), tile.t(), slope);
    }
    return slope;
  }
}
