package org.kanspark.kernel.model;

import java.io.Serializable;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;

/**
 * Holds a trained network and all it takes to predict raw labels from raw features: {@code u = (x -
 * shift) * scale}, the layers, {@code value = output * scale + shift}, and the link that makes a
 * label or probabilities of values. There is one output a label, but with softmax one a class.
 */
public final class KanModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final KanNetwork network;
  private final double[] parameters;
  private final FeatureMap featureMap;
  private final LabelScale labelScale;
  private final Link link;

  /** Makes a model whose scaled output is the label. */
  public KanModel(
      KanNetwork network, double[] parameters, FeatureMap featureMap, LabelScale labelScale) {
    this(network, parameters, featureMap, labelScale, Link.IDENTITY);
  }

  /**
   * Makes a model.
   *
   * @param network structure
   * @param parameters laid out as {@link KanNetwork} says; copied
   * @param featureMap from raw features to inputs
   * @param labelScale from outputs to what the link takes
   * @param link from there to predictions
   * @throws IllegalArgumentException if the parts do not fit together
   */
  public KanModel(
      KanNetwork network,
      double[] parameters,
      FeatureMap featureMap,
      LabelScale labelScale,
      Link link) {
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
    if (!link.accepts(network.outputs())) {
      throw new IllegalArgumentException(
          "the network has %d outputs, accepted for link %s: %s"
              .formatted(
                  network.outputs(), link.label(), link == Link.SOFTMAX ? "2 or more" : "1"));
    }
    if (!labelScale.fits(network.outputs())) {
      throw new IllegalArgumentException(
          "the labels' scaling does not fit the network's %d outputs".formatted(network.outputs()));
    }
    this.network = network;
    this.parameters = parameters.clone();
    this.featureMap = featureMap;
    this.labelScale = labelScale;
    this.link = link;
  }

  /** Returns a model of another network that reads and predicts as this one. */
  public KanModel with(KanNetwork otherNetwork, double[] otherParameters) {
    return new KanModel(otherNetwork, otherParameters, featureMap, labelScale, link);
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

  /** Returns the link from scaled outputs to predictions. */
  public Link link() {
    return link;
  }

  /** Returns the number of classes, 0 where the label is a number. */
  public int classes() {
    return switch (link) {
      case IDENTITY, LOG -> 0;
      case LOGISTIC -> 2;
      case SOFTMAX -> network.outputs();
    };
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
