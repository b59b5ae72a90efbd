package org.kanspark.spark.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.FaultyFileSystem;
import org.kanspark.spark.OtherValues;
import org.kanspark.spark.TestSpark;

/** Saves every kind of stage, on every kind of file system, in good and in bad times. */
class StagePersistenceTest {
  private static Dataset<Row> train;
  private static KANRegressionModel model;
  private static KANRegressionModel other;

  @TempDir Path folder;

  @BeforeAll
  static void fit() {
    train = TestSpark.frame(List.of(TestSpark.wave(120)), TestSpark.SCHEMA);
    model = regressor().fit(train);
    other = regressor().setSeed(3).fit(train);
  }

  @BeforeEach
  @AfterEach
  void repairDisk() {
    FaultyFileSystem.register();
  }

  private static KANRegressor regressor() {
    return new KANRegressor().setHiddenLayers(2).setMaxIter(2);
  }

  @Test
  void everyParameterOfTheEstimatorSurvives() throws IOException {
    KANRegressor regressor = new KANRegressor();
    OtherValues.setAll(regressor, "initialModel");
    regressor.setInitialModel(model);
    assertThat(regressor.params()).allMatch(regressor::isSet);
    String path = folder.resolve("estimator").toString();
    regressor.save(path);
    KANRegressor loaded = KANRegressor.load(path);

    assertThat(loaded.uid()).isEqualTo(regressor.uid());
    assertThat(loaded.getInitialModel().exportJson()).isEqualTo(model.exportJson());
    loaded.clear(loaded.initialModel());
    regressor.clear(regressor.initialModel());
    assertThat(loaded.explainParams()).isEqualTo(regressor.explainParams());
  }

  @Test
  void validatorsAndWhatTheyFindSurvive() throws IOException {
    KANRegressor kan = regressor().setInitialModel(model);
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {kan});
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(kan.maxIter(), new int[] {0, 2})
            .addGrid(kan.regParam(), new double[] {0, 0.01})
            .build();
    CrossValidator crossValidator =
        new CrossValidator()
            .setEstimator(pipeline)
            .setEvaluator(new RegressionEvaluator())
            .setEstimatorParamMaps(grid);
    crossValidator.save(path("cross-validator"));
    CrossValidator loaded = CrossValidator.load(path("cross-validator"));
    assertThat(loaded.getEstimatorParamMaps()).hasSize(4);
    assertThat(loaded.getEstimatorParamMaps()[3].apply(kan.regParam())).isEqualTo(0.01);
    KANRegressor inside = (KANRegressor) ((Pipeline) loaded.getEstimator()).getStages()[0];
    assertThat(inside.getInitialModel().exportJson()).isEqualTo(model.exportJson());

    TrainValidationSplit split =
        new TrainValidationSplit()
            .setEstimator(pipeline)
            .setEvaluator(new RegressionEvaluator())
            .setEstimatorParamMaps(grid);
    split.save(path("split"));
    Estimator<?> estimator = TrainValidationSplit.load(path("split")).getEstimator();
    assertThat(((Pipeline) estimator).getStages()[0].uid()).isEqualTo(kan.uid());
    TrainValidationSplitModel found = split.fit(train);
    found.save(path("found"));
    assertThat(TrainValidationSplitModel.load(path("found")).transform(train).collectAsList())
        .isEqualTo(found.transform(train).collectAsList());
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void otherFileSystemsServeAsWell() throws IOException {
    for (String path :
        List.of("file:" + path("a"), FaultyFileSystem.address(folder.resolve("b")))) {
      model.save(path);
      other.write().overwrite().save(path);
      assertThat(KANRegressionModel.load(path).exportJson()).isEqualTo(other.exportJson());
      KANRegressor kan = regressor().setInitialModel(other);
      kan.save(path + "-estimator");
      KANRegressor loaded = KANRegressor.load(path + "-estimator");
      assertThat(loaded.getInitialModel().exportJson()).isEqualTo(other.exportJson());
      PipelineModel pipeline = new Pipeline().setStages(new PipelineStage[] {kan}).fit(train);
      pipeline.save(path + "-pipeline");
      assertThat(PipelineModel.load(path + "-pipeline").transform(train).collectAsList())
          .isEqualTo(pipeline.transform(train).collectAsList());
    }
    assertOnly("a", "a-estimator", "a-pipeline", "b", "b-estimator", "b-pipeline");
  }

