package org.kanspark.kernel.linalg;

import java.util.Arrays;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.ops.LayerPlan;

/**
 * Sums {@code weight * v v'} over sparse vectors made of runs of consecutive entries.
 *
 * <p>Where a good part of the entries is non-zero, vectors are spread out and summed as a dense
 * product, which keeps the sums in registers; elsewhere each adds to the entries it has. Both give
 * the same bits.
 */
public final class GramSum {
  /** Vectors spread out before they are summed. */
  private static final int TILE = 32;

  /** The dense product is taken up to this many times as many multiply-adds. */
  private static final double DENSE_ADVANTAGE = 16;

  private static final int MOST_DENSE = 2048;
  private static final int MULTIPLE = 2 * LayerPlan.LANES;

  private final int size;
  private final SymmetricMatrix sparse;
  private final double[] gram;
  private final double[] scaled;
  private final double[] spread;
  private final int stride;
  private int filled;

  /**
   * Makes an empty sum.
   *
   * @param size number of entries of a vector
   * @param nonZeros number of non-zero entries
   */
  public GramSum(int size, int nonZeros) {
    this.size = size;
    double work = (double) size * size / ((double) nonZeros * nonZeros);
    boolean dense = size > 0 && size <= MOST_DENSE && work <= DENSE_ADVANTAGE;
    this.stride = dense ? (size + MULTIPLE - 1) / MULTIPLE * MULTIPLE : 0;
    this.sparse = new SymmetricMatrix(dense ? 0 : size);
    this.gram = new double[stride * stride];
    this.scaled = new double[TILE * stride];
    this.spread = new double[TILE * stride];
  }

  /**
   * Adds a vector.
   *
   * @param weight factor
   * @param runs number of runs, increasing
   * @param starts first index of each run
   * @param offsets where each run begins in {@code values}, and where the last ends
   * @param values the entries, run after run
   */
  public void add(double weight, int runs, int[] starts, int[] offsets, double[] values) {
    if (stride == 0) {
      sparse.addOuterProduct(weight, runs, starts, offsets, values);
      return;
    }
    int from = filled * stride;
    for (int a = 0; a < runs; a++) {
      int shift = from + starts[a] - offsets[a];
      for (int n = offsets[a]; n < offsets[a + 1]; n++) {
        spread[shift + n] = values[n];
        scaled[shift + n] = weight * values[n];
      }
    }
    filled++;
    if (filled == TILE) {
      flush();
    }
  }

  private void flush() {
    Kernels.get().addGram(scaled, spread, filled, stride, 0, gram);
    Arrays.fill(spread, 0.0);
    Arrays.fill(scaled, 0.0);
    filled = 0;
  }

  /** Returns the sum. Nothing may be added afterwards. */
  public SymmetricMatrix toMatrix() {
    if (stride == 0) {
      return sparse;
    }
    flush();
    return SymmetricMatrix.ofUpper(gram, size, stride);
  }
}
