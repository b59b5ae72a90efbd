package org.kanspark.kernel.ops;

import java.util.Arrays;

/**
 * Computes layers with vectors over outputs.
 *
 * <p>Up to 8 outputs, a row's outputs stay in one register over all inputs. Beyond, the rows of a
 * tile are sorted by cell for each input, so that the polynomials of a cell (forward) and their
 * gradient (backward) stay in registers while its rows pass by. Sorting keeps the order of the rows
 * of a cell, and each row still sees its inputs in order, so bits do not depend on it.
 */
final class VectorLayerKernel implements LayerKernel {

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

  private static boolean isWide(LayerPlan plan) {
    return plan.stride() > LayerPlan.LANES && plan.order() == 4;
  }

  @Override
  public void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    prepare(plan, tile, rows);
    if (plan.stride() == 1) {
      SingleOutput.forward(plan, cells, tile, rows);
    } else if (isWide(plan)) {
      tile.sortByCell(plan, rows);
      Arrays.fill(tile.y, 0, rows * plan.stride(), 0.0);
      VectorWideForward.addEdges(plan, cells, tile, rows);
    } else {
      VectorNarrow.forward(plan, cells, tile, rows);
    }
  }

  @Override
  public void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] gradCells) {
    if (plan.stride() == 1) {
      SingleOutput.addGradient(plan, tile, rows, gradCells);
    } else if (isWide(plan)) {
      VectorWideGradient.addGradient(plan, tile, rows, gradCells);
    } else {
      VectorNarrow.addGradient(plan, tile, rows, gradCells);
    }
  }

  @Override
  public void inputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    if (plan.stride() == 1) {
      SingleOutput.inputGradient(plan, cells, tile, rows);
    } else if (isWide(plan)) {
      VectorWideSlopes.evaluate(plan, cells, tile, rows);
    } else {
      VectorNarrow.slopes(plan, cells, tile, rows);
    }
  }
}
