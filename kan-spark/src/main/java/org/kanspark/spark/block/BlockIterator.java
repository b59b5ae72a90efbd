package org.kanspark.spark.block;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.kanspark.kernel.data.RowBlock;

/**
 * Packs the rows of a partition into blocks, in order. Rows of weight zero are left out. Sparse
 * vectors become dense here and not before.
 */
final class BlockIterator implements Iterator<RowBlock> {
  private static final int FIRST_ROWS = 64;
  private static final double[] UNIT_WEIGHTS = {};

  private final Iterator<Row> rows;
  private final RowSchema schema;
  private final RowChecker checker;
  private final int capacity;
  private final int features;

  // Row-major and reused from block to block, so that a small partition takes little memory.
  private double[] buffer;
  private double[] labels;
  private double[] weights;
  private int filled;

  BlockIterator(Iterator<Row> rows, RowSchema schema, int capacity) {
    this.rows = rows;
    this.schema = schema;
    this.checker = new RowChecker(schema);
    this.capacity = capacity;
    this.features = schema.size();
    int first = Math.min(FIRST_ROWS, capacity);
    this.buffer = new double[first * features];
    this.labels = new double[first];
    this.weights = new double[first];
  }

  @Override
  public boolean hasNext() {
    while (filled < capacity && rows.hasNext()) {
      add(rows.next());
    }
    return filled > 0;
  }

  @Override
  public RowBlock next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    double[] blockWeights = schema.weighted() ? Arrays.copyOf(weights, filled) : UNIT_WEIGHTS;
    RowBlock block =
        new RowBlock(filled, features, columns(), Arrays.copyOf(labels, filled), blockWeights);
    filled = 0;
    return block;
  }

  private void add(Row row) {
    checker.check(
        row,
        (column, value) -> {
          throw new BadValueException(checker.describe(column) + " is " + value);
        });
    double weight = schema.weighted() ? row.getDouble(2) : 1;
    if (weight == 0) {
      return;
    }
    grow();
    labels[filled] = row.getDouble(1);
    weights[filled] = weight;
    Vector vector = row.getAs(0);
    int at = filled * features;
    if (vector instanceof SparseVector sparse) {
      Arrays.fill(buffer, at, at + features, 0);
      int[] indices = sparse.indices();
      double[] active = sparse.values();
      for (int a = 0; a < indices.length; a++) {
        buffer[at + indices[a]] = active[a];
      }
    } else {
      System.arraycopy(vector.toArray(), 0, buffer, at, features);
    }
    filled++;
  }

  private void grow() {
    if (filled == labels.length) {
      int larger = (int) Math.min(capacity, 2L * filled);
      buffer = Arrays.copyOf(buffer, larger * features);
      labels = Arrays.copyOf(labels, larger);
      weights = Arrays.copyOf(weights, larger);
    }
  }

  private double[] columns() {
    double[] columns = new double[filled * features];
    for (int r = 0; r < filled; r++) {
      int at = r * features;
      for (int f = 0; f < features; f++) {
        columns[f * filled + r] = buffer[at + f];
      }
    }
    return columns;
  }
}
