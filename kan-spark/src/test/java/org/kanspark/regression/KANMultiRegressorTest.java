package org.kanspark.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.spark.Streams;
import org.kanspark.spark.TestSpark;

class KANMultiRegressorTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", SQLDataTypes.VectorType())
          .add("w", DataTypes.DoubleType);

  @TempDir Path folder;

  private static Dataset<Row> rows(int count) {
    return TestSpark.session().createDataFrame(listOf(count), SCHEMA).repartition(3);
  }

  private static List<Row> listOf(int count) {
    SplittableRandom random = new SplittableRandom(5);
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      double a = random.nextDouble(-1, 1);
      double b = random.nextDouble(-1, 1);
      rows.add(
          RowFactory.create(
              Vectors.dense(a, b),
              Vectors.dense(100 + Math.sin(2 * a) * b, 1e-3 * Math.exp(a * b)),
              random.nextDouble(0.5, 2)));
    }
    return rows;
  }

  private static KANMultiRegressor regressor() {
    return new KANMultiRegressor().setHiddenLayers(new int[] {4}).setMaxIter(40);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 32})
  void fitsAllLabels(double localMaxMB) {
    Dataset<Row> train = rows(600);
    KANMultiRegressionModel model =
        regressor().setWeightCol("w").setLocalMaxMB(localMaxMB).fit(train);
    assertThat(model.numLabels()).isEqualTo(2);
    assertThat(model.labelNames()).containsExactly("label1", "label2");
    double[] r2 = model.summary().r2s();
    assertThat(r2[0]).isGreaterThan(0.999);
    assertThat(r2[1]).isGreaterThan(0.999);
    assertThat(model.summary().objectiveHistory()).isNotEmpty();
    // Metrics from a plain loop over the rows.
    double[] squares = new double[2];
    double weights = 0;
    for (Row row : model.transform(train).collectAsList()) {
      Vector label = row.getAs("label");
      Vector predicted = row.getAs("prediction");
      assertThat(model.predict(row.getAs("features"))).isEqualTo(predicted);
      double w = row.<Double>getAs("w");
      weights += w;
      for (int n = 0; n < 2; n++) {
        squares[n] += w * Math.pow(predicted.apply(n) - label.apply(n), 2);
      }
    }
    double[] rmse = model.evaluate(train).rootMeanSquaredErrors();
    for (int n = 0; n < 2; n++) {
      double expected = Math.sqrt(squares[n] / weights);
      assertThat(rmse[n]).isCloseTo(expected, within(1e-9 * expected));
    }
  }

  @Test
  void arraysServeAsLabelsAndFeatures() {
    Dataset<Row> vectors = rows(200);
    Dataset<Row> arrays =
        vectors
            .withColumn(
                "features",
                org.apache.spark.ml.functions.vector_to_array(functions.col("features"), "float64"))
            .withColumn(
                "label",
                org.apache.spark.ml.functions.vector_to_array(functions.col("label"), "float64"));
    String ofVectors = regressor().setMaxIter(3).fit(vectors).exportJson();
    assertThat(regressor().setMaxIter(3).fit(arrays).exportJson()).isEqualTo(ofVectors);
  }

  @Test
  void savesInsideAPipelineAndGoesOn() {
    Dataset<Row> train = rows(300);
    PipelineModel fitted =
        new Pipeline().setStages(new PipelineStage[] {regressor().setMaxIter(5)}).fit(train);
    String path = folder.resolve("model").toString();
    try {
      fitted.write().overwrite().save(path);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    KANMultiRegressionModel loaded = (KANMultiRegressionModel) PipelineModel.load(path).stages()[0];
    Vector features = Vectors.dense(0.3, -0.4);
    assertThat(loaded.predict(features))
        .isEqualTo(((KANMultiRegressionModel) fitted.stages()[0]).predict(features));
    assertThat(loaded.labelNames()).containsExactly("label1", "label2");
    KANMultiRegressionModel on = regressor().setInitialModel(loaded).fit(train);
    double[] errors = loaded.evaluate(train).meanSquaredErrors();
    double standardised = 0;
    for (int n = 0; n < 2; n++) {
      standardised += errors[n] / Math.pow(loaded.kanModel().labelScale().scale(n), 2) / 2;
    }
    assertThat(on.summary().objectiveHistory()[0])
        .isCloseTo(standardised, within(1e-6 * standardised));
    assertThat(on.prune(0.0, 0.0).plotSvg()).contains("label1", "label2");
    assertThat(on.featureImportances()).containsOnlyKeys("x1", "x2");
  }

  @Test
  void streamsArePredictedLikeBatches() throws Exception {
    KANMultiRegressionModel model =
        regressor().setMaxIter(3).setContributionsCol("contributions").fit(rows(200));
    Streams.assertSameAsBatch(
        model, listOf(200), SCHEMA, "features", "prediction", "contributions");
  }

  @Test
  void namesBadLabels() {
    Dataset<Row> short1 =
        rows(20)
            .union(
                TestSpark.session()
                    .createDataFrame(
                        List.of(RowFactory.create(Vectors.dense(0, 0), Vectors.dense(1), 1.0)),
                        SCHEMA));
    assertThatThrownBy(() -> regressor().fit(short1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label column 'label' has 1 bad value, a vector of 1 values")
        .hasMessageContaining("accepted: vectors of 2 finite numbers");
    assertThatThrownBy(() -> regressor().setLabelCol("w").fit(rows(20)))
        .hasMessage("labelCol 'w' has type double, accepted: vector, array<double>, array<float>");
    assertThatThrownBy(() -> regressor().setPredictionCol("w").fit(rows(20)))
        .hasMessage("predictionCol 'w' is a column already");
  }
}
