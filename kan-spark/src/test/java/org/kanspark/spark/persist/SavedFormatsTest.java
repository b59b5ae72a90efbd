package org.kanspark.spark.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.TestSpark;

/**
 * Reads stages that were saved when each version of the format was current. The folders never
 * change: whoever changes the format adds a version and a folder, and keeps these tests.
 */
class SavedFormatsTest {

  @BeforeAll
  static void startSpark() {
    TestSpark.session();
  }

  private static String saved(String name) throws URISyntaxException {
    URI folder = SavedFormatsTest.class.getResource("/saved/" + name + "/metadata").toURI();
    return Path.of(folder).getParent().toString();
  }

  /** Checks the model of 2 features, 3 nodes with a product, a dead and a symbolic edge. */
  private static void assertFirstModel(KANRegressionModel model) {
    double[][] rows = {{0.1, 0.9}, {0.5, 0.5}, {1.3, -0.4}};
    double[] expected = {3.6285689866219855, 1.4032630219441535, 0.48468008684192454};
    for (int r = 0; r < rows.length; r++) {
      assertThat(model.predict(Vectors.dense(rows[r]))).isCloseTo(expected[r], within(1e-12));
    }
    assertThat(model.kanModel().network().layer(0).isLive(1, 0)).isFalse();
    assertThat(model.kanModel().network().layer(0).symbolicEdges())
        .singleElement()
        .satisfies(edge -> assertThat(edge.function().name()).isEqualTo("sin"));
    assertThat(model.featureImportances()).hasSize(2);
    assertThat(model.uid()).isEqualTo("kan");
    assertThat(model.getPredictionCol()).isEqualTo("p");
    assertThat(model.getWeightCol()).isEqualTo("w");
    assertThat(model.getMultiplicationNodes()).containsExactly(1);
  }

  @Test
  void modelOfFormat1() throws Exception {
    assertFirstModel(KANRegressionModel.load(saved("format-1/model")));
  }

  @Test
  void estimatorOfFormat1() throws Exception {
    KANRegressor kan = KANRegressor.load(saved("format-1/estimator"));
    assertThat(kan.uid()).isEqualTo("next");
    assertThat(kan.getRefineSchedule()).containsExactly(6, 12);
    assertThat(kan.getSeed()).isEqualTo(5);
    assertFirstModel(kan.getInitialModel());
  }

  @Test
  void pipelineOfFormat1() throws Exception {
    Dataset<Row> rows =
        TestSpark.session()
            .range(17, 18)
            .selectExpr("id / 60.0D as a", "(id * 7 % 60) / 60.0D as b");
    double prediction =
        PipelineModel.load(saved("format-1/pipeline"))
            .transform(rows)
            .select("prediction")
            .first()
            .getDouble(0);
    assertThat(prediction).isCloseTo(1.9747863651106865, within(1e-12));
  }
}
