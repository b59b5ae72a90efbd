package org.kanspark.kernel.ops;

import java.util.Arrays;

/**
 * Computes layers with one output, for both kernels. There is nothing to vectorise over outputs,
 * and vectors of rows would need gathers; scalar loads from the small table of one input are as
 * fast.
 *
 * <p>Order of operations: an edge's value is Horner's scheme, then the base; edges are added to the
 * output in the order of inputs. Terms of degree 4 and 5 are left to {@link SingleHighTerms}.
 */
final class SingleOutput {
  private static final int CELL = 5;

  private SingleOutput() {}

  static void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    if (tile.capacity == 1) {
      tile.y[0] = row(plan, cells, tile);
      return;
    }
    Arrays.fill(tile.y, 0, rows, 0.0);
    for (int i = 0; i < plan.inputs(); i++) {
      int first = i * tile.capacity;
      addCubic(cells, plan.inputOffset(i), tile, first, rows);
    }
  }

  private static void addCubic(double[] cells, int offset, LayerTile tile, int first, int rows) {
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] base = tile.base;
    double[] y = tile.y;
    for (int r = 0; r < rows; r++) {
      int p = first + r;
      int at = offset + (int) cell[p] * CELL;
      double t = ts[p];
      double spline = Math.fma(cells[at + 3], t, cells[at + 2]);
      spline = Math.fma(spline, t, cells[at + 1]);
      spline = Math.fma(spline, t, cells[at]);
      y[r] += Math.fma(cells[at + 4], base[p], spline);
    }
  }

  /** Sums the edges of a single row without storing what has been summed so far. */
  private static double row(LayerPlan plan, double[] cells, LayerTile tile) {
    double sum = 0.0;
    for (int i = 0; i < plan.inputs(); i++) {
      int at = plan.inputOffset(i) + (int) tile.cell[i] * CELL;
      double t = tile.t[i];
      double spline = Math.fma(cells[at + 3], t, cells[at + 2]);
      spline = Math.fma(spline, t, cells[at + 1]);
      spline = Math.fma(spline, t, cells[at]);
      sum += Math.fma(cells[at + 4], tile.base[i], spline);
    }
    return sum;
  }

  static void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] grad) {
    for (int i = 0; i < plan.inputs(); i++) {
      int first = i * tile.capacity;
      addCubicGradient(grad, plan.inputOffset(i), tile, first, rows);
    }
  }

  private static void addCubicGradient(
      double[] grad, int offset, LayerTile tile, int first, int rows) {
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] base = tile.base;
    double[] gradY = tile.gradY;
    for (int r = 0; r < rows; r++) {
      int p = first + r;
      int at = offset + (int) cell[p] * CELL;
      double t = ts[p];
      double g = gradY[r];
      double a0 = grad[at] + g;
      double a1 = Math.fma(g, t, grad[at + 1]);
      double a2 = Math.fma(g, t * t, grad[at + 2]);
      double a3 = Math.fma(g, t * t * t, grad[at + 3]);
      double w = Math.fma(g, base[p], grad[at + 4]);
      grad[at] = a0;
      grad[at + 1] = a1;
      grad[at + 2] = a2;
      grad[at + 3] = a3;
      grad[at + 4] = w;
    }
  }

  static void inputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    for (int i = 0; i < plan.inputs(); i++) {
      int first = i * tile.capacity;
      cubicSlopes(cells, plan.inputOffset(i), tile, first, rows);
    }
  }

  private static void cubicSlopes(double[] cells, int offset, LayerTile tile, int first, int rows) {
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] slopes = tile.slope;
    double[] baseSlopes = tile.baseSlope;
    double[] gradY = tile.gradY;
    double[] gradX = tile.gradX;
    for (int r = 0; r < rows; r++) {
      int p = first + r;
      int at = offset + (int) cell[p] * CELL;
      double t = ts[p];
      double slope = Math.fma(3 * cells[at + 3], t, 2 * cells[at + 2]);
      slope = Math.fma(slope, t, cells[at + 1]);
      gradX[p] = gradY[r] * Math.fma(cells[at + 4], baseSlopes[p], slope * slopes[p]);
    }
  }

  /** Does what {@link #addGradient} and {@link #inputGradient} do, reading each row once. */
  static void backward(LayerPlan plan, double[] cells, LayerTile tile, int rows, double[] grad) {
    for (int i = 0; i < plan.inputs(); i++) {
      cubicBackward(cells, grad, plan.inputOffset(i), tile, i * tile.capacity, rows);
    }
  }

  private static void cubicBackward(
      double[] cells, double[] grad, int offset, LayerTile tile, int first, int rows) {
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] base = tile.base;
    double[] slopes = tile.slope;
    double[] baseSlopes = tile.baseSlope;
    double[] gradY = tile.gradY;
    double[] gradX = tile.gradX;
    for (int r = 0; r < rows; r++) {
      int p = first + r;
      int at = offset + (int) cell[p] * CELL;
      double t = ts[p];
      double g = gradY[r];
      double slope = Math.fma(3 * cells[at + 3], t, 2 * cells[at + 2]);
      slope = Math.fma(slope, t, cells[at + 1]);
      gradX[p] = g * Math.fma(cells[at + 4], baseSlopes[p], slope * slopes[p]);
      double a0 = grad[at] + g;
      double a1 = Math.fma(g, t, grad[at + 1]);
      double a2 = Math.fma(g, t * t, grad[at + 2]);
      double a3 = Math.fma(g, t * t * t, grad[at + 3]);
      double w = Math.fma(g, base[p], grad[at + 4]);
      grad[at] = a0;
      grad[at + 1] = a1;
      grad[at + 2] = a2;
      grad[at + 3] = a3;
      grad[at + 4] = w;
    }
  }
}
