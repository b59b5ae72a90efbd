package org.kanspark.kernel.spline;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Rewrites the splines over one input as polynomials, one for each cell of the real line.
 *
 * <p>On every cell a spline is a polynomial in the local coordinate {@code t = (x - centre) *
 * slope}, which runs from -1/2 to 1/2 between two knots. Its coefficients are linear in the
 * spline's: {@code a_d = sum_m M[d][m] * c[first + m]}. The cells cover the whole line, so
 * extrapolation, uneven knots, and any degree come down to the same few multiply-adds at a point.
 * Since B-splines have Bernstein coefficients between 0 and 1 on a cell, {@code M} stays small for
 * uneven knots too.
 */
public final class CellTable implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Order of the polynomials of splines up to degree 3. */
  public static final int CUBIC_ORDER = 4;

  /** Order of the polynomials of splines of degree 4 and 5. */
  public static final int QUINTIC_ORDER = 6;

  /**
   * Farthest local coordinate: beyond it an extrapolated line stays level, so that its powers stay
   * finite.
   */
  public static final double REACH = 1e50;

  /** Most intervals found by division; beyond, its rounding would show. */
  private static final int MOST_EVEN = 256;

  private final int order;
  private final boolean even;
  private final int window;
  private final int parameters;
  private final double[] rightEnds;
  private final double[] centres;
  private final double[] slopes;
  private final int[] firsts;
  private final double[] matrices;
  private final CellSearch search;
  private final boolean missing;

  private CellTable(
      int order, int window, int parameters, CellList list, boolean even, boolean missing) {
    this.order = order;
    this.even = even;
    this.window = window;
    this.parameters = parameters;
    this.rightEnds = list.rightEnds();
    this.centres = list.centres();
    this.slopes = list.slopes();
    this.firsts = list.firsts();
    this.matrices = list.matrices();
    this.search = new CellSearch(rightEnds);
    this.missing = missing;
  }

  private static boolean isEven(Knots knots, Extrapolation extrapolation) {
    return knots.degree() > 0
        && extrapolation != Extrapolation.ZERO
        && knots.intervals() <= MOST_EVEN
        && KnotRefinement.isUniform(knots);
  }

  /**
   * Returns whether cells are found by division: even knots between two outer cells. Then cell q,
   * {@code 1 <= q <= G}, begins at {@code lower() + (q - 1) / cellsPerUnit()}.
   */
  public boolean isEven() {
    return even;
  }

  /** Returns the left end a of the knots' range. */
  public double lower() {
    return rightEnds[0];
  }

  /** Returns the number of cells in a unit length, if they are even. */
  public double cellsPerUnit() {
    return slopes[0];
  }

  /**
   * Returns the order of the polynomials for a degree: the number of their coefficients, those of a
   * cubic or a quintic. Coefficients beyond the degree are 0.
   */
  public static int orderFor(int degree) {
    return degree <= 3 ? CUBIC_ORDER : QUINTIC_ORDER;
  }

  /**
   * Makes the table of an ordinary spline input: {@code G + k} coefficients an edge.
   *
   * @param knots knots of the input
   * @param extrapolation what the spline does outside {@code [a, b]}
   */
  public static CellTable spline(Knots knots, Extrapolation extrapolation) {
    int order = orderFor(knots.degree());
    CellList list = CellList.of(knots, extrapolation, order);
    boolean even = isEven(knots, extrapolation);
    return new CellTable(order, knots.degree() + 1, knots.coefficients(), list, even, false);
  }

  /**
   * Makes the table of a straight line through the origin: one coefficient an edge, its slope. It
   * is the spline whose coefficients are the slope times the Greville points.
   *
   * @param knots knots of the input, degree at least 1
   * @param extrapolation what the line does outside {@code [a, b]}
   */
  public static CellTable line(Knots knots, Extrapolation extrapolation) {
    int order = orderFor(knots.degree());
    CellList list = CellList.of(knots, extrapolation, order);
    int window = knots.degree() + 1;
    int cells = list.centres().length;
    double[] matrices = new double[cells * order];
    for (int q = 0; q < cells; q++) {
      for (int d = 0; d < order; d++) {
        double sum = 0.0;
        for (int m = 0; m < window; m++) {
          double greville = knots.greville(list.firsts()[q] + m);
          sum = Math.fma(list.matrices()[(q * order + d) * window + m], greville, sum);
        }
        matrices[q * order + d] = sum;
      }
    }
    CellList lines =
        new CellList(list.rightEnds(), list.centres(), list.slopes(), new int[cells], matrices);
    return new CellTable(order, 1, 1, lines, isEven(knots, extrapolation), false);
  }

  /** Makes the table of an input that carries nothing: no coefficients, value 0 everywhere. */
  public static CellTable none(int degree) {
    double[] everywhere = {Double.POSITIVE_INFINITY};
    CellList list =
        new CellList(everywhere, new double[1], new double[1], new int[1], new double[0]);
    return new CellTable(orderFor(degree), 0, 0, list, false, false);
  }

  /**
   * Returns this table with one more cell, behind all others, for points that are missing: there an
   * edge has the value of one more coefficient. No point is located in it.
   */
  public CellTable withMissing() {
    int cells = centres.length;
    int wide = Math.max(1, window);
    double[] wider = Arrays.copyOf(matrices, (cells + 1) * order * wide);
    wider[cells * order * wide + wide - 1] = 1.0;
    int[] from = Arrays.copyOf(firsts, cells + 1);
    from[cells] = parameters + 1 - wide;
    CellList list =
        new CellList(
            rightEnds,
            Arrays.copyOf(centres, cells + 1),
            Arrays.copyOf(slopes, cells + 1),
            from,
            wider);
    return new CellTable(order, wide, parameters + 1, list, even, true);
  }

  /** Returns the cell of missing points, -1 where there is none. */
  public int missingCell() {
    return missing ? centres.length - 1 : -1;
  }

  /** Returns the number of cells of the line, without that of missing points. */
  public int lineCells() {
    return rightEnds.length;
  }

  /** Returns the number of cells, those outside {@code [a, b]} and of missing points included. */
  public int cells() {
    return centres.length;
  }

  /** Returns the first point right of a cell; infinite for the last one. */
  public double rightEnd(int cell) {
    return rightEnds[cell];
  }

  /** Returns where the local coordinate of a cell is 0. */
  public double centre(int cell) {
    return centres[cell];
  }

  /** Returns by how much the local coordinate of a cell grows in a unit length. */
  public double slope(int cell) {
    return slopes[cell];
  }

  /** Returns the number of polynomial coefficients of a cell. */
  public int order() {
    return order;
  }

  /** Returns the number of trained coefficients of an edge of this input. */
  public int parameters() {
    return parameters;
  }

  /**
   * Returns the cell that holds a point. Cells are closed on the left and open on the right, but
   * the last one inside {@code [a, b]}, which holds b. NaN belongs to cell 0.
   */
  public int cell(double x) {
    return search.cell(x);
  }

  /**
   * Locates points: their cells, local coordinates and the slope of the local coordinate.
   *
   * @param x points
   * @param from index of the first point in all arrays
   * @param to index past the last point
   * @param cell receives cells
   * @param t receives local coordinates
   * @param slope receives dt/dx
   */
  public void locate(double[] x, int from, int to, long[] cell, double[] t, double[] slope) {
    for (int p = from; p < to; p++) {
      int q = search.cell(x[p]);
      cell[p] = q;
      slope[p] = slopes[q];
      t[p] = within((x[p] - centres[q]) * slopes[q]);
    }
  }

  /**
   * Returns whether buckets of even width tell the cell of a point in one comparison: then {@link
   * #fromBuckets} may be used.
   */
  public boolean hasBuckets() {
    return search.isOneStep();
  }

  /**
   * Returns the left end of the buckets. A point x is in bucket {@code (x - bucketOrigin()) *
   * bucketsPerUnit()}, rounded down and kept between the first and the last one.
   */
  public double bucketOrigin() {
    return search.origin();
  }

  /** Returns the number of buckets in a unit length. */
  public double bucketsPerUnit() {
    return search.bucketsPerUnit();
  }

  /** Returns the number of buckets. */
  public int buckets() {
    return search.buckets();
  }

  /**
   * Looks up what {@link #locate} needs of the cells of points whose buckets are known.
   *
   * @param x points
   * @param from index of the first point in all arrays
   * @param to index past the last point
   * @param cell holds buckets, receives cells
   * @param centre receives where the local coordinate is 0
   * @param slope receives dt/dx
   */
  public void fromBuckets(
      double[] x, int from, int to, long[] cell, double[] centre, double[] slope) {
    for (int p = from; p < to; p++) {
      int q = search.cellOf((int) cell[p], x[p]);
      cell[p] = q;
      centre[p] = centres[q];
      slope[p] = slopes[q];
    }
  }

  private static double within(double t) {
    double below = t > REACH ? REACH : t;
    return below < -REACH ? -REACH : below;
  }

  /**
   * Computes one polynomial coefficient of a cell from the spline coefficients, for all edges of
   * this input.
   *
   * @param cell the cell
   * @param d which polynomial coefficient, below the order
   * @param coefficients trained coefficients, coefficient m of output j at {@code from + m *
   *     outputs + j}
   * @param from index of the first coefficient
   * @param outputs number of outputs
   * @param polynomials receives the polynomial coefficient of output j at {@code to + j}
   * @param to index of the first output's
   */
  public void toPolynomial(
      int cell, int d, double[] coefficients, int from, int outputs, double[] polynomials, int to) {
    int source = from + firsts[cell] * outputs;
    Arrays.fill(polynomials, to, to + outputs, 0.0);
    for (int m = 0; m < window; m++) {
      double factor = matrices[(cell * order + d) * window + m];
      if (factor != 0.0) {
        axpy(factor, coefficients, source + m * outputs, polynomials, to, outputs);
      }
    }
  }

  /**
   * Adds the gradient by the coefficients, given that by one polynomial coefficient of a cell: the
   * transpose of {@link #toPolynomial}.
   */
  public void addGradient(
      int cell, int d, double[] polynomials, int from, double[] coefficients, int to, int outputs) {
    int target = to + firsts[cell] * outputs;
    for (int m = 0; m < window; m++) {
      double factor = matrices[(cell * order + d) * window + m];
      if (factor != 0.0) {
        axpy(factor, polynomials, from, coefficients, target + m * outputs, outputs);
      }
    }
  }

  private static void axpy(
      double factor, double[] from, int fromIndex, double[] to, int toIndex, int n) {
    for (int j = 0; j < n; j++) {
      to[toIndex + j] = Math.fma(factor, from[fromIndex + j], to[toIndex + j]);
    }
  }

  /**
   * Computes the values at a point of the basis functions of the trained coefficients.
   *
   * @param x the point
   * @param values receives one value for each coefficient from the returned index on, {@link
   *     #window} of them
   * @return index of the first coefficient
   */
  public int basis(double x, double[] values) {
    int q = cell(x);
    return basis(q, within((x - centres[q]) * slopes[q]), values);
  }

  /**
   * Computes the values of the basis functions at a point of a cell.
   *
   * @param cell the cell
   * @param t the point's local coordinate
   * @param values receives {@link #window} values
   * @return index of the first coefficient
   */
  public int basis(int cell, double t, double[] values) {
    for (int m = 0; m < window; m++) {
      double sum = 0.0;
      for (int d = order - 1; d >= 0; d--) {
        sum = Math.fma(sum, t, matrices[(cell * order + d) * window + m]);
      }
      values[m] = sum;
    }
    return firsts[cell];
  }

  /** Returns the number of coefficients that are active at a point. */
  public int window() {
    return window;
  }
}
