package org.kanspark.classification;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.classification.BinaryClassificationSummary;
import org.apache.spark.ml.classification.ClassificationSummary;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.classification.TrainingSummary;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.spark.TestSpark;

class KANClassifierTest {
  @TempDir private Path folder;

  /** Rows of a disc (0) and of what is left (1) and right (2) of it; of 2 classes, disc or not. */
  private static List<Row> discs(int n, int classes) {
    List<Row> rows = new ArrayList<>();
    for (Row wave : TestSpark.wave(n)) {
      double x = 2 * wave.<Vector>getAs(0).apply(0) - 1;
      double y = 2 * wave.<Vector>getAs(0).apply(1) - 1;
      int side = x < 0 ? 1 : 2;
      double label = x * x + y * y < 0.4 ? 0 : Math.min(classes - 1, side);
      rows.add(TestSpark.row(label, 1 + rows.size() % 3, x, y));
    }
    return rows;
  }

  private static Dataset<Row> frame(List<Row> rows) {
    return TestSpark.frame(TestSpark.deal(rows, 2, 1, 0, 3), TestSpark.SCHEMA);
  }

  private static KANClassifier classifier() {
    return new KANClassifier().setHiddenLayers(4).setMaxIter(40);
  }

  @ParameterizedTest
  @CsvSource({"2, l-bfgs", "2, gauss-newton", "3, l-bfgs", "3, gauss-newton"})
  void learnsClassesAndTellsProbabilities(int classes, String solver) {
    Dataset<Row> train = frame(discs(1500, classes));
    KANClassificationModel model = classifier().setSolver(solver).fit(train);
    assertThat(model.numClasses()).isEqualTo(classes);
    assertThat(model.classNames()).hasSize(classes).startsWith("0", "1");
    Dataset<Row> predicted = model.transform(train);
    assertThat(AttributeGroup.fromStructField(predicted.schema().apply("probability")).size())
        .isEqualTo(classes);
    assertThat(predicted.schema().apply("prediction").metadata().json())
        .contains("\"num_vals\":" + classes);
    for (Row row : predicted.select("rawPrediction", "probability", "prediction").takeAsList(50)) {
      Vector raw = row.getAs(0);
      Vector probability = row.getAs(1);
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += Math.exp(raw.apply(k) * (classes == 2 ? 0.5 : 1));
      }
      for (int k = 0; k < classes; k++) {
        assertThat(probability.apply(k))
            .isCloseTo(Math.exp(raw.apply(k) * (classes == 2 ? 0.5 : 1)) / sum, within(1e-12));
      }
      assertThat(row.getDouble(2)).isEqualTo(probability.argmax());
    }
    assertThat(model.summary().accuracy()).isGreaterThan(0.97);
    assertThat(model.summary().solver()).isEqualTo(solver);
    double[] objective = model.summary().objectiveHistory();
    assertThat(objective[objective.length - 1]).isLessThan(objective[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void summaryAgreesWithTheEvaluatorsOfSpark(int classes) {
    Dataset<Row> train = frame(discs(900, classes));
    KANClassificationModel model = classifier().setMaxIter(3).setWeightCol("w").fit(train);
    KANClassificationSummary summary = model.evaluate(train);
    Dataset<Row> predicted = model.transform(train);
    MulticlassClassificationEvaluator evaluator =
        new MulticlassClassificationEvaluator().setWeightCol("w");
    Map<String, Double> metrics =
        Map.of(
            "accuracy", summary.accuracy(),
            "f1", summary.weightedFMeasure(),
            "logLoss", summary.logLoss(),
            "weightedPrecision", summary.weightedPrecision(),
            "weightedRecall", summary.weightedRecall(),
            "weightedFalsePositiveRate", summary.weightedFalsePositiveRate());
    metrics.forEach(
        (name, value) ->
            assertThat(value)
                .as(name)
                .isCloseTo(evaluator.setMetricName(name).evaluate(predicted), within(1e-12)));
    assertThat(summary.numInstances()).isEqualTo(900);
    if (classes == 2) {
      double exact =
          new BinaryClassificationEvaluator().setWeightCol("w").setNumBins(0).evaluate(predicted);
      assertThat(exact).isBetween(0.6, 0.999999);
      assertThat(summary.areaUnderROC()).isCloseTo(exact, within(2e-4));
    } else {
      assertThatThrownBy(summary::areaUnderROC).hasMessageContaining("3 classes");
    }
  }

  @Test
  void summariesAreThoseOfMllib() {
    Dataset<Row> train = frame(discs(300, 2));
    KANClassificationModel model = classifier().setMaxIter(2).setWeightCol("w").fit(train);
    ClassificationSummary evaluated = model.evaluate(train);
    BinaryClassificationSummary binary = model.binarySummary();
    assertThat(binary.accuracy()).isEqualTo(evaluated.accuracy());
    assertThat(model.evaluate(train).asBinary().scoreCol()).isEqualTo("probability");
    assertThat(((TrainingSummary) binary).totalIterations()).isEqualTo(2);
    List<Row> roc = binary.roc().collectAsList();
    double area = 0.0;
    for (int i = 1; i < roc.size(); i++) {
      area +=
          (roc.get(i).getDouble(0) - roc.get(i - 1).getDouble(0))
              * (roc.get(i).getDouble(1) + roc.get(i - 1).getDouble(1))
              / 2;
    }
    assertThat(binary.areaUnderROC()).isCloseTo(area, within(2e-4));
    for (Dataset<Row> curve :
        List.of(
            binary.pr(),
            binary.fMeasureByThreshold(),
            binary.precisionByThreshold(),
            binary.recallByThreshold())) {
      assertThat(curve.count()).as(curve.schema().simpleString()).isGreaterThan(100);
    }
  }

  @Test
  void curvesOfThresholdsWantTwoClasses() {
    Dataset<Row> train = frame(discs(300, 3));
    KANClassificationModel model = classifier().setMaxIter(1).fit(train);
    assertThat(model.summary()).isInstanceOf(TrainingSummary.class);
    assertThatThrownBy(model::binarySummary)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model has 3 classes, accepted: two");
  }

  @Test
  void thresholdsDecide() {
    Dataset<Row> train = frame(discs(600, 2));
    KANClassificationModel model =
        classifier().setMaxIter(5).setThresholds(new double[] {1e-6, 1}).fit(train);
    assertThat(
            model
                .transform(train)
                .filter(
                    functions
                        .col("prediction")
                        .equalTo(1)
                        .and(
                            vector_to_array(functions.col("probability"), "float64")
                                .getItem(1)
                                .lt(0.999)))
                .count())
        .isZero();
    assertThat(model.summary().accuracy())
        .isCloseTo(
            new MulticlassClassificationEvaluator()
                .setMetricName("accuracy")
                .evaluate(model.transform(train)),
            within(1e-12));
    assertThatThrownBy(() -> classifier().setThresholds(new double[] {1, 1, 1}).fit(train))
        .hasMessageContaining("thresholds has 3 numbers, accepted: one for each of the 2 classes");
  }

  @Test
  void classesComeFromMetadataWhereThereAreAny() {
    Dataset<Row> train =
        frame(discs(300, 3))
            .withColumn("name", functions.expr("array('disc', 'left', 'right')[int(label)]"));
    StringIndexer indexer = new StringIndexer().setInputCol("name").setOutputCol("index");
    StringIndexerModel indexed = indexer.fit(train);
    // No row of one class is left: the metadata still tells of it.
    Dataset<Row> two = indexed.transform(train).filter("name != 'disc'");
    KANClassificationModel model = classifier().setLabelCol("index").fit(two);
    assertThat(model.classNames()).containsExactly(indexed.labelsArray()[0]);
    assertThat(model.summary().accuracy()).isGreaterThan(0.97);
    int absent = List.of(indexed.labelsArray()[0]).indexOf("disc");
    assertThat(model.transform(two).filter("prediction = " + absent).count()).isZero();
  }

  @Test
  void pipelinesGiveOriginalLabelsBack() throws Exception {
    Dataset<Row> train =
        frame(discs(600, 3))
            .withColumn("name", functions.expr("array('disc', 'left', 'right')[int(label)]"));
    StringIndexerModel indexed =
        new StringIndexer().setInputCol("name").setOutputCol("index").fit(train);
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  indexed,
                  classifier().setLabelCol("index"),
                  new IndexToString()
                      .setInputCol("prediction")
                      .setOutputCol("predictedName")
                      .setLabels(indexed.labelsArray()[0])
                });
    PipelineModel fitted = pipeline.fit(train);
    String path = folder.resolve("pipeline").toString();
    fitted.write().save(path);
    Dataset<Row> predicted = PipelineModel.load(path).transform(train);
    assertThat(predicted.filter("name = predictedName").count()).isGreaterThan(580);
  }

