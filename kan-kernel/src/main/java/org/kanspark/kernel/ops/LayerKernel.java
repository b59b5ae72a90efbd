package org.kanspark.kernel.ops;

import java.util.Arrays;
import org.kanspark.kernel.spline.CellTable;

/**
 * Computes a layer over a tile of rows. Implementations give the same bits; the package
 * documentation fixes the order of operations.
 */
public interface LayerKernel {

  /** Returns the name that selects the kernel: {@code simd} or {@code scalar}. */
  String name();

  /** Returns the name with the width of its vectors: {@code simd-512}, {@code scalar}. */
  String description();

  /**
   * Computes SiLU, {@code x / (1 + exp(-x))}, and its derivative.
   *
   * @param x arguments
   * @param from first index in all arrays
   * @param to index past the last
   * @param value receives values
   * @param slope receives derivatives
   */
  void silu(double[] x, int from, int to, double[] value, double[] slope);

  /**
   * Locates points: their cells, local coordinates and the slope of the local coordinate.
   *
   * @param table cells of the input
   * @param x points
   * @param from index of the first point in all arrays
   * @param to index past the last point
   * @param cell receives cells
   * @param t receives local coordinates
   * @param slope receives dt/dx
   */
  void locate(
      CellTable table, double[] x, int from, int to, long[] cell, double[] t, double[] slope);

  /**
   * Computes the outputs of a tile from its inputs, {@link LayerTile#x}.
   *
   * @param plan the layer
   * @param cells polynomials of all edges, laid out as the plan says
   * @param tile the rows
   * @param rows number of rows, at most the tile's capacity
   */
  void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows);

  /**
   * Adds the gradient by the polynomials. Forward must have been computed and {@link
   * LayerTile#gradY} filled.
   *
   * @param plan the layer
   * @param tile the rows
   * @param rows number of rows
   * @param gradCells sums the gradient by the polynomials, laid out as {@code cells}
   */
  void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] gradCells);

  /**
   * Computes the gradient by the inputs, {@link LayerTile#gradX}, from that by the outputs.
   *
   * @param plan the layer
   * @param cells polynomials of all edges
   * @param tile the rows, forward computed and {@link LayerTile#gradY} filled
   * @param rows number of rows
   */
  void inputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows);

  /**
   * Does what {@link #addGradient} and {@link #inputGradient} do, together where that is faster.
   *
   * @param plan the layer
   * @param cells polynomials of all edges
   * @param tile the rows, forward computed and {@link LayerTile#gradY} filled
   * @param rows number of rows
   * @param gradCells sums the gradient by the polynomials, laid out as {@code cells}
   */
  default void backward(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, double[] gradCells) {
    if (plan.stride() == 1) {
      SingleOutput.backward(plan, cells, tile, rows, gradCells);
      if (plan.hasHighTerms()) {
        SingleHighTerms.addGradient(plan, tile, rows, gradCells);
        SingleHighTerms.inputGradient(plan, cells, tile, rows);
      }
    } else {
      addGradient(plan, tile, rows, gradCells);
      inputGradient(plan, cells, tile, rows);
    }
  }

  /**
   * Adds {@code weight * v v'} to the upper half of a symmetric matrix, for a sparse v made of runs
   * of consecutive entries.
   *
   * @param rows row i of the matrix from its diagonal on
   * @param weight factor
   * @param runs number of runs, increasing
   * @param starts first index of each run
   * @param offsets where each run begins in {@code values}, and where the last ends
   * @param values the entries of v, run after run
   */
  void addOuterProduct(
      double[][] rows, double weight, int runs, int[] starts, int[] offsets, double[] values);

  /**
   * Adds {@code A' B} to the last rows and columns of a symmetric matrix, A being B with scaled
   * rows. Only entries on and above the diagonal are defined afterwards.
   *
   * @param a scaled rows, row-major, {@code rows x size}
   * @param b rows, row-major, {@code rows x size}
   * @param rows number of rows
   * @param size number of columns, a multiple of {@link LayerPlan#LANES} times two
   * @param from first row and column that is added to, a multiple of four
   * @param gram the matrix, row-major, {@code size x size}
   */
  void addGram(double[] a, double[] b, int rows, int size, int from, double[] gram);

  /** Locates the inputs of a tile in their cells and computes the base function there. */
  default void prepare(LayerPlan plan, LayerTile tile, int rows) {
    for (int i = 0; i < plan.inputs(); i++) {
      int from = i * tile.capacity;
      locate(plan.table(i), tile.x, from, from + rows, tile.cell, tile.t, tile.slope);
      if (plan.hasBase(i)) {
        base(plan, tile, from, from + rows);
      }
      int missing = plan.table(i).missingCell();
      if (missing >= 0) {
        tile.placeMissing(from, from + rows, missing);
      }
    }
  }

  private void base(LayerPlan plan, LayerTile tile, int from, int to) {
    switch (plan.base()) {
      case SILU -> silu(tile.x, from, to, tile.base, tile.baseSlope);
      case IDENTITY -> {
        System.arraycopy(tile.x, from, tile.base, from, to - from);
        Arrays.fill(tile.baseSlope, from, to, 1.0);
      }
      case NONE -> {}
    }
  }
}
