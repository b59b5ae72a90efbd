package org.kanspark.kernel.ops;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Computes layers of two outputs or more whose degree is above 3, for any number of outputs. */
final class VectorAnyDegree {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;
  private static final int LANES = LayerPlan.LANES;

  private VectorAnyDegree() {}

  static void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    int order = plan.order();
    Arrays.fill(tile.y, 0, rows * stride, 0.0);
    for (int i = 0; i < plan.inputs(); i++) {
      for (int r = 0; r < rows; r++) {
        int p = i * tile.capacity + r;
        int cell = plan.inputOffset(i) + (int) tile.cell[p] * plan.cellSize();
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
    }
  }

  static void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] grad) {
    int stride = plan.stride();
    int order = plan.order();
    for (int i = 0; i < plan.inputs(); i++) {
      for (int r = 0; r < rows; r++) {
        int p = i * tile.capacity + r;
        int cell = plan.inputOffset(i) + (int) tile.cell[p] * plan.cellSize();
        double t = tile.t[p];
        for (int j = 0; j < stride; j += N) {
          int at = cell + j;
          DoubleVector g = DoubleVector.fromArray(SPECIES, tile.gradY, r * stride + j);
          double power = 1.0;
          for (int d = 0; d < order; d++) {
            g.fma(v(power), DoubleVector.fromArray(SPECIES, grad, at)).intoArray(grad, at);
            at += stride;
            power *= t;
          }
          g.fma(v(tile.base[p]), DoubleVector.fromArray(SPECIES, grad, at)).intoArray(grad, at);
        }
      }
    }
  }

  static void inputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    double[] lanes = tile.lanes;
    for (int i = 0; i < plan.inputs(); i++) {
      Arrays.fill(lanes, 0, rows * LANES, 0.0);
      for (int r = 0; r < rows; r++) {
        int p = i * tile.capacity + r;
        int cell = plan.inputOffset(i) + (int) tile.cell[p] * plan.cellSize();
        for (int j = 0; j < stride; j += N) {
          int lane = r * LANES + j % LANES;
          DoubleVector.fromArray(SPECIES, tile.gradY, r * stride + j)
              .fma(
                  slope(plan, cells, cell + j, tile, p),
                  DoubleVector.fromArray(SPECIES, lanes, lane))
              .intoArray(lanes, lane);
        }
      }
      for (int r = 0; r < rows; r++) {
        tile.gradX[i * tile.capacity + r] = LayerPlan.sumLanes(lanes, r * LANES);
      }
    }
  }

  private static DoubleVector slope(LayerPlan plan, double[] cells, int at, LayerTile tile, int p) {
    int stride = plan.stride();
    int order = plan.order();
    DoubleVector sum =
        DoubleVector.fromArray(SPECIES, cells, at + order * stride).mul(v(tile.baseSlope[p]));
    double power = tile.slope[p];
    for (int d = 1; d < order; d++) {
      sum = DoubleVector.fromArray(SPECIES, cells, at + d * stride).fma(v(d * power), sum);
      power *= tile.t[p];
    }
    return sum;
  }

  private static DoubleVector v(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
