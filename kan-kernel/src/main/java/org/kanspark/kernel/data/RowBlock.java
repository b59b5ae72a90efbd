package org.kanspark.kernel.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Holds some rows of a data set as raw doubles.
 *
 * <p>Features are column-major: feature {@code f} of row {@code r} stands at {@code f * rows + r},
 * so that one input of consecutive rows is contiguous.
 */
public final class RowBlock implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double[] UNIT_WEIGHTS = {};

  private final int rows;
  private final int features;
  private final double[] values;
  private final double[] labels;
  private final int labelColumns;
  private final double[] weights;
  private final boolean heldBack;

  /**
   * Wraps arrays without copying them.
   *
   * @param rows number of rows
   * @param features number of features
   * @param values column-major features, {@code rows * features} long
   * @param labels one label a row, or several, label {@code n} of row {@code r} at {@code n * rows
   *     + r}
   * @param weights one weight a row, or empty where all weights are one
   * @throws IllegalArgumentException if a length does not fit
   */
  public RowBlock(int rows, int features, double[] values, double[] labels, double[] weights) {
    this(rows, features, values, labels, weights, false);
  }

  private RowBlock(
      int rows,
      int features,
      double[] values,
      double[] labels,
      double[] weights,
      boolean heldBack) {
    checkLength("values", (long) rows * features, values.length);
    this.labelColumns = rows == 0 ? 1 : Math.max(1, labels.length / rows);
    checkLength("labels", (long) rows * labelColumns, labels.length);
    if (weights.length != 0) {
      checkLength("weights", rows, weights.length);
    }
    this.rows = rows;
    this.features = features;
    this.values = values;
    this.labels = labels;
    this.weights = weights;
    this.heldBack = heldBack;
  }

  /** Wraps rows that all have weight one. */
  public RowBlock(int rows, int features, double[] values, double[] labels) {
    this(rows, features, values, labels, UNIT_WEIGHTS);
  }

  /**
   * Copies rows given one by one.
   *
   * @param rows rows x features
   * @param labels one label a row
   */
  public static RowBlock ofRows(double[][] rows, double[] labels) {
    int features = rows.length == 0 ? 0 : rows[0].length;
    double[] values = new double[rows.length * features];
    for (int r = 0; r < rows.length; r++) {
      checkLength("row " + r, features, rows[r].length);
      for (int f = 0; f < features; f++) {
        values[f * rows.length + r] = rows[r][f];
      }
    }
    return new RowBlock(rows.length, features, values, labels.clone());
  }

  /** Copies the rows from one index to another. */
  public RowBlock slice(int from, int to) {
    int n = to - from;
    double[] part = new double[n * features];
    for (int f = 0; f < features; f++) {
      System.arraycopy(values, f * rows + from, part, f * n, n);
    }
    double[] partWeights =
        weights.length == 0 ? UNIT_WEIGHTS : Arrays.copyOfRange(weights, from, to);
    return new RowBlock(n, features, part, labelsOf(from, n), partWeights, heldBack);
  }

  private double[] labelsOf(int from, int n) {
    double[] part = new double[n * labelColumns];
    for (int c = 0; c < labelColumns; c++) {
      System.arraycopy(labels, c * rows + from, part, c * n, n);
    }
    return part;
  }

  /** Returns the same rows with or without the mark that they are held back; copies no number. */
  public RowBlock marked(boolean asHeldBack) {
    return asHeldBack == heldBack
        ? this
        : new RowBlock(rows, features, values, labels, weights, asHeldBack);
  }

  /**
   * Returns whether its rows are held back: they tell how well a model predicts rows that it was
   * not trained on, and count nowhere else.
   */
  public boolean isHeldBack() {
    return heldBack;
  }

  private static void checkLength(String what, long expected, int actual) {
    if (actual != expected) {
      throw new IllegalArgumentException(what + " has length " + actual + ", expected " + expected);
    }
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows;
  }

  /** Returns the number of features of a row. */
  public int features() {
    return features;
  }

  /** Returns the features, column-major, not copied. */
  public double[] values() {
    return values;
  }

  /** Returns one feature of one row. */
  public double value(int row, int feature) {
    return values[feature * rows + row];
  }

  /** Returns the number of labels of a row, 1 where there is no row. */
  public int labelColumns() {
    return labelColumns;
  }

  /** Returns one label of one row. */
  public double label(int row, int column) {
    return labels[column * rows + row];
  }

  /** Returns the labels, column-major, not copied. */
  public double[] labels() {
    return labels;
  }

  /** Returns the weights, not copied; empty where every weight is one. */
  public double[] weights() {
    return weights;
  }

  /** Returns the weight of a row. */
  public double weight(int row) {
    return weights.length == 0 ? 1.0 : weights[row];
  }

  /** Returns the memory its numbers take, in bytes. */
  public long bytes() {
    return 8L * (values.length + labels.length + weights.length);
  }
}
