package org.kanspark.kernel.ops;

import java.util.Arrays;
import org.kanspark.kernel.spline.CellTable;

/**
 * Computes layers with vectors over outputs.
 *
 * <p>Up to 8 outputs, layers are computed row by row. Beyond, the rows of a tile are sorted by cell
 * for each input, so that the polynomials of a cell (forward) and their gradient (backward) stay in
 * registers while its rows pass by. Sorting keeps the order of the rows of a cell, and each row
 * still sees its inputs in order, so bits do not depend on it. Terms of degree 4 and 5 are added
 * afterwards.
 */
final class VectorLayerKernel implements LayerKernel {

  private enum Shape {
    SINGLE,
    NARROW,
    WIDE;

    static Shape of(LayerPlan plan) {
      if (plan.stride() == 1) {
        return SINGLE;
      }
      return plan.stride() == LayerPlan.LANES ? NARROW : WIDE;
    }
  }

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public String description() {
    return "simd-" + VectorSupport.SPECIES.vectorBitSize();
  }

  @Override
  public void silu(double[] x, int from, int to, double[] value, double[] slope) {
    VectorSilu.evaluate(x, from, to, value, slope);
  }

  @Override
  public void locate(
      CellTable table, double[] x, int from, int to, long[] cell, double[] t, double[] slope) {
    if (table.isEven()) {
      VectorEvenCells.locate(table, x, from, to, cell, t, slope);
    } else {
      VectorUnevenCells.locate(table, x, from, to, cell, t, slope);
    }
  }

  @Override
  public void prepare(LayerPlan plan, LayerTile tile, int rows) {
    if (tile.capacity == 1 && plan.base() == BaseFunction.SILU) {
      VectorSingleRow.prepare(plan, tile);
    } else {
      LayerKernel.super.prepare(plan, tile, rows);
    }
  }

  @Override
  public void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    prepare(plan, tile, rows);
    if (tile.capacity == 1 && plan.stride() > 1) {
      VectorSingleRow.addEdges(plan, cells, tile);
    } else {
      cubicForward(plan, cells, tile, rows);
    }
    if (plan.hasHighTerms()) {
      if (plan.stride() == 1) {
        SingleHighTerms.forward(plan, cells, tile, rows);
      } else {
        VectorHighForward.addEdges(plan, cells, tile, rows);
      }
    }
  }

  private static void cubicForward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    switch (Shape.of(plan)) {
      case SINGLE -> SingleOutput.forward(plan, cells, tile, rows);
      case NARROW -> VectorNarrow.forward(plan, cells, tile, rows);
      case WIDE -> {
        tile.sortByCell(plan, rows);
        Arrays.fill(tile.y, 0, rows * plan.stride(), 0.0);
        VectorWideForward.addEdges(plan, cells, tile, rows);
      }
    }
  }

  @Override
  public void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] gradCells) {
    switch (Shape.of(plan)) {
      case SINGLE -> SingleOutput.addGradient(plan, tile, rows, gradCells);
      case NARROW -> VectorNarrow.addGradient(plan, tile, rows, gradCells);
      case WIDE -> VectorWideGradient.addGradient(plan, tile, rows, gradCells);
    }
    if (plan.hasHighTerms()) {
      if (plan.stride() == 1) {
        SingleHighTerms.addGradient(plan, tile, rows, gradCells);
      } else {
        VectorHighGradient.addGradient(plan, tile, rows, gradCells);
      }
    }
  }

  @Override
  public void inputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    switch (Shape.of(plan)) {
      case SINGLE -> SingleOutput.inputGradient(plan, cells, tile, rows);
      case NARROW -> VectorNarrow.inputGradient(plan, cells, tile, rows);
      case WIDE -> VectorWideSlopes.evaluate(plan, cells, tile, rows);
    }
    if (plan.hasHighTerms()) {
      if (plan.stride() == 1) {
        SingleHighTerms.inputGradient(plan, cells, tile, rows);
      } else {
        VectorHighSlopes.addSlopes(plan, cells, tile, rows);
      }
    }
  }

  @Override
  public void addOuterProduct(
      double[][] rows, double weight, int runs, int[] starts, int[] offsets, double[] values) {
    VectorOuterProduct.add(rows, weight, runs, starts, offsets, values);
  }

  @Override
  public void addGram(double[] a, double[] b, int rows, int size, int from, double[] gram) {
    VectorGram.add(a, b, rows, size, from, gram);
  }
}
