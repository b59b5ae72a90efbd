package org.kanspark.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingStep;
import org.kanspark.spark.TestSpark;

class KANRegressorTest {

  private static Dataset<Row> train() {
    return TestSpark.frame(TestSpark.deal(TestSpark.wave(600), 2, 0, 3, 1), TestSpark.SCHEMA);
  }

  private static KANRegressor regressor() {
    return new KANRegressor("kan").setMaxIter(25);
  }

  @Test
  void learnsAndPredictsRawLabels() {
    KANRegressionModel model = regressor().setMaxIter(60).fit(train());

    KANRegressionTrainingSummary summary = model.summary();
    assertThat(summary.r2()).isGreaterThan(0.99);
    assertThat(summary.objectiveHistory()).hasSizeGreaterThan(5);
    assertThat(summary.totalIterations()).isBetween(1, 60);
    assertThat(summary.passes()).isGreaterThanOrEqualTo(summary.totalIterations());
    assertThat(summary.rows()).isEqualTo(600);
    assertThat(summary.weightSum()).isEqualTo(600);
    assertThat(summary.solver()).isEqualTo("gauss-newton");
    assertThat(model.numFeatures()).isEqualTo(2);
    assertThat(model.featureNames()).containsExactly("x1", "x2");
    assertThat(model.uid()).isEqualTo("kan");
    assertThat(model.hasParent()).isTrue();
    assertThat(model.getMaxIter()).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void driverAndClusterGiveTheSameBytes(boolean weighted) {
    KANRegressor regressor = regressor().setMaxBlockSizeInMB(0.001);
    if (weighted) {
      regressor.setWeightCol("w");
    }
    String local = regressor.fit(train()).exportJson();
    String cluster = regressor.setLocalMaxMB(0).fit(train()).exportJson();
    String again = regressor.fit(train()).exportJson();

    assertThat(cluster).isEqualTo(local).isEqualTo(again);
  }

  @Test
  void transformEqualsSinglePredictionsAndKeepsColumns() {
    KANRegressionModel model = regressor().setPredictionCol("p").fit(train());
    Dataset<Row> predictions = model.transform(train());

    assertThat(predictions.columns()).containsExactly("features", "label", "w", "p");
    assertThat(predictions.schema()).isEqualTo(model.transformSchema(train().schema()));
    for (Row row : predictions.collectAsList()) {
      assertThat(row.getDouble(3)).isEqualTo(model.predict(row.<Vector>getAs(0)));
    }
  }

  @Test
  void sparseVectorsGiveTheModelOfDenseOnes() {
    List<Row> dense = new ArrayList<>();
    List<Row> sparse = new ArrayList<>();
    for (Row row : TestSpark.wave(200)) {
      Vector x = row.getAs(0);
      double[] values = {x.apply(0) > 0.3 ? x.apply(0) : 0, x.apply(1), 0};
      Row full = TestSpark.row(row.getDouble(1), 1, values);
      dense.add(full);
      sparse.add(
          RowFactory.create(
              full.<Vector>getAs(0).toSparse(), full.getDouble(1), full.getDouble(2)));
    }
    KANRegressionModel model = regressor().fit(TestSpark.frame(List.of(dense), TestSpark.SCHEMA));
    Dataset<Row> sparseFrame = TestSpark.frame(List.of(sparse), TestSpark.SCHEMA);

    assertThat(regressor().fit(sparseFrame).exportJson()).isEqualTo(model.exportJson());
    assertThat(model.predict(sparse.get(0).getAs(0)))
        .isEqualTo(model.predict(dense.get(0).getAs(0)));
  }

  @Test
  void weightZeroIsARowThatIsAbsent() {
    Dataset<Row> present = train().coalesce(1);
    Dataset<Row> padded =
        train()
            .coalesce(1)
            .union(
                train()
                    .withColumn("label", functions.lit(Double.NaN))
                    .withColumn("w", functions.lit(0.0)));

    String expected = regressor().setWeightCol("w").fit(present).exportJson();
    assertThat(regressor().setWeightCol("w").fit(padded.coalesce(1)).exportJson())
        .isEqualTo(expected);
  }

  @Test
  void evaluationAgreesWithSparksOwn() {
    KANRegressionModel model = regressor().setWeightCol("w").fit(train());
    Dataset<Row> test =
        TestSpark.frame(TestSpark.deal(TestSpark.wave(97), 1, 0, 2), TestSpark.SCHEMA)
            .withColumn("w", functions.expr("1 + label"));
    RegressionEvaluator evaluator = new RegressionEvaluator();
    // Spark's weighted r2 divides by its unbiased variance; without weights the two agree.
    KANRegressionSummary plain =
        model.copy(new ParamMap().put(model.weightCol(), "")).evaluate(test);
    assertThat(plain.r2())
        .isCloseTo(evaluator.setMetricName("r2").evaluate(plain.predictions()), within(1e-12));

    KANRegressionSummary summary = model.evaluate(test);
    evaluator.setWeightCol("w");
    Dataset<Row> predictions = summary.predictions();
    assertThat(summary.rootMeanSquaredError())
        .isCloseTo(evaluator.setMetricName("rmse").evaluate(predictions), within(1e-12));
    assertThat(summary.meanAbsoluteError())
        .isCloseTo(evaluator.setMetricName("mae").evaluate(predictions), within(1e-12));
    assertThat(summary.explainedVariance())
        .isCloseTo(evaluator.setMetricName("var").evaluate(predictions), within(1e-12));
    assertThat(summary.numInstances()).isEqualTo(97);
  }

  @Test
  void listenerHearsOfEveryStepAndCopiesShareIt() {
    List<TrainingStep> steps = new ArrayList<>();
    AtomicInteger ends = new AtomicInteger();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(TrainingStep step) {
            steps.add(step);
          }

          @Override
          public void onEnd() {
            ends.incrementAndGet();
          }
        };
    KANRegressor regressor = regressor().setMaxIter(4).setTrainingListener(listener);
    KANRegressor copy = regressor.copy(new ParamMap());
    copy.fit(train());

    assertThat(ends).hasValue(1);
    assertThat(steps).hasSize(4);
    assertThat(steps.get(3).iteration()).isEqualTo(4);
    assertThat(steps.get(3).objective()).isLessThan(steps.get(0).objective());
  }

