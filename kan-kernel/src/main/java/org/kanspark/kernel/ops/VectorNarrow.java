package org.kanspark.kernel.ops;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes layers of 2 to 8 outputs, one input after the other, row by row.
 *
 * <p>Only gradients gain from rows sorted by cell: stores of vectors that cross the lines of the
 * cache, as most do in Java's arrays, cost twice others, and sorted rows leave their sum in
 * registers.
 */
final class VectorNarrow {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;
  private static final int LANES = LayerPlan.LANES;

  /** Numbers of a cell of a cubic: four coefficients and the base weight for each lane. */
  private static final int CELL = 5 * LANES;

  /** Least mean number of rows in a cell that pays for sorting. */
  private static final int ROWS_OF_A_CELL = 2;

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
      boolean sorted = rows >= ROWS_OF_A_CELL * plan.table(i).cells();
      if (sorted) {
        tile.sortByCell(plan, i, rows);
      }
      for (int j = 0; j < LANES; j += N) {
        int offset = plan.inputOffset(i) + j;
        if (sorted) {
          addSorted(grad, offset, tile, i * tile.capacity, rows, j);
        } else {
          addRows(grad, offset, tile, i * tile.capacity, rows, j);
        }
      }
    }
  }

  private static void addRows(
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

  private static void addSorted(
      double[] grad, int offset, LayerTile tile, int first, int rows, int j) {
    long[] cell = tile.cell;
    int[] sorted = tile.sorted;
    double[] ts = tile.t;
    double[] base = tile.base;
    double[] gradY = tile.gradY;
    int p = first;
    int end = first + rows;
    while (p < end) {
      long q = cell[first + sorted[p]];
      int at = offset + (int) q * CELL;
      DoubleVector a0 = DoubleVector.fromArray(SPECIES, grad, at);
      DoubleVector a1 = DoubleVector.fromArray(SPECIES, grad, at + LANES);
      DoubleVector a2 = DoubleVector.fromArray(SPECIES, grad, at + 2 * LANES);
      DoubleVector a3 = DoubleVector.fromArray(SPECIES, grad, at + 3 * LANES);
      DoubleVector w = DoubleVector.fromArray(SPECIES, grad, at + 4 * LANES);
      do {
        int row = sorted[p];
        double t = ts[first + row];
        DoubleVector g = DoubleVector.fromArray(SPECIES, gradY, row * LANES + j);
        a0 = a0.add(g);
        a1 = g.fma(v(t), a1);
        a2 = g.fma(v(t * t), a2);
        a3 = g.fma(v(t * t * t), a3);
        w = g.fma(v(base[first + row]), w);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
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
