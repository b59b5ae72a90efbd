package org.kanspark.kernel.train;

import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Computes the loss and its gradient by all parameters, over all rows.
 *
 * @param network the network
 * @param parameters its parameters
 * @param scaling from raw rows to the network's units
 */
public record GradientTask(KanNetwork network, double[] parameters, Scaling scaling)
    implements PassTask<GradientAggregator> {
  private static final long serialVersionUID = 1L;

  @Override
  public GradientAggregator newAggregator() {
    return new GradientAggregator(this);
  }
}
