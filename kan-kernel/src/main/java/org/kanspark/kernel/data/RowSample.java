package org.kanspark.kernel.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the rows with the smallest seeded hash of their values: a sample that depends on the rows
 * alone, not on their order or partition.
 *
 * <p>Equal rows have equal hashes and stay together. A row's weight is no part of its hash.
 */
public final class RowSample implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Comparator<Row> BY_HASH =
      Comparator.comparingLong(Row::hash).thenComparing(Row::compareValues);

  private record Row(long hash, double[] values, double weight) implements Serializable {
    static int compareValues(Row a, Row b) {
      for (int f = 0; f < a.values.length; f++) {
        int order = Double.compare(a.values[f], b.values[f]);
        if (order != 0) {
          return order;
        }
      }
      return Double.compare(a.weight, b.weight);
    }
  }

  private final long seed;
  private final int capacity;
  private final ArrayList<Row> rows = new ArrayList<>();
  private long limit = Long.MAX_VALUE;

  /**
   * Makes an empty sample.
   *
   * @param seed seed of the hash
   * @param capacity most rows kept, at least 1
   */
  public RowSample(long seed, int capacity) {
    this.seed = seed;
    this.capacity = capacity;
  }

  /** Offers all rows of a block. */
  public void add(RowBlock block) {
    for (int r = 0; r < block.rows(); r++) {
      long hash = hash(block, r);
      if (hash <= limit) {
        rows.add(new Row(hash, copy(block, r), block.weight(r)));
        if (rows.size() >= 2 * capacity) {
          trim();
        }
      }
    }
  }

  /** Offers all rows of another sample of the same seed and capacity. */
  public void merge(RowSample other) {
    rows.addAll(other.rows);
    trim();
  }

  /** Drops the rows that are too many. */
  public void trim() {
    if (rows.size() > capacity) {
      rows.sort(BY_HASH);
      limit = rows.get(capacity - 1).hash();
      rows.subList(capacity, rows.size()).clear();
      rows.trimToSize();
    }
  }

  /** Returns the rows kept, in the order of their hashes, as one block. */
  public RowBlock toBlock() {
    trim();
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(BY_HASH);
    int n = sorted.size();
    int features = n == 0 ? 0 : sorted.get(0).values().length - 1;
    double[] values = new double[n * features];
    double[] labels = new double[n];
    double[] weights = new double[n];
    for (int r = 0; r < n; r++) {
      double[] row = sorted.get(r).values();
      for (int f = 0; f < features; f++) {
        values[f * n + r] = row[f];
      }
      labels[r] = row[features];
      weights[r] = sorted.get(r).weight();
    }
    return new RowBlock(n, features, values, labels, weights);
  }

  private static double[] copy(RowBlock block, int row) {
    double[] values = new double[block.features() + 1];
    for (int f = 0; f < block.features(); f++) {
      values[f] = block.value(row, f);
    }
    values[block.features()] = block.labels()[row];
    return values;
  }

  private long hash(RowBlock block, int row) {
    long hash = seed;
    for (int f = 0; f < block.features(); f++) {
      hash = mix(hash, block.value(row, f));
    }
    return mix(hash, block.labels()[row]);
  }

  /** Mixes a value into a hash: the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long hash, double value) {
    long z = hash * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(value + 0.0);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
