package org.kanspark.kernel.train;

import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Sums up what the activity of edges follows from.
 *
 * @param network the network
 * @param parameters its parameters
 * @param firstLayer first layer that is summed up
 * @param scaling from raw rows to the network's units
 */
record MeasureTask(KanNetwork network, double[] parameters, int firstLayer, Scaling scaling)
    implements PassTask<MeasureAggregator> {
  private static final long serialVersionUID = 1L;

  @Override
  public MeasureAggregator newAggregator() {
    return new MeasureAggregator(this);
  }
}
