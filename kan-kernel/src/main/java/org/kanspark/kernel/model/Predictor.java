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
  private final NetworkEvaluator evaluator;
  private final double[] outputs;

  Predictor(KanModel model, NetworkEvaluator evaluator, double[] parameters) {
    this.featureMap = model.featureMap();
    this.labelScale = model.labelScale();
    this.evaluator = evaluator;
    this.evaluator.setParameters(parameters);
    this.outputs = new double[model.network().outputs() * evaluator.capacity()];
  }

  /**
   * Predicts one row.
   *
   * @param features one value a feature
   * @throws IllegalArgumentException if their number is wrong
   */
  public double predict(double[] features) {
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
    return labelScale.toLabel(outputs[0]);
  }

  /**
   * Predicts all rows of a block.
   *
   * @param block raw rows
   * @param predictions receives one label a row
   * @throws IllegalArgumentException if the number of features is wrong
   */
  public void predict(RowBlock block, double[] predictions) {
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
      for (int r = 0; r < rows; r++) {
        predictions[from + r] = labelScale.toLabel(outputs[r]);
      }
    }
  }
}
