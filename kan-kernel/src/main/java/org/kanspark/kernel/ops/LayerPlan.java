package org.kanspark.kernel.ops;

import org.kanspark.kernel.spline.CellTable;

/**
 * Describes how the polynomials of a layer lie in memory.
 *
 * <p>Cell q of input i holds five rows of {@code stride} numbers, from {@code inputOffset(i) + q *
 * cellSize()} on: polynomial coefficients 0 .. 3 for every output, then the weights of the base
 * function, repeated in every cell so that all an edge needs at a point is contiguous. Splines of
 * degree 4 and 5 have two rows more, coefficients 4 and 5, from {@code highOffset(i) + q *
 * highSize()} on, behind the cells of their input. Outputs are padded with zeros to a multiple of
 * {@link #LANES}, but a single output is not.
 */
public final class LayerPlan {
  /** Logical lanes of every sum over outputs, whatever the width of the processor's vectors. */
  public static final int LANES = 8;

  private static final int CUBIC = CellTable.CUBIC_ORDER;

  private final int outputs;
  private final int stride;
  private final int order;
  private final BaseFunction base;
  private final boolean[] hasBase;
  private final CellTable[] tables;
  private final int[] inputOffsets;
  private final int size;
  private final RowInputs rowInputs;

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
      offset += (long) tables[i].cells() * (cellSize() + highSize());
      if (offset > Integer.MAX_VALUE - LANES) {
        throw new IllegalArgumentException(
            "a layer of " + tables.length + " x " + outputs + " edges is too large for one array");
      }
    }
    this.size = (int) offset;
    this.rowInputs = new RowInputs(this.tables, this.hasBase);
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

  /** Returns what locates the inputs of a single row. */
  RowInputs rowInputs() {
    return rowInputs;
  }

  /** Returns the number of doubles of a cell, those of degree 4 and 5 left out. */
  public int cellSize() {
    return (CUBIC + 1) * stride;
  }

  /** Returns whether polynomials have terms of degree 4 and 5. */
  public boolean hasHighTerms() {
    return order > CUBIC;
  }

  /** Returns the number of doubles of a cell's terms of degree 4 and 5. */
  public int highSize() {
    return (order - CUBIC) * stride;
  }

  /** Returns where the cells of an input begin. */
  public int inputOffset(int input) {
    return inputOffsets[input];
  }

  /** Returns where the terms of degree 4 and 5 of an input begin. */
  public int highOffset(int input) {
    return inputOffsets[input] + tables[input].cells() * cellSize();
  }

  /** Returns where polynomial coefficient d of a cell begins. */
  private int rowOffset(int input, int cell, int d) {
    return d < CUBIC
        ? inputOffsets[input] + cell * cellSize() + d * stride
        : highOffset(input) + cell * highSize() + (d - CUBIC) * stride;
  }

  /** Returns where the weights of the base function begin in a cell. */
  public int baseOffset(int input, int cell) {
    return inputOffsets[input] + cell * cellSize() + CUBIC * stride;
  }

  /**
   * Computes the polynomials of an input from the spline coefficients of its edges.
   *
   * @param input the input
   * @param coefficients coefficient m of output j at {@code from + m * outputs + j}
   * @param from index of the first coefficient
   * @param cells receives the polynomials
   */
  public void toPolynomials(int input, double[] coefficients, int from, double[] cells) {
    CellTable table = tables[input];
    for (int q = 0; q < table.cells(); q++) {
      for (int d = 0; d < order; d++) {
        table.toPolynomial(q, d, coefficients, from, outputs, cells, rowOffset(input, q, d));
      }
    }
  }

  /**
   * Adds the gradient by the spline coefficients of an input, given that by its polynomials: the
   * transpose of {@link #toPolynomials}.
   */
  public void addGradient(int input, double[] gradCells, double[] gradient, int to) {
    CellTable table = tables[input];
    for (int q = 0; q < table.cells(); q++) {
      for (int d = 0; d < order; d++) {
        table.addGradient(q, d, gradCells, rowOffset(input, q, d), gradient, to, outputs);
      }
    }
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
