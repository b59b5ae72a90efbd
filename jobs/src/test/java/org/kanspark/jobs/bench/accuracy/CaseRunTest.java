package org.kanspark.jobs.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.kanspark.jobs.TestSpark;
import org.kanspark.jobs.data.GeneratedRows;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

class CaseRunTest {
  private static Dataset<Row> rows(double lower) {
    return new VectorAssembler()
        .setInputCols(new String[] {"x1"})
        .setOutputCol("features")
        .transform(
            GeneratedRows.of("sqrt(abs(x1))", new double[] {lower, 1})
                .rows(TestSpark.session(), 0, 60, 2));
  }

  @Test
  void aFormulaWithoutAValueOnATestRowIsInfinitelyOff() {
    KANRegressionModel root =
        new KANRegressor()
            .setLabelCol("y")
            .setHiddenLayers()
            .fit(rows(0))
            .fixSymbolic(0, 0, 0, "sqrt");
    assertThat(CaseRun.rmse(root, rows(0))).isLessThan(0.01);
    assertThat(CaseRun.rmse(root, rows(-1))).isInfinite();
  }
}
