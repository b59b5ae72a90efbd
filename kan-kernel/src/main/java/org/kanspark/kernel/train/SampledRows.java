package org.kanspark.kernel.train;

import java.util.List;
import java.util.stream.IntStream;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.MergeTree;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.data.RowBlock;

/**
 * Holds sampled rows on the driver, in a fixed number of parts that are worked on at once, so that
 * sums over them do not depend on the number of processors.
 */
final class SampledRows {
  private static final int PARTS = 8;

  private final List<RowBlock> parts;
  private final int rows;
  private final long rowsOfPass;

  /**
   * Takes the first rows of a sample.
   *
   * @param sample the sample
   * @param most most rows to take
   * @param rowsOfPass number of rows the sample stands for
   */
  SampledRows(RowBlock sample, int most, long rowsOfPass) {
    this.rows = Math.min(most, sample.rows());
    this.rowsOfPass = rowsOfPass;
    this.parts =
        IntStream.range(0, PARTS)
            .mapToObj(
                p -> sample.slice((int) ((long) p * rows / PARTS), (int) ((p + 1L) * rows / PARTS)))
            .toList();
  }

  int rows() {
    return rows;
  }

  long rowsOfPass() {
    return rowsOfPass;
  }

  /** Returns the sampled share of all rows. */
  double share() {
    return (double) rows / rowsOfPass;
  }

  <A extends Aggregator<A>> A run(PassTask<A> task) {
    List<A> partials =
        parts.parallelStream().map(part -> LocalPassRunner.aggregate(task, List.of(part))).toList();
    return MergeTree.fold(partials);
  }
}