  /** Lets each file of a model be the one that no longer fits on the disk. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata/part-00000",
        "structure.json",
        "edges.json",
        "parameters.bin",
        "metadata"
      })
  void fullDiskLeavesTheOldModel(String file) throws IOException {
    String path = FaultyFileSystem.address(folder.resolve("model"));
    model.save(path);
    FaultyFileSystem.fill(file);
    assertThatThrownBy(() -> other.write().overwrite().save(path))
        .hasStackTraceContaining("No space left on device");
    assertThatThrownBy(() -> other.save(path + "-new"))
        .hasStackTraceContaining("No space left on device");
    FaultyFileSystem.register();
    assertThat(KANRegressionModel.load(path).exportJson()).isEqualTo(model.exportJson());
    assertOnly("model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"initialModel", "structure.json", "format.json"})
  void fullDiskLeavesTheOldEstimator(String file) throws IOException {
    String path = FaultyFileSystem.address(folder.resolve("kan"));
    KANRegressor kan = regressor().setInitialModel(model);
    kan.save(path);
    FaultyFileSystem.fill(file);
    KANRegressor next = regressor().setGridSize(9).setInitialModel(other);
    assertThatThrownBy(() -> next.write().overwrite().save(path))
        .hasStackTraceContaining("No space left on device");
    FaultyFileSystem.register();
    KANRegressor loaded = KANRegressor.load(path);
    assertThat(loaded.uid()).isEqualTo(kan.uid());
    assertThat(loaded.getInitialModel().exportJson()).isEqualTo(model.exportJson());
    assertOnly("kan");
  }

  @Test
  void refusedRenameBringsTheOldModelBack() throws IOException {
    String path = FaultyFileSystem.address(folder.resolve("model"));
    model.save(path);
    FaultyFileSystem.refuseOneRename("/model");
    assertThatThrownBy(() -> other.write().overwrite().save(path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("could not rename");
    assertThat(KANRegressionModel.load(path).exportJson()).isEqualTo(model.exportJson());
    assertOnly("model");
  }

  private void assertOnly(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void newerEstimatorsAndOtherStagesAreRefused() throws IOException {
    regressor().save(path("kan"));
    Path format = folder.resolve("kan/data/format.json");
    Files.delete(format.resolveSibling(".format.json.crc"));
    Files.writeString(format, "{\"formatVersion\" : 3}");
    assertThatThrownBy(() -> KANRegressor.load(path("kan")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the KAN estimator at file:" + path("kan"))
        .hasMessageEndingWith(
            "format version 3, accepted: 1 to 2; it was saved by a newer release");
    // Saved before estimators had a version.
    Files.delete(format);
    assertThat(KANRegressor.load(path("kan")).getMaxIter()).isEqualTo(2);
    assertThatThrownBy(() -> KANRegressor.load(path("nowhere")))
        .hasMessageContaining("there is no stage at file:" + path("nowhere"));
    model.save(path("model"));
    assertThatThrownBy(() -> KANRegressor.load(path("model")))
        .hasMessageContaining("KANRegressor")
        .hasMessageContaining("KANRegressionModel");
  }

  @Test
  void nothingIsSerialisedByJava() throws IOException {
    regressor().setInitialModel(model).save(path("kan"));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] start = Arrays.copyOf(Files.readAllBytes(file), 2);
        assertThat(start).as(file.toString()).isNotEqualTo(new byte[] {(byte) 0xAC, (byte) 0xED});
      }
    }
  }
}
