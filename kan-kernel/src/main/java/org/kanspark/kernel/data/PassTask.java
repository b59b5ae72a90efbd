package org.kanspark.kernel.data;

import java.io.Serializable;

/**
 * Describes what one pass computes. A task is sent to every executor as a whole (a network, its
 * parameters), so it holds no rows and nothing that changes during the pass.
 *
 * @param <A> the aggregator that does the work
 */
public interface PassTask<A extends Aggregator<A>> extends Serializable {

  /** Returns an aggregator that has seen no row. */
  A newAggregator();
}
