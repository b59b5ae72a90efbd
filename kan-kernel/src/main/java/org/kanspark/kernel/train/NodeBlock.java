package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.linalg.PackedCholesky;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Sums and factorises the Gauss-Newton matrices of some consecutive features of a layer, one matrix
 * for each of some consecutive sums.
 */
final class NodeBlock {
  private final FeatureSample sample;
  private final int first;
  private final int size;
  private final int firstSum;
  private final int sums;
  // Lower halves of all matrices: entry (p, q) of sum j at (p (p + 1) / 2 + q) * sums + j.
  private final double[] matrices;
  // What acts in one row: runs of features, their values, and these times the weights of all sums.
  private final int[] runStarts;
  private final int[] runOffsets;
  private final double[] active;
  private final double[] weighted;

  private NodeBlock(FeatureSample sample, int first, int size, int firstSum, int sums) {
    this.sample = sample;
    this.first = first;
    this.size = size;
    this.firstSum = firstSum;
    this.sums = sums;
    this.matrices = new double[size * (size + 1) / 2 * sums];
    this.runStarts = new int[sample.runs()];
    this.runOffsets = new int[sample.runs() + 1];
    this.active = new double[sample.length()];
    this.weighted = new double[sample.length() * sums];
  }

  /**
   * Returns the factors of one damped matrix for each sum.
   *
   * @param sample features and weights of rows
   * @param network says which edges are live splines; parameters of others get nothing but damping
   * @param l number of the layer
   * @param smoothness what smoothness adds to splines
   * @param first first feature
   * @param size number of features
   * @param firstSum first sum
   * @param sums number of sums
   * @param damping what is added to the diagonal
   */
  static List<PackedCholesky> factors(
      FeatureSample sample,
      KanNetwork network,
      int l,
      Smoothness smoothness,
      int first,
      int size,
      int firstSum,
      int sums,
      double damping) {
    KanLayer layer = network.layer(l);
    NodeBlock block = new NodeBlock(sample, first, size, firstSum, sums);
    for (int r = 0; r < sample.rows; r++) {
      block.add(r);
    }
    List<PackedCholesky> factors = new ArrayList<>();
    for (int j = 0; j < sums; j++) {
      double[] lower = block.lower(j);
      if (!layer.allSplines()) {
        block.silenceOthers(layer, firstSum + j, lower);
      }
      smoothness.addCurvature(l, firstSum + j, first, size, lower);
      factors.add(new PackedCholesky(size, lower, damping));
    }
    return factors;
  }

  private void add(int r) {
    int runs = load(r);
    for (int run = 0; run < runs; run++) {
      for (int n = runOffsets[run]; n < runOffsets[run + 1]; n++) {
        int p = runStarts[run] + n - runOffsets[run];
        int row = p * (p + 1) / 2;
        for (int other = 0; other <= run; other++) {
          int from = runOffsets[other];
          int to = other == run ? n + 1 : runOffsets[other + 1];
          int target = (row + runStarts[other]) * sums;
          addScaled(active[n], weighted, from * sums, matrices, target, (to - from) * sums);
        }
      }
    }
  }

  /** Collects what acts in a row, as far as it is in this block; returns the number of runs. */
  private int load(int r) {
    int runs = 0;
    int count = 0;
    for (int run = firstRun(r); run < sample.runs(); run++) {
      int start = sample.starts[r * sample.runs() + run];
      if (start >= first + size) {
        break;
      }
      int from = Math.max(start, first);
      int to = Math.min(start + sample.offsets[run + 1] - sample.offsets[run], first + size);
      if (from >= to) {
        continue;
      }
      int value = r * sample.length() + sample.offsets[run] - start;
      runStarts[runs] = from - first;
      for (int f = from; f < to; f++) {
        active[count] = sample.values[value + f];
        for (int j = 0; j < sums; j++) {
          weighted[count * sums + j] =
              active[count] * sample.weights[r * sample.sums + firstSum + j];
        }
        count++;
      }
      runs++;
      runOffsets[runs] = count;
    }
    return runs;
  }

  /** Finds the first run of a row that ends within this block or behind; runs are in order. */
  private int firstRun(int r) {
    int low = 0;
    int high = sample.runs();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int start = sample.starts[r * sample.runs() + middle];
      if (start + sample.offsets[middle + 1] - sample.offsets[middle] > first) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static void addScaled(
      double factor, double[] from, int fromIndex, double[] to, int toIndex, int n) {
    for (int j = 0; j < n; j++) {
      to[toIndex + j] = Math.fma(factor, from[fromIndex + j], to[toIndex + j]);
    }
  }

  private double[] lower(int sum) {
    double[] lower = new double[size * (size + 1) / 2];
    for (int p = 0; p < lower.length; p++) {
      lower[p] = matrices[p * sums + sum];
    }
    return lower;
  }

  private void silenceOthers(KanLayer layer, int sum, double[] lower) {
    boolean[] silent = new boolean[size];
    for (int i = 0; i < layer.inputs(); i++) {
      int end = i + 1 < layer.inputs() ? sample.layout.first(i + 1) : sample.layout.size();
      for (int f = Math.max(first, sample.layout.first(i)); f < Math.min(end, first + size); f++) {
        silent[f - first] = !layer.isSpline(i, sum);
      }
    }
    for (int p = 0; p < size; p++) {
      for (int q = 0; q <= p; q++) {
        if (silent[p] || silent[q]) {
          lower[p * (p + 1) / 2 + q] = 0.0;
        }
      }
    }
  }
}
