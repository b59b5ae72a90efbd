package org.kanspark.kernel.spline;

import java.util.Arrays;

/**
 * Turns the coefficients of a spline on one knot vector into those on another: {@code new = T old}.
 * Built once per input and applied to every spline on it; immutable.
 */
public final class TransferMatrix {
  private final int columns;
  // Row r holds the columns firsts[r] .. firsts[r] + rows[r].length - 1; all others are 0.
  private final int[] firsts;
  private final double[][] rows;

  private TransferMatrix(int columns, int[] firsts, double[][] rows) {
    this.columns = columns;
    this.firsts = firsts;
    this.rows = rows;
  }

  /** Takes a dense matrix, rows x columns; zeros at the ends of rows are dropped. */
  static TransferMatrix of(double[][] dense, int columns) {
    int[] firsts = new int[dense.length];
    double[][] rows = new double[dense.length][];
    for (int r = 0; r < dense.length; r++) {
      int from = 0;
      int to = columns;
      while (from < to && dense[r][from] == 0) {
        from++;
      }
      while (to > from && dense[r][to - 1] == 0) {
        to--;
      }
      firsts[r] = from;
      rows[r] = Arrays.copyOfRange(dense[r], from, to);
    }
    return new TransferMatrix(columns, firsts, rows);
  }

  /** Returns the number of new coefficients. */
  public int rows() {
    return rows.length;
  }

  /** Returns the number of old coefficients. */
  public int columns() {
    return columns;
  }

  /** Returns a dense copy, rows x columns. */
  public double[][] toArray() {
    double[][] dense = new double[rows.length][columns];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, dense[r], firsts[r], rows[r].length);
    }
    return dense;
  }

  /** Returns the new coefficients of a single spline. */
  public double[] apply(double[] old) {
    double[] target = new double[rows.length];
    apply(old, 0, 1, target, 0, 1, 1);
    return target;
  }

  /**
   * Transfers many splines at once. Coefficient m of spline o is at {@code offset + m * stride +
   * o}, in the source as in the target.
   *
   * @param source holds {@code columns()} coefficients of each spline
   * @param target receives {@code rows()} coefficients of each spline; another array than the
   *     source
   * @param splines how many
   * @throws IllegalArgumentException if source and target are the same array, or one is too short
   */
  public void apply(
      double[] source,
      int sourceOffset,
      int sourceStride,
      double[] target,
      int targetOffset,
      int targetStride,
      int splines) {
    if (source == target) {
      throw new IllegalArgumentException("source and target are one array: two are needed");
    }
    requireLength("source", source, sourceOffset + (columns - 1) * sourceStride + splines);
    requireLength("target", target, targetOffset + (rows.length - 1) * targetStride + splines);
    for (int r = 0; r < rows.length; r++) {
      int to = targetOffset + r * targetStride;
      Arrays.fill(target, to, to + splines, 0);
      for (int c = 0; c < rows[r].length; c++) {
        double weight = rows[r][c];
        int from = sourceOffset + (firsts[r] + c) * sourceStride;
        for (int o = 0; o < splines; o++) {
          target[to + o] = Math.fma(weight, source[from + o], target[to + o]);
        }
      }
    }
  }

  private static void requireLength(String name, double[] array, int needed) {
    if (array.length < needed) {
      throw new IllegalArgumentException(
          name + " holds " + array.length + " numbers: " + needed + " are needed");
    }
  }
}
