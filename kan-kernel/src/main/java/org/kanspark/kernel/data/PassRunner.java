package org.kanspark.kernel.data;

import java.util.List;

/**
 * Reads all training rows once for every call: the unit of cost of training. Implementations read
 * rows in memory or on a cluster, and give the same bits for the same rows in the same partitions.
 */
public interface PassRunner {

  /**
   * Runs one pass.
   *
   * @param task what to compute
   * @param description what a person watching should read
   * @return the merged aggregator, partials combined as {@link MergeTree} says
   */
  <A extends Aggregator<A>> A run(PassTask<A> task, String description);

  /**
   * Reads other rows from the next pass on, which stand for those read so far.
   *
   * @param partitions the rows, one block a partition, at least one
   */
  void replaceRows(List<RowBlock> partitions);

  /** Returns the number of partitions. */
  int partitions();

  /** Returns the number of passes run so far. */
  int passes();
}
