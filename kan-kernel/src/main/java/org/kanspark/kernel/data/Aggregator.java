package org.kanspark.kernel.data;

import java.io.Serializable;

/**
 * Sums something over the rows of one partition, then over partitions.
 *
 * <p>Buffers are allocated by the first {@link #add}, so that the aggregator of an empty partition
 * is tiny and merges as the identity.
 *
 * @param <A> the implementing class
 */
public interface Aggregator<A extends Aggregator<A>> extends Serializable {

  /** Adds all rows of a block. */
  void add(RowBlock block);

  /**
   * Adds what another aggregator of the same task has summed. The order of merges is significant to
   * the last bit; {@link MergeTree} fixes it.
   */
  void merge(A other);

  /** Releases scratch memory once the last block of the partition has been added. */
  default void finish() {}
}
