package org.kanspark.kernel.train;

import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Takes online steps over the rows of each partition by itself, all from the same state.
 *
 * @param network the network
 * @param from where every partition starts
 * @param rate about how far a parameter moves in a step
 * @param scaling from raw rows to the network's units
 */
record OnlineTask(KanNetwork network, OnlineState from, double rate, Scaling scaling)
    implements PassTask<OnlineAggregator> {
  private static final long serialVersionUID = 1L;

  @Override
  public OnlineAggregator newAggregator() {
    return new OnlineAggregator(this);
  }
}
