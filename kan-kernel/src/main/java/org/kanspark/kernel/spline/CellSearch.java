package org.kanspark.kernel.spline;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Finds the cell of a point, whatever the widths of cells, at a cost that does not grow with their
 * number: buckets of even width tell the first cell a point may be in.
 */
final class CellSearch implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUCKETS_PER_CELL = 4;

  /** Buckets are made finer up to here so that none holds two ends of cells. */
  private static final int MANY_BUCKETS = 1 << 12;

  private final double[] rightEnds;
  private final double origin;
  private final double bucketsPerUnit;
  private final int[] firstCells;
  private final boolean oneStep;

  /** For each bucket the last point of its first cell. */
  private final double[] lastPoints;

  /**
   * Makes a search.
   *
   * @param rightEnds first point right of each cell; the last is infinite
   */
  CellSearch(double[] rightEnds) {
    this.rightEnds = rightEnds;
    int cells = rightEnds.length;
    this.origin = cells == 1 ? 0.0 : rightEnds[0];
    double length = cells == 1 ? 0.0 : rightEnds[cells - 2] - origin;
    int buckets = Integer.highestOneBit(BUCKETS_PER_CELL * cells) * 2;
    Buckets found = new Buckets(buckets, length);
    while (found.mostEnds > 1 && buckets < MANY_BUCKETS) {
      buckets *= 2;
      found = new Buckets(buckets, length);
    }
    this.bucketsPerUnit = found.perUnit;
    this.firstCells = found.firstCells;
    this.oneStep = found.mostEnds <= 1;
    this.lastPoints =
        Arrays.stream(firstCells).mapToDouble(q -> Math.nextDown(rightEnds[q])).toArray();
  }

  private final class Buckets {
    final double perUnit;
    final int[] firstCells;
    final int mostEnds;

    Buckets(int buckets, double length) {
      this.perUnit = length > 0 ? buckets / length : 0.0;
      this.firstCells = new int[buckets];
      int[] ends = new int[buckets];
      int most = 0;
      for (int q = 0; q < rightEnds.length - 1; q++) {
        int bucket = bucket(rightEnds[q], perUnit, buckets);
        most = Math.max(most, ++ends[bucket]);
        Arrays.fill(firstCells, bucket + 1, buckets, q + 1);
      }
      this.mostEnds = most;
    }
  }

  private int bucket(double x, double perUnit, int buckets) {
    return Math.max(0, Math.min(buckets - 1, (int) ((x - origin) * perUnit)));
  }

  /** Returns the cell that holds a point. NaN belongs to cell 0, infinity to the last. */
  int cell(double x) {
    int cell = firstCells[bucket(x, bucketsPerUnit, firstCells.length)];
    while (cell < rightEnds.length - 1 && x >= rightEnds[cell]) {
      cell++;
    }
    return cell;
  }

  /** Returns whether a bucket holds at most one end of a cell. */
  boolean isOneStep() {
    return oneStep;
  }

  /** Returns the left end of the first bucket. */
  double origin() {
    return origin;
  }

  /** Returns the number of buckets in a unit length. */
  double bucketsPerUnit() {
    return bucketsPerUnit;
  }

  /** Returns the number of buckets. */
  int buckets() {
    return firstCells.length;
  }

  /**
   * Turns the bucket of a point into its cell, where {@link #isOneStep} holds, without a branch to
   * mispredict.
   */
  int cellOf(int bucket, double x) {
    // The sign bit of a difference is 1 where the point lies right of the cell.
    int right = (int) (Double.doubleToRawLongBits(lastPoints[bucket] - x) >>> 63);
    return Math.min(rightEnds.length - 1, firstCells[bucket] + right);
  }
}
