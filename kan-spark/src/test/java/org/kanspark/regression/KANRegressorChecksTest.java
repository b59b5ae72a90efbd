package org.kanspark.regression;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.kanspark.spark.PredictorChecks;
import org.kanspark.spark.TestSpark;

class KANRegressorChecksTest extends PredictorChecks<KANRegressor, KANRegressionModel> {
  @Override
  protected KANRegressor estimator() {
    return new KANRegressor().setHiddenLayers().setGridSize(3).setMaxIter(30);
  }

  @Override
  protected List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Row wave : TestSpark.wave(120)) {
      double label = Math.rint(10 * wave.getDouble(1));
      rows.add(TestSpark.row(label, 1 + rows.size() % 3, wave.<Vector>getAs(0).toArray()));
    }
    return rows;
  }

  @Override
  protected KANRegressor load(String path) {
    return KANRegressor.load(path);
  }

  @Override
  protected double value(KANRegressionModel model, Vector features) {
    return model.predict(features);
  }
}
