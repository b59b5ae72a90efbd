package org.kanspark.kernel.model;

import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.NetworkEvaluator;

/**
 * Predicts raw labels with a model. It owns scratch memory, allocates nothing per row and serves
 * one thread. A row's prediction does not depend on the rows beside it.
 */
public final class Predictor {
  private final FeatureMap featureMap;
  private final LabelScale labelScale;
  private final Link link;
  private final int width;
  private final NetworkEvaluator evaluator;
  private final double[] outputs;

  Predictor(KanModel model, NetworkEvaluator evaluator, double[] parameters) {
    this.featureMap = model.featureMap();
    this.labelScale = model.labelScale();
    this.link = model.link();
    this.width = model.network().outputs();
    this.evaluator = evaluator;
    this.evaluator.setParameters(parameters);
    this.outputs = new double[model.network().outputs() * evaluator.capacity()];
  }

  /**
   * Predicts one row: the label, or where there are two classes the probability of class 1.
   *
   * @param features one value a feature
   * @throws IllegalArgumentException if their number is wrong
   */
  public double predict(double[] features) {
    load(features);
    return link.predict(labelScale.toLabel(outputs[0]));
  }

  /**
   * Computes what the link takes: the logarithm of a label, the logit of class 1, or one number a
   * class.
   *
   * @param features one value a feature
   * @param values receives one number an output
   * @throws IllegalArgumentException if the number of features is wrong
   */
  public void values(double[] features, double[] values) {
    load(features);
    for (int n = 0; n < width; n++) {
      values[n] = labelScale.toLabel(n, outputs[n * evaluator.capacity()]);
    }
  }

  private void load(double[] features) {
    if (features.length != featureMap.features()) {
      throw new IllegalArgumentException(
          "the row has %d features, the model was trained on %d"
              .formatted(features.length, featureMap.features()));
    }
    double[] inputs = evaluator.inputTile();
    for (int f = 0; f < features.length; f++) {
      inputs[f * evaluator.capacity()] = featureMap.map(f, features[f]);
    }
    evaluator.forward(1);
    evaluator.outputs(1, outputs);
  }

  /**
   * Predicts all rows of a block: labels, or where there are two classes the probability of class
   * 1.
   *
   * @param block raw rows
   * @param predictions receives one number a row
   * @throws IllegalArgumentException if the number of features is wrong
   */
  public void predict(RowBlock block, double[] predictions) {
    values(block, predictions);
    if (link != Link.IDENTITY) {
      for (int r = 0; r < block.rows(); r++) {
        predictions[r] = link.predict(predictions[r]);
      }
    }
  }

  /**
   * Computes what the link takes for all rows of a block.
   *
   * @param block raw rows
   * @param values receives output n of row r at {@code n * rows + r}
   * @throws IllegalArgumentException if the number of features is wrong
   */
  public void values(RowBlock block, double[] values) {
    if (block.features() != featureMap.features()) {
      throw new IllegalArgumentException(
          "rows have %d features, the model was trained on %d"
              .formatted(block.features(), featureMap.features()));
    }
    int capacity = evaluator.capacity();
    for (int from = 0; from < block.rows(); from += capacity) {
      int rows = Math.min(capacity, block.rows() - from);
      featureMap.map(block, from, rows, evaluator.inputTile(), capacity);
      evaluator.forward(rows);
      evaluator.outputs(rows, outputs);
      for (int n = 0; n < width; n++) {
        double shift = labelScale.shift(n);
        double scale = labelScale.scale(n);
        for (int r = 0; r < rows; r++) {
          values[n * block.rows() + from + r] = outputs[n * capacity + r] * scale + shift;
        }
      }
    }
  }
}
