package org.kanspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.classification.KANClassifier;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/**
 * Does what users do with the packaged jar, on whatever Spark and Scala the class path has. The
 * build runs it on the Spark the jar was compiled against and, in its profiles, on others; what the
 * first trains and saves, the others must train bit for bit, and load.
 */
class OneJarIT {
  private static final List<LogRecord> KERNEL_LOG = new ArrayList<>();
  // Loggers are held weakly: without this one the handler is lost.
  private static final Logger KERNEL_LOGGER = Logger.getLogger(Kernels.class.getName());

  private static final int[] NONE = {};
  private static final int[] TWO = {2};

  @TempDir Path folder;

  @BeforeAll
  static void listenToTheChoiceOfKernel() {
    KERNEL_LOGGER.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            KERNEL_LOG.add(line);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  private static Dataset<Row> rows() {
    List<Row> rows = new ArrayList<>();
    String[] cuts = {"fair", "good", "ideal"};
    for (int i = 0; i < 240; i++) {
      double x = (i * 37 % 240) / 240.0;
      rows.add(RowFactory.create(x, cuts[i % 3], Math.sin(6 * x) + i % 3, (double) (i % 3)));
    }
    StructType schema =
        new StructType()
            .add("x", DataTypes.DoubleType)
            .add("cut", DataTypes.StringType)
            .add("label", DataTypes.DoubleType)
            .add("class", DataTypes.DoubleType);
    return TestSpark.frame(TestSpark.deal(rows, 1, 0, 2), schema);
  }

  private static Pipeline pipeline(PipelineStage last) {
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new StringIndexer().setInputCol("cut").setOutputCol("cutIndex"),
              new OneHotEncoder().setInputCol("cutIndex").setOutputCol("cutFlags"),
              new VectorAssembler()
                  .setInputCols(new String[] {"x", "cutFlags"})
                  .setOutputCol("features"),
              last
            });
  }

  private static KANRegressor regressor() {
    return new KANRegressor("kan").setHiddenLayers(2).setMaxIter(8);
  }

  private static KANClassifier classifier() {
    return new KANClassifier("kan").setLabelCol("class").setHiddenLayers(2).setMaxIter(8);
  }

  private static KANRegressionModel last(Transformer fitted) {
    return (KANRegressionModel) ((PipelineModel) fitted).stages()[3];
  }

  private static String location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  @Test
  void classPathIsTheOneThisRunIsFor() {
    assertThat(TestSpark.session().version()).isEqualTo(System.getProperty("kan.spark.expected"));
    assertThat(scala.util.Properties.versionNumberString())
        .startsWith(System.getProperty("kan.scala.expected") + ".");
    assertThat(location(KANRegressor.class)).endsWith(".jar").contains("kan-spark_2.13-");
    assertThat(location(Kernels.class)).endsWith(".jar").contains("kan-kernel-");
  }

  @Test
  void kernelIsChosenInOneLineOfTheLog() {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(System.getProperty("kan.kernel.expected")).isEqualTo(vectors ? "simd" : "scalar");
    regressor().setMaxIter(1).fit(features());
    regressor().setMaxIter(1).setLocalMaxMB(0).fit(features());
    assertThat(Kernels.get().name()).isEqualTo(vectors ? "simd" : "scalar");
    assertThat(KERNEL_LOG)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getLevel()).isEqualTo(vectors ? Level.INFO : Level.WARNING);
              assertThat(line.getParameters()[1].toString())
                  .contains(vectors ? "is available" : "pass --add-modules jdk.incubator.vector");
            });
  }

  private static Dataset<Row> features() {
    Dataset<Row> rows = rows();
    Pipeline pipeline = pipeline(new VectorAssembler().setInputCols(new String[] {"x"}));
    PipelineStage[] stages = java.util.Arrays.copyOf(pipeline.getStages(), 3);
    return pipeline.setStages(stages).fit(rows).transform(rows);
  }

  @Test
  void regressionTrainsOnDriverAndExecutorsAlike() throws Exception {
    Dataset<Row> train = features();
    KANRegressionModel model = regressor().fit(train);
    assertThat(regressor().setLocalMaxMB(0).fit(train).exportJson()).isEqualTo(model.exportJson());
    assertThat(model.summary().r2()).isGreaterThan(0.9);
    assertThat(model.summary().objectiveHistory()).hasSizeGreaterThan(2);
    assertThat(model.evaluate(train).rootMeanSquaredError())
        .isCloseTo(
            new RegressionEvaluator().evaluate(model.transform(train)),
            org.assertj.core.api.Assertions.within(1e-12));
    assertThat(model.featureImportances()).containsKeys("x", "cutFlags_fair");
    assertThat(model.explainParams()).contains("hiddenLayers: ");
    Row first = model.transform(train).select("features", "prediction").first();
    assertThat(model.predict(first.<Vector>getAs(0))).isEqualTo(first.getDouble(1));

    String path = folder.resolve("model").toString();
    model.write().overwrite().save(path);
    model.write().overwrite().save(path);
    KANRegressionModel loaded = KANRegressionModel.load(path);
    assertThat(loaded.exportJson()).isEqualTo(model.exportJson());
    assertThat(loaded.getMaxIter()).isEqualTo(8);
    String beside = folder.resolve("estimator").toString();
    regressor().setInitialModel(model.refine(10)).setRefineSchedule(10, 12).save(beside);
    KANRegressionModel next = KANRegressor.load(beside).fit(train);
    assertThat(next.summary().r2()).isGreaterThan(model.summary().r2());
  }

  @Test
  void classificationTrainsAndTellsProbabilities() throws Exception {
    Dataset<Row> train = features();
    KANClassificationModel model = classifier().fit(train);
    assertThat(model.numClasses()).isEqualTo(3);
    assertThat(model.summary().accuracy()).isGreaterThan(0.9);
    Dataset<Row> predicted = model.transform(train);
    assertThat(model.evaluate(train).logLoss())
        .isCloseTo(
            new MulticlassClassificationEvaluator()
                .setLabelCol("class")
                .setMetricName("logLoss")
                .evaluate(predicted),
            org.assertj.core.api.Assertions.within(1e-12));
    String path = folder.resolve("model").toString();
    model.save(path);
    assertThat(KANClassificationModel.load(path).transform(train).collectAsList())
        .isEqualTo(predicted.collectAsList());

    KANClassifier binary = classifier().setMaxIter(4);
    Dataset<Row> two = train.withColumn("class", functions.expr("double(class > 0)"));
    assertThat(binary.fit(two).summary().areaUnderROC()).isGreaterThan(0.9);
    assertThat(
            new OneVsRest()
                .setLabelCol("class")
                .setClassifier(binary)
                .fit(train)
                .transform(train)
                .filter("class = prediction")
                .count())
        .isGreaterThan(200);
  }

  @Test
  void selectionFitsTwoAtOnceAndIsSaved() throws Exception {
    KANRegressor regressor = regressor();
    ParamMap[] grid = new ParamGridBuilder().addGrid(regressor.maxIter(), new int[] {0, 8}).build();
    Estimator<PipelineModel> pipeline = pipeline(regressor);
    CrossValidatorModel validated =
        new CrossValidator()
            .setEstimator(pipeline)
            .setEvaluator(new RegressionEvaluator())
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1)
            .setParallelism(2)
            .fit(rows());
    assertThat(last((PipelineModel) validated.bestModel()).getMaxIter()).isEqualTo(8);
    String path = folder.resolve("validated").toString();
    validated.save(path);
    assertThat(CrossValidatorModel.load(path).transform(rows()).collectAsList())
        .isEqualTo(validated.transform(rows()).collectAsList());

    TrainValidationSplitModel split =
        new TrainValidationSplit()
            .setEstimator(pipeline)
            .setEvaluator(new RegressionEvaluator())
            .setEstimatorParamMaps(
                new ParamMap[] {
                  new ParamMap().put(regressor.hiddenLayers(), NONE),
                  new ParamMap().put(regressor.hiddenLayers(), TWO)
                })
            .setSeed(1)
            .setParallelism(2)
            .fit(rows());
    int[] better = split.validationMetrics()[1] < split.validationMetrics()[0] ? TWO : NONE;
    assertThat(last((PipelineModel) split.bestModel()).getHiddenLayers()).isEqualTo(better);
  }

  /** Of a job group without an active job nothing could be cancelled. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 32})
  void cancelledGroupsEndFits(double localMaxMB) throws Exception {
    Dataset<Row> train = features();
    Leaks leaks = new Leaks();
    TestSpark.context().setJobGroup("group", "to be cancelled");
    try {
      KANRegressor endless = regressor().setTol(0).setMaxIter(1_000_000).setLocalMaxMB(localMaxMB);
      endless.setTrainingListener(
          step -> {
            if (step.iteration() == 2) {
              TestSpark.cancelGroup("group");
            }
            assertThat(step.iteration()).isLessThan(3);
          });
      assertThatThrownBy(() -> endless.fit(train))
          .hasMessageStartingWith("training was cancelled: ");
    } finally {
      TestSpark.context().clearJobGroup();
    }
    leaks.assertNone();
  }

  @Test
  void streamsArePredictedLikeBatches() throws Exception {
    PipelineModel model = pipeline(regressor()).fit(rows());
    String path = folder.resolve("rows").toString();
    rows().write().parquet(path);
    Dataset<Row> stream = TestSpark.session().readStream().schema(rows().schema()).parquet(path);
    StreamingQuery query =
        model
            .transform(stream)
            .select("x", "prediction")
            .writeStream()
            .format("memory")
            .queryName("predictions")
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();
    assertThat(TestSpark.session().table("predictions").orderBy("x").collectAsList())
        .isEqualTo(model.transform(rows()).select("x", "prediction").orderBy("x").collectAsList());
  }

  /** The first Spark leaves a pipeline and its fit; all train the same bytes, and load it. */
  @Test
  void sparksTrainTheSameBytesAndLoadEachOthersModels() throws Exception {
    Path left = Path.of(System.getProperty("kan.oneJar.folder"));
    PipelineModel model = pipeline(regressor()).fit(rows());
    if (Boolean.getBoolean("kan.oneJar.first")) {
      pipeline(regressor()).write().overwrite().save(left.resolve("pipeline").toString());
      model.write().overwrite().save(left.resolve("model").toString());
    }
    PipelineModel loaded = PipelineModel.load(left.resolve("model").toString());
    assertThat(last(model).exportJson()).isEqualTo(last(loaded).exportJson());
    assertThat(loaded.transform(rows()).select("prediction").collectAsList())
        .isEqualTo(model.transform(rows()).select("prediction").collectAsList());
    PipelineModel again = Pipeline.load(left.resolve("pipeline").toString()).fit(rows());
    assertThat(last(again).exportJson()).isEqualTo(last(loaded).exportJson());
    assertThat(last(again).predict(Vectors.dense(0.5, 1, 0))).isFinite();
  }
}
