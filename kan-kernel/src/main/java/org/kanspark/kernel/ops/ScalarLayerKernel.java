package org.kanspark.kernel.ops;

import java.util.Arrays;
import org.kanspark.kernel.spline.CellTable;

/**
 * Computes layers with plain loops, row by row: what the SIMD kernel must equal to the last bit.
 *
 * <p>Loops over outputs run over the padded stride, so that compilers can vectorise them.
 */
final class ScalarLayerKernel implements LayerKernel {
  private static final int LANES = LayerPlan.LANES;
  private static final int CUBIC = CellTable.CUBIC_ORDER;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public String description() {
    return "scalar";
  }

  @Override
  public void silu(double[] x, int from, int to, double[] value, double[] slope) {
    Silu.evaluate(x, from, to, value, slope);
  }

  @Override
  public void locate(
      CellTable table, double[] x, int from, int to, long[] cell, double[] t, double[] slope) {
    if (table.isEven()) {
      EvenCells.locate(table, x, from, to, cell, t, slope);
    } else {
      table.locate(x, from, to, cell, t, slope);
    }
  }

  @Override
  public void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    prepare(plan, tile, rows);
    if (plan.stride() == 1) {
      SingleOutput.forward(plan, cells, tile, rows);
      if (plan.hasHighTerms()) {
        SingleHighTerms.forward(plan, cells, tile, rows);
      }
      return;
    }
    cubicForward(plan, cells, tile, rows);
    if (plan.hasHighTerms()) {
      ScalarHighTerms.forward(plan, cells, tile, rows);
    }
  }

  private static void cubicForward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    Arrays.fill(tile.y, 0, rows * stride, 0.0);
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < plan.inputs(); i++) {
        int p = i * tile.capacity + r;
        int at = plan.inputOffset(i) + (int) tile.cell[p] * plan.cellSize();
        addEdges(cells, at, stride, tile.t[p], tile.base[p], tile.y, r * stride);
      }
    }
  }

  private static void addEdges(
      double[] cells, int at, int stride, double t, double base, double[] y, int to) {
    double t2 = t * t;
    double t3 = t2 * t;
    for (int j = 0; j < stride; j++) {
      int a = at + j;
      double sum = y[to + j] + cells[a];
      sum = Math.fma(cells[a + stride], t, sum);
      sum = Math.fma(cells[a + 2 * stride], t2, sum);
      sum = Math.fma(cells[a + 3 * stride], t3, sum);
      y[to + j] = Math.fma(cells[a + 4 * stride], base, sum);
    }
  }

  @Override
  public void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] gradCells) {
    if (plan.stride() == 1) {
      SingleOutput.addGradient(plan, tile, rows, gradCells);
      if (plan.hasHighTerms()) {
        SingleHighTerms.addGradient(plan, tile, rows, gradCells);
      }
      return;
    }
    addCubicGradient(plan, tile, rows, gradCells);
    if (plan.hasHighTerms()) {
      ScalarHighTerms.addGradient(plan, tile, rows, gradCells);
    }
  }

  private static void addCubicGradient(
      LayerPlan plan, LayerTile tile, int rows, double[] gradCells) {
    int stride = plan.stride();
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < plan.inputs(); i++) {
        int p = i * tile.capacity + r;
        int at = plan.inputOffset(i) + (int) tile.cell[p] * plan.cellSize();
        double power = 1.0;
        for (int d = 0; d <= CUBIC; d++) {
          double factor = d == CUBIC ? tile.base[p] : power;
          axpy(factor, tile.gradY, r * stride, gradCells, at + d * stride, stride);
          power *= tile.t[p];
        }
      }
    }
  }

  private static void axpy(double factor, double[] x, int from, double[] y, int to, int n) {
    for (int j = 0; j < n; j++) {
      y[to + j] = Math.fma(x[from + j], factor, y[to + j]);
    }
  }

  @Override
  public void inputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    if (plan.stride() == 1) {
      SingleOutput.inputGradient(plan, cells, tile, rows);
      if (plan.hasHighTerms()) {
        SingleHighTerms.inputGradient(plan, cells, tile, rows);
      }
      return;
    }
    cubicInputGradient(plan, cells, tile, rows);
    if (plan.hasHighTerms()) {
      ScalarHighTerms.inputGradient(plan, cells, tile, rows);
    }
  }

  private static void cubicInputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    double[] lanes = tile.lanes;
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < plan.inputs(); i++) {
        int p = i * tile.capacity + r;
        int at = plan.inputOffset(i) + (int) tile.cell[p] * plan.cellSize();
        Arrays.fill(lanes, 0, LANES, 0.0);
        for (int j = 0; j < stride; j += LANES) {
          addSlopes(plan, cells, at + j, tile, p, r * stride + j);
        }
        tile.gradX[p] = LayerPlan.sumLanes(lanes, 0);
      }
    }
  }

  private static void addSlopes(
      LayerPlan plan, double[] cells, int at, LayerTile tile, int p, int from) {
    int stride = plan.stride();
    double t = tile.t[p];
    double slope = tile.slope[p];
    double baseSlope = tile.baseSlope[p];
    for (int l = 0; l < LANES; l++) {
      double sum = cells[at + CUBIC * stride + l] * baseSlope;
      double power = slope;
      for (int d = 1; d < CUBIC; d++) {
        sum = Math.fma(cells[at + d * stride + l], d * power, sum);
        power *= t;
      }
      tile.lanes[l] = Math.fma(tile.gradY[from + l], sum, tile.lanes[l]);
    }
  }

  @Override
  public void addOuterProduct(
      double[][] rows, double weight, int runs, int[] starts, int[] offsets, double[] values) {
    for (int a = 0; a < runs; a++) {
      for (int n = offsets[a]; n < offsets[a + 1]; n++) {
        double factor = weight * values[n];
        if (factor != 0.0) {
          int index = starts[a] + n - offsets[a];
          double[] row = rows[index];
          axpy(factor, values, n, row, 0, offsets[a + 1] - n);
          for (int b = a + 1; b < runs; b++) {
            int length = offsets[b + 1] - offsets[b];
            axpy(factor, values, offsets[b], row, starts[b] - index, length);
          }
        }
      }
    }
  }

  @Override
  public void addGram(double[] a, double[] b, int rows, int size, int from, double[] gram) {
    for (int i = from; i < size; i++) {
      for (int r = 0; r < rows; r++) {
        axpy(a[r * size + i], b, r * size + i, gram, i * size + i, size - i);
      }
    }
  }
}