  @Test
  void oneClassIsPredictedForEveryRow() {
    List<Row> rows = new ArrayList<>();
    TestSpark.wave(100)
        .forEach(row -> rows.add(TestSpark.row(0, 1, row.<Vector>getAs(0).toArray())));
    KANClassificationModel model = classifier().fit(frame(rows));
    assertThat(model.numClasses()).isEqualTo(2);
    assertThat(model.summary().accuracy()).isEqualTo(1);
    assertThat(model.summary().logLoss()).isLessThan(0.1);

    Dataset<Row> named = frame(rows).withColumn("name", functions.lit("in"));
    Dataset<Row> indexed =
        new StringIndexer().setInputCol("name").setOutputCol("index").fit(named).transform(named);
    assertThat(classifier().setLabelCol("index").fit(indexed).classNames())
        .containsExactly("in", "not in");
  }

  @Test
  void labelsThatAreNoClassesAreNamed() {
    List<Row> rows = new ArrayList<>(discs(50, 3));
    rows.set(7, TestSpark.row(1.5, 1, 0, 0));
    assertThatThrownBy(() -> classifier().fit(frame(rows)))
        .hasMessageContaining("label column 'label' has 1 bad value, 1.5")
        .hasMessageContaining("accepted: whole numbers from 0 to 2");
    rows.set(7, TestSpark.row(-1, 1, 0, 0));
    assertThatThrownBy(() -> classifier().fit(frame(rows)))
        .hasMessageContaining("label column 'label' has 1 bad value, -1.0");
    rows.set(7, TestSpark.row(1e6, 1, 0, 0));
    assertThatThrownBy(() -> classifier().fit(frame(rows)))
        .hasMessageContaining("label column 'label' has value 1000000.0, accepted: whole numbers");
    // A row of weight 0 is absent.
    rows.set(7, TestSpark.row(1e6, 0, 0, 0));
    assertThat(classifier().setMaxIter(1).setWeightCol("w").fit(frame(rows)).numClasses())
        .isEqualTo(3);
  }

