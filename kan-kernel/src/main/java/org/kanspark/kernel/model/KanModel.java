package org.kanspark.kernel.model;

import java.io.Serializable;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;

/**
 * Holds a trained network with one output and all it takes to predict raw labels from raw features:
 * {@code u = (x - shift) * scale}, the layers, {@code label = output * scale + shift}.
 */
public final class KanModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final KanNetwork network;
  private final double[] parameters;
  private final FeatureMap featureMap;
  private final LabelScale labelScale;

  /**
   * Makes a model.
   *
   * @param network structure
   * @param parameters laid out as {@link KanNetwork} says; copied
   * @param featureMap from raw features to inputs
   * @param labelScale from outputs to raw labels
   * @throws IllegalArgumentException if the parts do not fit together
   */
  public KanModel(
      KanNetwork network, double[] parameters, FeatureMap featureMap, LabelScale labelScale) {
    if (parameters.length != network.parameterCount()) {
      throw new IllegalArgumentException(
          "%d parameters were given, the network has %d"
              .formatted(parameters.length, network.parameterCount()));
    }
    if (featureMap.features() != network.inputs()) {
      throw new IllegalArgumentException(
          "%d features are mapped, the network has %d inputs"
              .formatted(featureMap.features(), network.inputs()));
    }
    this.network = network;
    this.parameters = parameters.clone();
    this.featureMap = featureMap;
    this.labelScale = labelScale;
  }

  /** Returns the structure. */
  public KanNetwork network() {
    return network;
  }

  /** Returns a copy of the parameters. */
  public double[] parameters() {
    return parameters.clone();
  }

  /** Returns the map from raw features to inputs. */
  public FeatureMap featureMap() {
    return featureMap;
  }

  /** Returns the map from outputs to raw labels. */
  public LabelScale labelScale() {
    return labelScale;
  }

  /** Returns the number of features. */
  public int inputs() {
    return network.inputs();
  }

  /** Returns a predictor for single rows. It serves one thread. */
  public Predictor newPredictor() {
    return new Predictor(this, new NetworkEvaluator(network, Kernels.get(), 1), parameters);
  }

  /** Returns a predictor for many rows at a time. It serves one thread. */
  public Predictor newBatchPredictor() {
    return new Predictor(this, new NetworkEvaluator(network, Kernels.get()), parameters);
  }
}
