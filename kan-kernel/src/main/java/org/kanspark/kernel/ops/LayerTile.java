package org.kanspark.kernel.ops;

import java.util.Arrays;

/**
 * Holds what one layer computes for a tile of rows: scratch memory of one thread, reused from tile
 * to tile.
 *
 * <p>Arrays over inputs are input-major, {@code inputs x capacity}; arrays over outputs are
 * row-major, {@code capacity x stride}, their padding always zero.
 */
public final class LayerTile {
  final int capacity;

  /** Inputs of the layer. */
  final double[] x;

  /** Cell of each input. */
  final long[] cell;

  /** Local coordinate in the cell. */
  final double[] t;

  /** Slope of the local coordinate. */
  final double[] slope;

  /** Base function and its derivative. */
  final double[] base;

  final double[] baseSlope;

  /** Rows of the tile sorted by cell, for each input. */
  final int[] sorted;

  /** Scratch of the counting sort. */
  final int[] counts;

  final double[] y;
  final double[] gradY;
  final double[] gradX;

  /** Logical lanes of a row's sum over outputs. */
  final double[] lanes;

  /**
   * Allocates scratch for a layer.
   *
   * @param plan the layer
   * @param capacity most rows of a tile
   */
  public LayerTile(LayerPlan plan, int capacity) {
    this.capacity = capacity;
    int in = RowInputs.padded(plan.inputs() * capacity);
    this.x = new double[in];
    this.cell = new long[in];
    this.t = new double[in];
    this.slope = new double[in];
    this.base = new double[in];
    this.baseSlope = new double[in];
    this.sorted = new int[in];
    int cells = 0;
    for (int i = 0; i < plan.inputs(); i++) {
      cells = Math.max(cells, plan.table(i).cells());
    }
    this.counts = new int[cells + 1];
    this.y = new double[capacity * plan.stride()];
    this.gradY = new double[capacity * plan.stride()];
    this.gradX = new double[in];
    this.lanes = new double[capacity * LayerPlan.LANES];
  }

  /** Returns the most rows a tile holds. */
  public int capacity() {
    return capacity;
  }

  /**
   * Returns the inputs: {@code inputs x capacity}. Fill them before {@link LayerKernel#forward}.
   */
  public double[] x() {
    return x;
  }

  /** Returns the outputs: {@code capacity x stride}. */
  public double[] y() {
    return y;
  }

  /** Returns the loss's gradient by the outputs, to be filled: {@code capacity x stride}. */
  public double[] gradY() {
    return gradY;
  }

  /** Returns the loss's gradient by the inputs: {@code inputs x capacity}. */
  public double[] gradX() {
    return gradX;
  }

  /**
   * Returns the cells of the inputs after {@link LayerKernel#forward}: {@code inputs x capacity}.
   */
  public long[] cell() {
    return cell;
  }

  /** Returns the local coordinates of the inputs: {@code inputs x capacity}. */
  public double[] t() {
    return t;
  }

  /** Returns the slopes of the local coordinates: {@code inputs x capacity}. */
  public double[] slope() {
    return slope;
  }

  /** Returns the derivative of the base function at the inputs: {@code inputs x capacity}. */
  public double[] baseSlope() {
    return baseSlope;
  }

  /** Returns the base function of the inputs: {@code inputs x capacity}. */
  public double[] base() {
    return base;
  }

  /** Moves missing points, which are NaN, to their cell. */
  void placeMissing(int from, int to, int missing) {
    for (int p = from; p < to; p++) {
      if (Double.isNaN(x[p])) {
        cell[p] = missing;
        t[p] = 0.0;
        slope[p] = 0.0;
        base[p] = 0.0;
        baseSlope[p] = 0.0;
      }
    }
  }

  /** Sorts the rows of a tile by the cell of each input, rows of one cell staying in order. */
  void sortByCell(LayerPlan plan, int rows) {
    for (int i = 0; i < plan.inputs(); i++) {
      sortByCell(plan, i, rows);
    }
  }

  /** Sorts the rows of a tile by the cell of one input. */
  void sortByCell(LayerPlan plan, int input, int rows) {
    int from = input * capacity;
    if (rows == 1) {
      sorted[from] = 0;
      return;
    }
    int cells = plan.table(input).cells();
    Arrays.fill(counts, 0, cells + 1, 0);
    for (int p = from; p < from + rows; p++) {
      counts[(int) cell[p] + 1]++;
    }
    for (int q = 1; q < cells; q++) {
      counts[q] += counts[q - 1];
    }
    for (int r = 0; r < rows; r++) {
      sorted[from + counts[(int) cell[from + r]]++] = r;
    }
  }
}