  @Test
  void modelsAndEstimatorsAreSavedWhole() throws Exception {
    Dataset<Row> train = frame(discs(400, 3));
    KANClassifier classifier =
        classifier().setShrinkage(0.5).setThresholds(new double[] {0.5, 1, 1}).setMaxIter(5);
    KANClassificationModel model = classifier.fit(train);
    String at = folder.resolve("model").toString();
    model.write().save(at);
    KANClassificationModel loaded = KANClassificationModel.load(at);
    assertThat(loaded.content().classes()).isEqualTo(model.classNames());
    assertThat(loaded.exportJson()).isEqualTo(model.exportJson());
    assertThat(loaded.getShrinkage()).isEqualTo(0.5);
    assertThat(loaded.transform(train).collectAsList())
        .isEqualTo(model.transform(train).collectAsList());
    String beside = folder.resolve("estimator").toString();
    classifier.setInitialModel(model).write().save(beside);
    KANClassifier again = KANClassifier.load(beside);
    assertThat(again.getThresholds()).containsExactly(0.5, 1, 1);
    KANClassificationModel initial = again.getInitialModel();
    assertThat(initial).isNotNull();
    assertThat(initial.exportJson()).isEqualTo(model.exportJson());
    assertThat(again.copy(again.extractParamMap()).explainParams()).contains("shrinkage");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void jsonTellsTaskLinkAndClasses(int classes) throws Exception {
    KANClassificationModel model = classifier().setMaxIter(2).fit(frame(discs(200, classes)));
    JsonNode json = new ObjectMapper().readTree(model.exportJson());
    assertThat(json.get("task").asText()).isEqualTo("classification");
    assertThat(json.get("loss").asText()).isEqualTo(classes == 2 ? "logistic" : "softmax");
    assertThat(json.get("link").asText()).isEqualTo(classes == 2 ? "logistic" : "softmax");
    assertThat(json.get("classes")).hasSize(classes);
    assertThat(json.get("output").get("scale")).hasSize(classes == 2 ? 1 : classes);
  }

  @Test
  void modelsCanBePrunedRefinedDrawnAndTrainedOn() {
    Dataset<Row> train = frame(discs(800, 3));
    KANClassificationModel model = classifier().setRegParam(1e-3).fit(train);
    assertThat(model.featureImportances().keySet()).containsExactly("x1", "x2");
    assertThat(model.plotSvg()).contains("<svg");
    KANClassificationModel refined = model.prune(0.01, 0.03).refine(10);
    assertThat(refined.evaluate(train).accuracy()).isGreaterThan(0.9);
    KANClassificationModel on = classifier().setInitialModel(refined).setMaxIter(5).fit(train);
    assertThat(on.summary().logLoss()).isLessThanOrEqualTo(refined.evaluate(train).logLoss());
    assertThatThrownBy(() -> classifier().setInitialModel(on).fit(frame(discs(100, 2))))
        .hasMessageContaining("initialModel has link softmax and 3 outputs");
  }

  @Test
  void worksInOneVsRest() {
    Dataset<Row> train = frame(discs(600, 3));
    Dataset<Row> predicted =
        new OneVsRest().setClassifier(classifier().setMaxIter(15)).fit(train).transform(train);
    assertThat(predicted.filter("label = prediction").count()).isGreaterThan(550);
  }
}
