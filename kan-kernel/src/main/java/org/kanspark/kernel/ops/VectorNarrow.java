package org.kanspark.kernel.ops;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes layers of 2 to 8 outputs, one input after the other, row by row: all outputs of a row
 * fill one or two vectors, so there is nothing to gain from sorting rows.
 */
final class VectorNarrow {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;
  private static final int LANES = LayerPlan.LANES;

  /** Numbers of a cell of a cubic: four coefficients and the base weight for each lane. */
  private static final int CELL = 5 * LANES;

  private VectorNarrow() {}

  static void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    Arrays.fill(tile.y, 0, rows * LANES, 0.0);
    for (int i = 0; i < plan.inputs(); i++) {
      for (int j = 0; j < LANES; j += N) {
        addEdges(cells, plan.inputOffset(i) + j, tile, i * tile.capacity, rows, j);
      }
    }
  }

  private static void addEdges(
      double[] cells, int offset, LayerTile tile, int first, int rows, int j) {
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] base = tile.base;
    double[] y = tile.y;
    for (int r = 0; r < rows; r++) {
      int p = first + r;
      int at = offset + (int) cell[p] * CELL;
      double t = ts[p];
      DoubleVector sum = DoubleVector.fromArray(SPECIES, y, r * LANES + j);
      sum = sum.add(DoubleVector.fromArray(SPECIES, cells, at));
      sum = DoubleVector.fromArray(SPECIES, cells, at + LANES).fma(v(t), sum);
      sum = DoubleVector.fromArray(SPECIES, cells, at + 2 * LANES).fma(v(t * t), sum);
      sum = DoubleVector.fromArray(SPECIES, cells, at + 3 * LANES).fma(v(t * t * t), sum);
      sum = DoubleVector.fromArray(SPECIES, cells, at + 4 * LANES).fma(v(base[p]), sum);
      sum.intoArray(y, r * LANES + j);
    }
  }

  static void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] grad) {
    for (int i = 0; i < plan.inputs(); i++) {
      for (int j = 0; j < LANES; j += N) {
        addGradient(grad, plan.inputOffset(i) + j, tile, i * tile.capacity, rows, j);
      }
    }
  }

  private static void addGradient(
      double[] grad, int offset, LayerTile tile, int first, int rows, int j) {
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] base = tile.base;
    double[] gradY = tile.gradY;
    for (int r = 0; r < rows; r++) {
      int p = first + r;
      int at = offset + (int) cell[p] * CELL;
      double t = ts[p];
      DoubleVector g = DoubleVector.fromArray(SPECIES, gradY, r * LANES + j);
      DoubleVector a0 = DoubleVector.fromArray(SPECIES, grad, at).add(g);
      DoubleVector a1 = g.fma(v(t), DoubleVector.fromArray(SPECIES, grad, at + LANES));
      DoubleVector a2 = g.fma(v(t * t), DoubleVector.fromArray(SPECIES, grad, at + 2 * LANES));
      DoubleVector a3 = g.fma(v(t * t * t), DoubleVector.fromArray(SPECIES, grad, at + 3 * LANES));
      DoubleVector w = g.fma(v(base[p]), DoubleVector.fromArray(SPECIES, grad, at + 4 * LANES));
      a0.intoArray(grad, at);
      a1.intoArray(grad, at + LANES);
      a2.intoArray(grad, at + 2 * LANES);
      a3.intoArray(grad, at + 3 * LANES);
      w.intoArray(grad, at + 4 * LANES);
    }
  }

  static void inputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    double[] lanes = tile.lanes;
    for (int i = 0; i < plan.inputs(); i++) {
      int first = i * tile.capacity;
      for (int j = 0; j < LANES; j += N) {
        slopes(cells, plan.inputOffset(i) + LANES + j, tile, first, rows, j);
      }
      for (int r = 0; r < rows; r++) {
        tile.gradX[first + r] = LayerPlan.sumLanes(lanes, r * LANES);
      }
    }
  }

  private static void slopes(
      double[] cells, int offset, LayerTile tile, int first, int rows, int j) {
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] slopes = tile.slope;
    double[] baseSlopes = tile.baseSlope;
    double[] gradY = tile.gradY;
    double[] lanes = tile.lanes;
    DoubleVector zero = DoubleVector.zero(SPECIES);
    for (int r = 0; r < rows; r++) {
      int p = first + r;
      int at = offset + (int) cell[p] * CELL;
      double t = ts[p];
      double slope = slopes[p];
      double slopeT = slope * t;
      DoubleVector d = DoubleVector.fromArray(SPECIES, cells, at + 3 * LANES).mul(v(baseSlopes[p]));
      d = DoubleVector.fromArray(SPECIES, cells, at).fma(v(slope), d);
      d = DoubleVector.fromArray(SPECIES, cells, at + LANES).fma(v(2 * slopeT), d);
      d = DoubleVector.fromArray(SPECIES, cells, at + 2 * LANES).fma(v(3 * (slopeT * t)), d);
      DoubleVector.fromArray(SPECIES, gradY, r * LANES + j)
          .fma(d, zero)
          .intoArray(lanes, r * LANES + j);
    }
  }

  private static DoubleVector v(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
