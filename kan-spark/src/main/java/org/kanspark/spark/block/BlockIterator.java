package org.kanspark.spark.block;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.RowBlock;

/**
 * Packs the rows of a partition into blocks, in order; rows held back into blocks of their own.
 * Rows of weight zero are left out. Sparse vectors become dense here and not before.
 */
final class BlockIterator implements Iterator<RowBlock> {
  private final Iterator<Row> rows;
  private final RowSchema schema;
  private final RowChecker checker;
  private final HeldBack choice;
  private final BlockBuffer trained;
  private final BlockBuffer heldBack;
  private final double[] values;
  private final double[] labels;

  BlockIterator(Iterator<Row> rows, RowSchema schema, int capacity) {
    this.rows = rows;
    this.schema = schema;
    this.checker = new RowChecker(schema);
    this.choice = new HeldBack(schema.validation());
    this.labels = new double[Math.max(1, schema.labels())];
    this.trained = new BlockBuffer(capacity, schema.size(), labels.length, schema.weighted());
    this.heldBack = new BlockBuffer(capacity, schema.size(), labels.length, schema.weighted());
    this.values = new double[schema.size()];
  }

  @Override
  public boolean hasNext() {
    while (!trained.isFull() && !heldBack.isFull() && rows.hasNext()) {
      add(rows.next());
    }
    return !trained.isEmpty() || !heldBack.isEmpty();
  }

  @Override
  public RowBlock next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    boolean held = trained.isEmpty() || heldBack.isFull();
    return (held ? heldBack : trained).take(held);
  }

  private void add(Row row) {
    checker.check(
        row,
        (column, value) -> {
          throw new BadValueException(checker.describe(column) + " is " + value);
        });
    if (checker.isSkipped(row)) {
      return;
    }
    double weight = schema.weighted() ? row.getDouble(RowSchema.WEIGHT) : 1;
    if (weight == 0) {
      return;
    }
    load(row.getAs(RowSchema.FEATURES), values);
    if (schema.labels() > 0) {
      load(row.getAs(RowSchema.LABEL), labels);
    } else {
      labels[0] = row.getDouble(RowSchema.LABEL);
    }
    (isHeldBack(row) ? heldBack : trained).add(values, labels, weight);
  }

  private boolean isHeldBack(Row row) {
    Validation validation = schema.validation();
    return validation.byColumn()
        ? row.getBoolean(schema.indicatorIndex())
        : validation.isAny() && choice.chooses(values, labels);
  }

  private static void load(@Nullable Vector vector, double[] to) {
    if (vector == null) {
      Arrays.fill(to, Double.NaN);
    } else if (vector instanceof SparseVector sparse) {
      Arrays.fill(to, 0);
      int[] indices = sparse.indices();
      double[] active = sparse.values();
      for (int a = 0; a < indices.length; a++) {
        to[indices[a]] = active[a];
      }
    } else {
      System.arraycopy(vector.toArray(), 0, to, 0, to.length);
    }
  }
}
