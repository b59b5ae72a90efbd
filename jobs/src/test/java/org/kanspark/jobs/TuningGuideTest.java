package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.kanspark.regression.KANRegressor;

/** Runs what the guide on tuning shows. */
class TuningGuideTest {
  @Test
  void choosesAGridByCrossValidation() {
    Dataset<Row> train = Guides.table("sin(3 * x1) + x2 * x2", 200);
    KANRegressor kan = new KANRegressor().setLabelCol("y").setHiddenLayers();
    CrossValidator validator =
        new CrossValidator()
            .setEstimator(kan)
            .setEvaluator(new RegressionEvaluator().setLabelCol("y"))
            .setEstimatorParamMaps(
                new ParamGridBuilder().addGrid(kan.gridSize(), new int[] {3, 5}).build())
            .setNumFolds(2);
    CrossValidatorModel chosen = validator.fit(train);
    double[] errors = chosen.avgMetrics();
    assertThat(errors[1]).isLessThan(errors[0]).isLessThan(0.01);
  }
}
