package org.kanspark.kernel.ops;

import org.kanspark.kernel.spline.CellTable;

/**
 * Describes how the polynomials of a layer lie in memory.
 *
 * <p>Cell q of input i holds {@code order + 1} rows of {@code stride} numbers, from {@code
 * inputOffset(i) + q * cellSize()} on: polynomial coefficients 0 .. order - 1 for every output,
 * then the weights of the base function, repeated in every cell so that all an edge needs at a
 * point is contiguous. Outputs are padded with zeros to a multiple of {@link #LANES}, but a single
 * output is not.
 */
public final class LayerPlan {
  /** Logical lanes of every sum over outputs, whatever the width of the processor's vectors. */
  public static final int LANES = 8;

  private final int outputs;
  private final int stride;
  private final int order;
  private final BaseFunction base;
  private final boolean[] hasBase;
  private final CellTable[] tables;
  private final int[] inputOffsets;
  private final int size;

  /**
   * Makes a plan.
   *
   * @param tables one table an input, all of the same order
   * @param outputs number of outputs, at least 1
   * @param base base function of the edges
   * @param hasBase for each input, whether its edges have the base function
   * @throws IllegalArgumentException if the layer needs more than 2^31 - 1 numbers
   */
  public LayerPlan(CellTable[] tables, int outputs, BaseFunction base, boolean[] hasBase) {
    this.tables = tables.clone();
    this.outputs = outputs;
    this.stride = outputs == 1 ? 1 : (outputs + LANES - 1) / LANES * LANES;
    this.order = tables[0].order();
    this.base = base;
    this.hasBase = hasBase.clone();
    this.inputOffsets = new int[tables.length];
    long offset = 0;
    for (int i = 0; i < tables.length; i++) {
      inputOffsets[i] = (int) offset;
      offset += (long) tables[i].cells() * cellSize();
      if (offset > Integer.MAX_VALUE - LANES) {
        throw new IllegalArgumentException(
            "a layer of " + tables.length + " x " + outputs + " edges is too large for one array");
      }
    }
    this.size = (int) offset;
  }

  /** Returns the number of inputs. */
  public int inputs() {
    return tables.length;
  }

  /** Returns the number of outputs. */
  public int outputs() {
    return outputs;
  }

  /** Returns the distance of two rows of outputs, padding included. */
  public int stride() {
    return stride;
  }

  /** Returns the number of polynomial coefficients. */
  public int order() {
    return order;
  }

  /** Returns the base function of the edges. */
  public BaseFunction base() {
    return base;
  }

  /** Returns whether the edges of an input have the base function. */
  public boolean hasBase(int input) {
    return hasBase[input];
  }

  /** Returns the table of an input. */
  public CellTable table(int input) {
    return tables[input];
  }

  /** Returns the number of doubles of a cell. */
  public int cellSize() {
    return (order + 1) * stride;
  }

  /** Returns where the cells of an input begin. */
  public int inputOffset(int input) {
    return inputOffsets[input];
  }

  /** Returns the number of doubles of all cells. */
  public int size() {
    return size;
  }

  /** Adds up the logical lanes of a sum over outputs. */
  static double sumLanes(double[] lanes, int at) {
    double h0 = lanes[at] + lanes[at + 4];
    double h1 = lanes[at + 1] + lanes[at + 5];
    double h2 = lanes[at + 2] + lanes[at + 6];
    double h3 = lanes[at + 3] + lanes[at + 7];
    return (h0 + h2) + (h1 + h3);
  }
}
