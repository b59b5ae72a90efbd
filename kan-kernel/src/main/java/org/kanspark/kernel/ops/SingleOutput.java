package org.kanspark.kernel.ops;

import java.util.Arrays;

/**
 * Computes layers with one output. There is nothing to vectorise over outputs, and rows of one
 * vector would need gathers, slower here than the loads of the scalar code; so both kernels share
 * it.
 */
final class SingleOutput {
  private SingleOutput() {}

  static void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    double[] y = tile.y;
    Arrays.fill(y, 0, rows, 0.0);
    for (int i = 0; i < plan.inputs(); i++) {
      if (plan.order() == 4) {
        addCubic(plan, cells, tile, rows, i);
      } else {
        addAny(plan, cells, tile, rows, i);
      }
    }
  }

  private static void addCubic(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input) {
    int from = input * tile.capacity;
    int offset = plan.inputOffset(input);
    double[] ts = tile.t;
    double[] base = tile.base;
    int[] cell = tile.cell;
    double[] y = tile.y;
    for (int r = 0; r < rows; r++) {
      int p = from + r;
      int at = offset + cell[p] * 5;
      double t = ts[p];
      double spline = Math.fma(cells[at + 3], t, cells[at + 2]);
      spline = Math.fma(spline, t, cells[at + 1]);
      spline = Math.fma(spline, t, cells[at]);
      y[r] += Math.fma(cells[at + 4], base[p], spline);
    }
  }

  private static void addAny(LayerPlan plan, double[] cells, LayerTile tile, int rows, int input) {
    int order = plan.order();
    for (int r = 0; r < rows; r++) {
      int p = input * tile.capacity + r;
      int at = plan.inputOffset(input) + tile.cell[p] * (order + 1);
      double spline = cells[at + order - 1];
      for (int d = order - 2; d >= 0; d--) {
        spline = Math.fma(spline, tile.t[p], cells[at + d]);
      }
      tile.y[r] += Math.fma(cells[at + order], tile.base[p], spline);
    }
  }

  static void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] gradCells) {
    int order = plan.order();
    int size = order + 1;
    for (int r = 0; r < rows; r++) {
      double gradient = tile.gradY[r];
      for (int i = 0; i < plan.inputs(); i++) {
        int p = i * tile.capacity + r;
        int at = plan.inputOffset(i) + tile.cell[p] * size;
        double t = tile.t[p];
        double power = gradient;
        for (int d = 0; d < order; d++) {
          gradCells[at + d] += power;
          power *= t;
        }
        gradCells[at + order] = Math.fma(tile.base[p], gradient, gradCells[at + order]);
      }
    }
  }

  static void inputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int order = plan.order();
    for (int i = 0; i < plan.inputs(); i++) {
      for (int r = 0; r < rows; r++) {
        int p = i * tile.capacity + r;
        int at = plan.inputOffset(i) + tile.cell[p] * (order + 1);
        double slope = (order - 1) * cells[at + order - 1];
        for (int d = order - 2; d >= 1; d--) {
          slope = Math.fma(slope, tile.t[p], d * cells[at + d]);
        }
        double total = Math.fma(cells[at + order], tile.baseSlope[p], slope * tile.slope[p]);
        tile.gradX[p] = tile.gradY[r] * total;
      }
    }
  }
}
