package org.kanspark.kernel.linalg;

import java.io.Serializable;
import org.kanspark.kernel.ops.Kernels;

/** Holds a symmetric matrix by the upper half of its rows: row i from its diagonal on. */
public final class SymmetricMatrix implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] rows;

  /** Makes a matrix of zeros, {@code size x size}. */
  public SymmetricMatrix(int size) {
    this.rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = new double[size - i];
    }
  }

  /** Copies the upper half of a row-major matrix whose rows are {@code stride} apart. */
  static SymmetricMatrix ofUpper(double[] dense, int size, int stride) {
    SymmetricMatrix matrix = new SymmetricMatrix(size);
    for (int i = 0; i < size; i++) {
      System.arraycopy(dense, i * stride + i, matrix.rows[i], 0, size - i);
    }
    return matrix;
  }

  /** Returns the number of rows. */
  public int size() {
    return rows.length;
  }

  /** Returns the entry of row i and column j. */
  public double get(int i, int j) {
    return i <= j ? rows[i][j - i] : rows[j][i - j];
  }

  /** Adds to the entry of row i and column j, and to its mirror image. */
  public void add(int i, int j, double value) {
    if (i <= j) {
      rows[i][j - i] += value;
    } else {
      rows[j][i - j] += value;
    }
  }

  /** Adds another matrix of the same size. */
  public void add(SymmetricMatrix other) {
    for (int i = 0; i < rows.length; i++) {
      double[] mine = rows[i];
      double[] theirs = other.rows[i];
      for (int j = 0; j < mine.length; j++) {
        mine[j] += theirs[j];
      }
    }
  }

  /** Multiplies all entries by a number. */
  public void scale(double factor) {
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= factor;
      }
    }
  }

  /**
   * Adds {@code weight * v v'} for a sparse vector of runs.
   *
   * @param weight factor
   * @param runs number of runs, increasing
   * @param starts first index of each run
   * @param offsets where each run begins in {@code values}, and where the last ends
   * @param values the numbers, run after run
   */
  public void addOuterProduct(
      double weight, int runs, int[] starts, int[] offsets, double[] values) {
    Kernels.get().addOuterProduct(rows, weight, runs, starts, offsets, values);
  }

  /** Returns the largest entry of the diagonal, 0 for an empty matrix. */
  public double largestDiagonal() {
    double largest = 0.0;
    for (double[] row : rows) {
      largest = Math.max(largest, row[0]);
    }
    return largest;
  }

  /** Returns the product with a vector. */
  public double[] times(double[] vector) {
    double[] product = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double sum = rows[i][0] * vector[i];
      for (int j = 1; j < rows[i].length; j++) {
        sum = Math.fma(rows[i][j], vector[i + j], sum);
        product[i + j] = Math.fma(rows[i][j], vector[i], product[i + j]);
      }
      product[i] += sum;
    }
    return product;
  }

  /**
   * Copies the upper half, row-major with rows {@code stride} apart, with something added to the
   * diagonal.
   */
  double[] toUpper(double[] diagonal, int stride) {
    int n = rows.length;
    double[] upper = new double[stride * stride];
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows[i], 0, upper, i * stride + i, n - i);
      upper[i * stride + i] += diagonal[i];
    }
    return upper;
  }
}
