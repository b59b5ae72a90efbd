package org.kanspark.kernel.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Keeps the rows with the smallest seeded hash of their values: a sample that depends on the rows
 * alone, not on their order or partition.
 *
 * <p>Equal rows become one, which has their weights' sum. A row's weight is no part of its hash;
 * rows of weight 0 are left out.
 */
public final class RowSample implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Low bits of a sort key that hold a row's place. */
  private static final int PLACE_BITS = 20;

  private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;

  private final long seed;
  private final int capacity;
  private final int features;
  private final int labels;
  private final int width;
  private int rows;
  private long[] hashes = {};
  private double[] data = {};
  private long limit = Long.MAX_VALUE;
  private boolean complete = true;

  /**
   * Makes an empty sample.
   *
   * @param seed seed of the hash
   * @param capacity most rows kept, 1 to 2^19
   * @param features number of features of a row
   * @param labels number of labels of a row
   */
  public RowSample(long seed, int capacity, int features, int labels) {
    if (capacity < 1 || capacity > 1 << (PLACE_BITS - 1)) {
      throw new IllegalArgumentException(
          "capacity is " + capacity + ", accepted: 1 to " + (1 << (PLACE_BITS - 1)));
    }
    this.seed = seed;
    this.capacity = capacity;
    this.features = features;
    this.labels = labels;
    this.width = features + labels + 1;
  }

  /** Offers all rows of a block. */
  public void add(RowBlock block) {
    for (int r = 0; r < block.rows(); r++) {
      long hash = hash(block, r);
      if (hash <= limit && block.weight(r) > 0) {
        int at = append(hash) * width;
        for (int f = 0; f < features; f++) {
          data[at + f] = block.value(r, f);
        }
        for (int n = 0; n < labels; n++) {
          data[at + features + n] = block.label(r, n);
        }
        data[at + width - 1] = block.weight(r);
      }
    }
  }

  /** Makes room for one more row and returns its place. */
  private int append(long hash) {
    if (rows == 2 * capacity) {
      trim();
    }
    if (rows == hashes.length) {
      int more = Math.min(2 * capacity, Math.max(64, 2 * rows));
      hashes = Arrays.copyOf(hashes, more);
      data = Arrays.copyOf(data, more * width);
    }
    hashes[rows] = hash;
    return rows++;
  }

  /** Returns the number of rows kept. */
  int rows() {
    return rows;
  }

  /** Offers all rows of another sample of the same seed and features. */
  public void merge(RowSample other) {
    for (int r = 0; r < other.rows; r++) {
      if (other.hashes[r] <= limit) {
        int at = append(other.hashes[r]) * width;
        System.arraycopy(other.data, r * width, data, at, width);
      }
    }
    complete &= other.complete;
    trim();
  }

  /**
   * Makes one of equal rows, drops those that are too many, and memory not needed for what stays.
   */
  public void trim() {
    int[] order = order();
    int[] places = new int[rows];
    int different = 0;
    for (int row : order) {
      int last = different == 0 ? -1 : places[different - 1];
      if (last >= 0 && isEqual(last, row)) {
        data[last * width + width - 1] += data[row * width + width - 1];
      } else {
        places[different++] = row;
      }
    }
    int kept = Math.min(different, capacity);
    long[] keptHashes = new long[kept];
    double[] keptData = new double[kept * width];
    for (int r = 0; r < kept; r++) {
      keptHashes[r] = hashes[places[r]];
      System.arraycopy(data, places[r] * width, keptData, r * width, width);
    }
    if (different > capacity) {
      limit = keptHashes[kept - 1];
      complete = false;
    }
    rows = kept;
    hashes = keptHashes;
    data = keptData;
  }

  private boolean isEqual(int a, int b) {
    boolean equal = hashes[a] == hashes[b];
    for (int n = 0; equal && n < width - 1; n++) {
      equal = bits(data[a * width + n]) == bits(data[b * width + n]);
    }
    return equal;
  }

  /** Returns the bits of a value, the same for both zeros. */
  private static long bits(double value) {
    return Double.doubleToLongBits(value + 0.0);
  }

  /** Returns the places of the rows in the order of their hashes. */
  private int[] order() {
    long[] keys = new long[rows];
    for (int r = 0; r < rows; r++) {
      keys[r] = (hashes[r] & ~PLACE_MASK) | r;
    }
    Arrays.sort(keys);
    int[] order = new int[rows];
    for (int r = 0; r < rows; r++) {
      order[r] = (int) (keys[r] & PLACE_MASK);
    }
    sortLowBits(order);
    return order;
  }

  /** Puts rows in order whose hashes differ in low bits alone: few, unless they are equal. */
  private void sortLowBits(int[] order) {
    for (int n = 1; n < order.length; n++) {
      int row = order[n];
      int to = n;
      while (to > 0 && hashes[order[to - 1]] > hashes[row]) {
        order[to] = order[to - 1];
        to--;
      }
      order[to] = row;
    }
  }

  /** Returns whether no row was dropped. */
  boolean isComplete() {
    return complete;
  }

  /** Returns the greatest weight of the rows kept, 0 where there are none. */
  double greatestWeight() {
    return weights().max().orElse(0.0);
  }

  /** Returns the least weight of the rows kept, 0 where there are none. */
  double leastWeight() {
    return weights().min().orElse(0.0);
  }

  private DoubleStream weights() {
    return IntStream.range(0, rows).mapToDouble(r -> data[r * width + width - 1]);
  }

  /** Returns the rows kept, in the order of their hashes, as one block. */
  public RowBlock toBlock() {
    return toBlock(1.0);
  }

  /**
   * Returns the rows kept, in the order of their hashes, as one block.
   *
   * @param unit weight that becomes 1
   */
  RowBlock toBlock(double unit) {
    trim();
    double[] values = new double[rows * features];
    double[] labelValues = new double[rows * labels];
    double[] weights = new double[rows];
    for (int r = 0; r < rows; r++) {
      int at = r * width;
      for (int f = 0; f < features; f++) {
        values[f * rows + r] = data[at + f];
      }
      for (int n = 0; n < labels; n++) {
        labelValues[n * rows + r] = data[at + features + n];
      }
      weights[r] = data[at + width - 1] / unit;
    }
    return new RowBlock(rows, features, values, labelValues, weights);
  }

  private long hash(RowBlock block, int row) {
    long hash = seed;
    for (int f = 0; f < features; f++) {
      hash = mix(hash, block.value(row, f));
    }
    for (int n = 0; n < labels; n++) {
      hash = mix(hash, block.label(row, n));
    }
    return hash;
  }

  /** Mixes a value into a hash: the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long hash, double value) {
    long z = hash * 0x9E3779B97F4A7C15L + bits(value);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
