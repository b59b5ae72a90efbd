package org.kanspark.kernel.ops;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes layers of 2 to 8 outputs, and layers of any width whose polynomials have more than four
 * coefficients, row by row.
 */
final class VectorNarrow {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;
  private static final int LANES = LayerPlan.LANES;

  private VectorNarrow() {}

  static void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    if (plan.order() == 4) {
      for (int j = 0; j < stride; j += N) {
        cubic(plan, cells, tile, rows, j);
      }
    } else {
      Arrays.fill(tile.y, 0, rows * stride, 0.0);
      for (int i = 0; i < plan.inputs(); i++) {
        for (int r = 0; r < rows; r++) {
          addEdges(plan, cells, tile, i, r);
        }
      }
    }
  }

  private static void cubic(LayerPlan plan, double[] cells, LayerTile tile, int rows, int j) {
    int stride = plan.stride();
    int capacity = tile.capacity;
    for (int r = 0; r < rows; r++) {
      DoubleVector y = DoubleVector.zero(SPECIES);
      for (int i = 0; i < plan.inputs(); i++) {
        int p = i * capacity + r;
        int at = plan.inputOffset(i) + tile.cell[p] * 5 * stride + j;
        double t = tile.t[p];
        y = y.add(DoubleVector.fromArray(SPECIES, cells, at));
        y = DoubleVector.fromArray(SPECIES, cells, at + stride).fma(v(t), y);
        y = DoubleVector.fromArray(SPECIES, cells, at + 2 * stride).fma(v(t * t), y);
        y = DoubleVector.fromArray(SPECIES, cells, at + 3 * stride).fma(v(t * t * t), y);
        y = DoubleVector.fromArray(SPECIES, cells, at + 4 * stride).fma(v(tile.base[p]), y);
      }
      y.intoArray(tile.y, r * stride + j);
    }
  }

  private static void addEdges(LayerPlan plan, double[] cells, LayerTile tile, int i, int r) {
    int stride = plan.stride();
    int order = plan.order();
    int p = i * tile.capacity + r;
    int cell = plan.inputOffset(i) + tile.cell[p] * plan.cellSize();
    double t = tile.t[p];
    for (int j = 0; j < stride; j += N) {
      int at = cell + j;
      DoubleVector y = DoubleVector.fromArray(SPECIES, tile.y, r * stride + j);
      double power = 1.0;
      for (int d = 0; d < order; d++) {
        y = DoubleVector.fromArray(SPECIES, cells, at + d * stride).fma(v(power), y);
        power *= t;
      }
      y = DoubleVector.fromArray(SPECIES, cells, at + order * stride).fma(v(tile.base[p]), y);
      y.intoArray(tile.y, r * stride + j);
    }
  }

  static void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] grad) {
    int stride = plan.stride();
    int order = plan.order();
    int inputs = plan.inputs();
    int capacity = tile.capacity;
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < stride; j += N) {
        DoubleVector g = DoubleVector.fromArray(SPECIES, tile.gradY, r * stride + j);
        for (int i = 0; i < inputs; i++) {
          int p = i * capacity + r;
          int at = plan.inputOffset(i) + tile.cell[p] * (order + 1) * stride + j;
          double t = tile.t[p];
          double power = t;
          DoubleVector.fromArray(SPECIES, grad, at).add(g).intoArray(grad, at);
          for (int d = 1; d < order; d++) {
            at += stride;
            g.fma(v(power), DoubleVector.fromArray(SPECIES, grad, at)).intoArray(grad, at);
            power *= t;
          }
          at += stride;
          g.fma(v(tile.base[p]), DoubleVector.fromArray(SPECIES, grad, at)).intoArray(grad, at);
        }
      }
    }
  }

  static void slopes(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    int order = plan.order();
    double[] lanes = tile.lanes;
    for (int i = 0; i < plan.inputs(); i++) {
      Arrays.fill(lanes, 0, rows * LANES, 0.0);
      for (int r = 0; r < rows; r++) {
        int p = i * tile.capacity + r;
        int cell = plan.inputOffset(i) + tile.cell[p] * (order + 1) * stride;
        double t = tile.t[p];
        for (int j = 0; j < stride; j += N) {
          DoubleVector sum =
              DoubleVector.fromArray(SPECIES, cells, cell + order * stride + j)
                  .mul(v(tile.baseSlope[p]));
          double power = tile.slope[p];
          for (int d = 1; d < order; d++) {
            sum = DoubleVector.fromArray(SPECIES, cells, cell + d * stride + j).fma(v(d * power), sum);
            power *= t;
          }
          int lane = r * LANES + j % LANES;
          DoubleVector.fromArray(SPECIES, tile.gradY, r * stride + j)
              .fma(sum, DoubleVector.fromArray(SPECIES, lanes, lane))
              .intoArray(lanes, lane);
        }
      }
      for (int r = 0; r < rows; r++) {
        tile.gradX[i * tile.capacity + r] = LayerPlan.sumLanes(lanes, r * LANES);
      }
    }
  }

  private static DoubleVector v(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
