package org.kanspark.kernel.train;

import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Computes the loss and its gradient by all parameters, over all rows.
 *
 * @param network the network
 * @param parameters its parameters
 * @param featureMap from raw features to inputs
 * @param labelScale from raw labels to outputs
 * @param loss measured between outputs and scaled labels
 */
public record GradientTask(
    KanNetwork network,
    double[] parameters,
    FeatureMap featureMap,
    LabelScale labelScale,
    Loss loss)
    implements PassTask<GradientAggregator> {
  private static final long serialVersionUID = 1L;

  @Override
  public GradientAggregator newAggregator() {
    return new GradientAggregator(this);
  }
}
