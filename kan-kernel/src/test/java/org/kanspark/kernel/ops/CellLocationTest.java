package org.kanspark.kernel.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kanspark.kernel.spline.CellTable;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

/** Checks where kernels locate points, on both sides of every knot and far out. */
class CellLocationTest {
  private static final int[] GRIDS = {1, 2, 5, 6, 7, 10, 50, 256, 257, 700};

  enum Placement {
    EVEN,
    UNEVEN,
    CLUSTERED;

    double[] interior(int grid, SplittableRandom random) {
      double[] interior = Knots.uniform(3, grid, -1, 2).interior();
      for (int g = 1; g < grid; g++) {
        switch (this) {
          case EVEN -> {}
          case UNEVEN -> interior[g] += 0.9 / grid * random.nextDouble(-1, 1);
          // Neighbours far closer than a bucket is wide.
          case CLUSTERED -> interior[g] = -1 + 3 * close((double) g / grid);
        }
      }
      return interior;
    }

    private static double close(double u) {
      return 0.01 * u + 0.99 * Math.pow(u, 6);
    }
  }

  private static double[] points(double[] interior, SplittableRandom random) {
    List<Double> points = new ArrayList<>();
    for (double knot : interior) {
      points.addAll(List.of(Math.nextDown(knot), knot, Math.nextUp(knot)));
      points.add(random.nextDouble(-1.5, 2.5));
    }
    points.addAll(List.of(1e3, -1e3, 1e300, -1e300, 0.0, -0.0));
    points.addAll(
        List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, Double.MAX_VALUE));
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private record Located(long[] cell, double[] t, double[] slope) {

    static Located by(LayerKernel kernel, CellTable table, double[] x, int from) {
      Located located = new Located(new long[x.length], new double[x.length], new double[x.length]);
      kernel.locate(table, x, from, x.length, located.cell, located.t, located.slope);
      return located;
    }

    private long[] bits() {
      return Arrays.stream(new double[][] {t, slope})
          .flatMapToDouble(Arrays::stream)
          .mapToLong(Double::doubleToLongBits)
          .toArray();
    }
  }

  @ParameterizedTest
  @EnumSource
  void kernelsAgreeAndTheCellHoldsThePoint(Placement placement) {
    SplittableRandom random = new SplittableRandom(3);
    for (int grid : GRIDS) {
      double[] interior = placement.interior(grid, random);
      double[] x = points(interior, random);
      for (Extrapolation extrapolation : Extrapolation.values()) {
        CellTable table = CellTable.spline(Knots.of(3, interior), extrapolation);
        Located scalar = Located.by(Kernels.byName("scalar"), table, x, 1);
        Located chosen = Located.by(Kernels.get(), table, x, 1);
        assertThat(chosen.cell).isEqualTo(scalar.cell);
        assertThat(chosen.bits()).isEqualTo(scalar.bits());
        for (int p = 1; p < x.length; p++) {
          if (Double.isFinite(x[p])) {
            assertInside(table, x[p], (int) chosen.cell[p], interior);
          }
        }
      }
    }
  }

  /** Even cells are found by division, which may err by its rounding right at a knot. */
  private static void assertInside(CellTable table, double x, int cell, double[] interior) {
    double width = 4e-16 * interior.length;
    assertThat(table.cell(x - width)).as("cell left of %s", x).isLessThanOrEqualTo(cell);
    assertThat(table.cell(x + width)).as("cell right of %s", x).isGreaterThanOrEqualTo(cell);
  }
}
