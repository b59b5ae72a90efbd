package org.kanspark.kernel.train;

import java.util.Arrays;
import java.util.Optional;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.KanNetwork;

/** Finds out whether rows are enough to determine a network. */
final class DistinctRows {
  private DistinctRows() {}

  /**
   * Returns a sentence for a network with more parameters than there are different rows; none where
   * the sample is not all rows.
   */
  static Optional<String> noteIfTooFew(RowBlock sample, long rows, KanNetwork network) {
    if (sample.rows() < rows) {
      return Optional.empty();
    }
    int different = count(sample);
    return different >= network.parameterCount()
        ? Optional.empty()
        : Optional.of(
            ("%d different rows do not determine %d parameters: between the rows the model is a"
                    + " guess; narrower hiddenLayers or a smaller gridSize need fewer rows")
                .formatted(different, network.parameterCount()));
  }

  /** Returns the number of different feature vectors among rows of positive weight. */
  static int count(RowBlock rows) {
    long[] hashes = new long[rows.rows()];
    int n = 0;
    for (int r = 0; r < rows.rows(); r++) {
      if (rows.weight(r) > 0) {
        hashes[n++] = hash(rows, r);
      }
    }
    return (int) Arrays.stream(hashes, 0, n).sorted().distinct().count();
  }

  private static long hash(RowBlock rows, int r) {
    long hash = 0;
    for (int f = 0; f < rows.features(); f++) {
      hash = hash * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(rows.value(r, f) + 0.0);
      hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