  @Test
  void featureNamesComeFromTheColumnsMetadata() {
    Dataset<Row> frame =
        TestSpark.session()
            .range(50)
            .selectExpr("cast(id as double) as carat", "id % 7 as depth", "id * 0.5 as label");
    Dataset<Row> assembled =
        new VectorAssembler()
            .setInputCols(new String[] {"carat", "depth"})
            .setOutputCol("features")
            .transform(frame);

    assertThat(regressor().fit(assembled).featureNames()).containsExactly("carat", "depth");
  }

  @Test
  void numericLabelsAreCast() {
    Dataset<Row> doubles = train().withColumn("label", functions.expr("floor(label * 3)"));
    Dataset<Row> ints =
        doubles.withColumn("label", functions.col("label").cast(DataTypes.IntegerType));
    Dataset<Row> floats =
        doubles.withColumn("label", functions.col("label").cast(DataTypes.FloatType));

    String expected = regressor().setMaxIter(3).fit(doubles).exportJson();
    assertThat(regressor().setMaxIter(3).fit(ints).exportJson()).isEqualTo(expected);
    assertThat(regressor().setMaxIter(3).fit(floats).exportJson()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one row", "one label", "constant features"})
  void degenerateDataTrainsToFinitePredictions(String what) {
    List<Row> rows =
        switch (what) {
          case "one row" -> List.of(TestSpark.row(3.5, 1, 1, 2));
          case "one label" -> List.of(TestSpark.row(3.5, 1, 1, 2), TestSpark.row(3.5, 1, 2, 5));
          default -> List.of(TestSpark.row(3, 1, 1, 2), TestSpark.row(4, 1, 1, 2));
        };
    KANRegressionModel model =
        regressor().setLocalMaxMB(0).fit(TestSpark.frame(List.of(rows), TestSpark.SCHEMA));

    assertThat(model.predict(rows.get(0).getAs(0))).isCloseTo(3.5, within(1e-6));
    assertThat(model.exportJson()).doesNotContain("NaN");
    assertThat(model.summary().r2()).isFinite();
  }

  @Test
  void badDataGivesOneClearMessage() {
    Dataset<Row> frame = train();
    assertThatThrownBy(
            () ->
                regressor()
                    .fit(
                        frame.withColumn(
                            "label", functions.expr("if(label > 4, double('NaN'), label)"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("label column 'label' has ")
        .hasMessageContaining("the first is NaN");
    assertThatThrownBy(
            () -> regressor().setWeightCol("w").fit(frame.withColumn("w", functions.lit(-1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight column 'w' has 600 bad values, the first is -1.0");
    assertThatThrownBy(() -> regressor().fit(frame.limit(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are no rows");
    assertThatThrownBy(
            () -> regressor().setWeightCol("w").fit(frame.withColumn("w", functions.lit(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no rows of weight > 0 in weight column 'w': at least one is needed");
    assertThatThrownBy(() -> regressor().setLabelCol("price").fit(frame))
        .hasMessageContaining("price");
    assertThatThrownBy(() -> regressor().fit(frame.withColumn("label", functions.lit("text"))))
        .hasMessageContaining("label");
    assertThatThrownBy(() -> regressor().setFeaturesCol("label").fit(frame))
        .hasMessageContaining("label");
  }

  @Test
  void modelsAreJavaSerialisableForUseInClosures() throws Exception {
    KANRegressionModel model = regressor().setMaxIter(2).fit(train());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    KANRegressionModel copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (KANRegressionModel) in.readObject();
    }
    assertThat(copy.exportJson()).isEqualTo(model.exportJson());
    assertThat(copy.predict(Vectors.dense(0.3, 0.4)))
        .isEqualTo(model.predict(Vectors.dense(0.3, 0.4)));
    assertThat(copy.explainParams()).isEqualTo(model.explainParams());
  }

  @Test
  void otherFeatureCountAtPredictionIsNamed() {
    KANRegressionModel model = regressor().setMaxIter(1).fit(train());
    assertThatThrownBy(() -> model.predict(Vectors.dense(1, 2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the row has 3 features, the model was trained on 2");
  }

  @Test
  void nothingStaysCachedAfterSuccessOrFailure() {
    int before = TestSpark.context().getPersistentRDDs().size();

    regressor().setMaxIter(2).setLocalMaxMB(0).fit(train());
    regressor().setMaxIter(2).fit(train());
    KANRegressor failing =
        regressor()
            .setLocalMaxMB(0)
            .setTrainingListener(
                step -> {
                  throw new IllegalStateException("stopped on purpose");
                });
    assertThatThrownBy(() -> failing.fit(train())).hasMessage("stopped on purpose");
    assertThatThrownBy(() -> failing.setLocalMaxMB(32).fit(train()))
        .hasMessage("stopped on purpose");

    assertThat(TestSpark.context().getPersistentRDDs()).hasSize(before);
  }
}
