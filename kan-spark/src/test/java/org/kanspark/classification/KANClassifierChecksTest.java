package org.kanspark.classification;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.kanspark.spark.PredictorChecks;
import org.kanspark.spark.TestSpark;

class KANClassifierChecksTest extends PredictorChecks<KANClassifier, KANClassificationModel> {
  @Override
  protected KANClassifier estimator() {
    return new KANClassifier().setHiddenLayers().setGridSize(3).setMaxIter(30).setShrinkage(0);
  }

  @Override
  protected List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Row wave : TestSpark.wave(120)) {
      // Every seventh is noise: without a prior, classes that can be told apart have no best model.
      boolean high = wave.getDouble(1) > 2.2;
      double label = high == (rows.size() % 7 != 0) ? 1 : 0;
      rows.add(TestSpark.row(label, 1 + rows.size() % 3, wave.<Vector>getAs(0).toArray()));
    }
    return rows;
  }

  @Override
  protected KANClassifier load(String path) {
    return KANClassifier.load(path);
  }

  @Override
  protected double value(KANClassificationModel model, Vector features) {
    return model.predictProbability(features).apply(1);
  }

  @Override
  protected String[] outputs() {
    return new String[] {"features", "rawPrediction", "probability", "prediction"};
  }
}
