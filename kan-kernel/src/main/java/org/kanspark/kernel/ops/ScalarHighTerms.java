package org.kanspark.kernel.ops;

import java.util.Arrays;

/**
 * Adds the terms of degree 4 and 5 of a layer's polynomials, {@code (a4 + a5 t) t^4}, to what its
 * cubic part gave, with plain loops for layers of two outputs or more.
 */
final class ScalarHighTerms {
  private static final int LANES = LayerPlan.LANES;

  private ScalarHighTerms() {}

  static void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    double[] y = tile.y;
    for (int i = 0; i < plan.inputs(); i++) {
      for (int r = 0; r < rows; r++) {
        int p = i * tile.capacity + r;
        int at = plan.highOffset(i) + (int) tile.cell[p] * 2 * stride;
        double t = tile.t[p];
        double t4 = (t * t) * (t * t);
        int out = r * stride;
        for (int j = 0; j < stride; j++) {
          double a = Math.fma(cells[at + stride + j], t, cells[at + j]);
          y[out + j] = Math.fma(a, t4, y[out + j]);
        }
      }
    }
  }

  static void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] grad) {
    int stride = plan.stride();
    double[] gradY = tile.gradY;
    for (int i = 0; i < plan.inputs(); i++) {
      for (int r = 0; r < rows; r++) {
        int p = i * tile.capacity + r;
        int at = plan.highOffset(i) + (int) tile.cell[p] * 2 * stride;
        double t = tile.t[p];
        double t4 = (t * t) * (t * t);
        double t5 = t4 * t;
        int out = r * stride;
        for (int j = 0; j < stride; j++) {
          grad[at + j] = Math.fma(gradY[out + j], t4, grad[at + j]);
          grad[at + stride + j] = Math.fma(gradY[out + j], t5, grad[at + stride + j]);
        }
      }
    }
  }

  static void inputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    for (int i = 0; i < plan.inputs(); i++) {
      for (int r = 0; r < rows; r++) {
        int p = i * tile.capacity + r;
        int at = plan.highOffset(i) + (int) tile.cell[p] * 2 * stride;
        double t = tile.t[p];
        double slope3 = tile.slope[p] * (t * t * t);
        double s4 = 4 * slope3;
        double s5 = 5 * (slope3 * t);
        addSlopes(stride, cells, at, s4, s5, tile, r * stride);
        tile.gradX[p] += LayerPlan.sumLanes(tile.lanes, 0);
      }
    }
  }

  private static void addSlopes(
      int stride, double[] cells, int at, double s4, double s5, LayerTile tile, int from) {
    double[] lanes = tile.lanes;
    Arrays.fill(lanes, 0, LANES, 0.0);
    for (int j = 0; j < stride; j += LANES) {
      for (int l = 0; l < LANES; l++) {
        double slope = Math.fma(cells[at + stride + j + l], s5, cells[at + j + l] * s4);
        lanes[l] = Math.fma(tile.gradY[from + j + l], slope, lanes[l]);
      }
    }
  }
}
