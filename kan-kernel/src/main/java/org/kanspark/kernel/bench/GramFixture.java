package org.kanspark.kernel.bench;

import java.util.SplittableRandom;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.ops.LayerKernel;

/**
 * Holds sparse vectors v made of runs, as the rows of a network's Jacobian are, and sums {@code
 * weight * v v'} over them: as they are, or spread out as a dense product.
 */
final class GramFixture {
  /** Vectors in a sum. */
  static final int VECTORS = 32;

  /** Entries of a run: four coefficients of five edges. */
  static final int RUN = 20;

  private static final long SEED = 3;

  private final LayerKernel kernel;
  private final int size;
  private final int runs;
  private final int[][] starts;
  private final int[] offsets;
  private final double[] weights;
  private final double[][] values;
  private final double[] scaled;
  private final double[] spread;
  private final double[][] sparse;
  private final double[] dense;

  /**
   * Makes vectors.
   *
   * @param size entries of a vector, a multiple of 16
   * @param sparsity entries over non-zero ones
   * @param kernel {@code simd} or {@code scalar}
   */
  GramFixture(int size, int sparsity, String kernel) {
    SplittableRandom random = new SplittableRandom(SEED);
    this.kernel = Kernels.byName(kernel);
    this.size = size;
    this.runs = size / RUN / sparsity;
    this.starts = new int[VECTORS][runs];
    this.offsets = new int[runs + 1];
    this.weights = random.doubles(VECTORS, 0.5, 2).toArray();
    this.values = new double[VECTORS][];
    this.scaled = new double[VECTORS * size];
    this.spread = new double[VECTORS * size];
    this.sparse = new double[size][];
    this.dense = new double[size * size];
    for (int i = 0; i < size; i++) {
      sparse[i] = new double[size - i];
    }
    for (int run = 0; run <= runs; run++) {
      offsets[run] = run * RUN;
    }
    for (int v = 0; v < VECTORS; v++) {
      values[v] = random.doubles((long) runs * RUN, -1, 1).toArray();
      fill(v, random);
    }
  }

  /** Places the runs of a vector, each anywhere in a part of its own. */
  private void fill(int v, SplittableRandom random) {
    int part = size / runs;
    for (int run = 0; run < runs; run++) {
      int start = run * part + random.nextInt(part - RUN + 1);
      starts[v][run] = start;
      for (int n = 0; n < RUN; n++) {
        double value = values[v][offsets[run] + n];
        spread[v * size + start + n] = value;
        scaled[v * size + start + n] = weights[v] * value;
      }
    }
  }

  /** Adds all vectors, one after the other, to {@link #sparse}. */
  void addOuterProducts() {
    for (int v = 0; v < VECTORS; v++) {
      kernel.addOuterProduct(sparse, weights[v], runs, starts[v], offsets, values[v]);
    }
  }

  /** Adds all vectors at once to {@link #dense}. */
  void addGram() {
    kernel.addGram(scaled, spread, VECTORS, size, 0, dense);
  }

  /** Returns a vector spread out. */
  double[] vector(int v) {
    double[] vector = new double[size];
    System.arraycopy(spread, v * size, vector, 0, size);
    return vector;
  }

  double weight(int v) {
    return weights[v];
  }

  /** Returns the sum of sparse products: row i from its diagonal on. */
  double[][] sparse() {
    return sparse;
  }

  /** Returns the dense product, row-major; entries below the diagonal are undefined. */
  double[] dense() {
    return dense;
  }
}
