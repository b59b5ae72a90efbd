package org.kanspark.kernel.train;

import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.penalty.ActivationPull;

/**
 * Computes the loss and its gradient by all parameters, over all rows.
 *
 * @param network the network
 * @param parameters its parameters
 * @param scaling from raw rows to the network's units
 * @param pull gradient of a penalty by the values of hidden nodes, added to that of the loss; null
 *     for none
 */
public record GradientTask(
    KanNetwork network, double[] parameters, Scaling scaling, @Nullable ActivationPull pull)
    implements PassTask<GradientAggregator> {
  private static final long serialVersionUID = 1L;

  /** Describes a pass for the loss alone. */
  public GradientTask(KanNetwork network, double[] parameters, Scaling scaling) {
    this(network, parameters, scaling, null);
  }

  @Override
  public GradientAggregator newAggregator() {
    return new GradientAggregator(this);
  }
}
