package org.kanspark.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.FaultyFileSystem;
import org.kanspark.spark.Logged;
import org.kanspark.spark.TestSpark;

/** Kills fits, starts them again, and disturbs the folder in between. */
class CheckpointTest {
  private static Dataset<Row> train;

  @TempDir Path folder;
  private Logged logged;

  @BeforeAll
  static void rows() {
    train = TestSpark.frame(TestSpark.deal(TestSpark.wave(300), 2, 0, 1), TestSpark.SCHEMA);
    FaultyFileSystem.register();
  }

  @BeforeEach
  void listen() {
    logged = new Logged("org.kanspark.training");
  }

  @AfterEach
  void stopListening() {
    logged.close();
    FaultyFileSystem.register();
  }

  private KANRegressor regressor() {
    return new KANRegressor()
        .setHiddenLayers(2)
        .setRefineSchedule(3, 6)
        .setMaxIter(8)
        .setCheckpointDir(folder.toString())
        .setCheckpointInterval(2);
  }

  private static String undisturbed(KANRegressor regressor) {
    KANRegressor plain = regressor.copy(ParamMap.empty()).setCheckpointInterval(-1);
    plain.setTrainingListener(TrainingListener.NONE);
    return plain.fit(train).exportJson();
  }

  /** Fits until a step, and dies. */
  private static void killAt(KANRegressor regressor, int deadly) {
    TrainingListener killer =
        step -> {
          if (step.iteration() == deadly) {
            throw new IllegalStateException("killed");
          }
        };
    KANRegressor killed = regressor.copy(ParamMap.empty()).setTrainingListener(killer);
    assertThatThrownBy(() -> killed.fit(train)).hasMessageContaining("killed");
  }

  /** Fits and returns the number of the first step taken. */
  private static int fitAgain(KANRegressor regressor) {
    List<Integer> steps = new ArrayList<>();
    KANRegressor again =
        regressor.copy(ParamMap.empty()).setTrainingListener(step -> steps.add(step.iteration()));
    assertThat(again.fit(train).exportJson()).isEqualTo(undisturbed(regressor));
    return steps.get(0);
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static int step(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().replaceAll("\\D", ""));
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "l-bfgs, 0, 3, 0.002",
    "l-bfgs, 32, 11, 0",
    "gauss-newton, 0, 10, 0",
    "gauss-newton, 32, 5, 0.002"
  })
  void killedFitGoesOnToTheSameModel(String solver, double localMaxMB, int deadly, double regParam)
      throws IOException {
    KANRegressor regressor =
        regressor().setSolver(solver).setLocalMaxMB(localMaxMB).setRegParam(regParam);
    killAt(regressor, deadly);
    List<Path> kept = files(".checkpoint");
    assertThat(kept).hasSize(deadly > 5 ? 2 : 1);
    int last = step(kept.get(kept.size() - 1));
    // A step of Gauss-Newton may be two, where hidden knots have moved.
    assertThat(last).isBetween(deadly - 3, deadly - 1);
    assertThat(fitAgain(regressor)).isEqualTo(last + 1);
    assertNothingLeft();
    assertThat(logged.warnings()).isEmpty();
  }

  @Test
  void otherSettingsAndRowsAreRefusedWithTheReason() throws IOException {
    killAt(regressor().setTol(1e-8), 5);
    assertThat(fitAgain(regressor())).isEqualTo(1);
    assertThat(logged.warnings())
        .singleElement()
        .asString()
        .contains("are of other fits and not used: tol is 1.0E-9, there 1.0E-8; training starts")
        .contains(folder.toString());
    assertThat(files(".checkpoint")).hasSize(2);

    Dataset<Row> other = train.limit(299).coalesce(1);
    regressor().setTol(1e-8).fit(other);
    assertThat(logged.warnings().get(1))
        .contains("partitions is 1, there 3")
        .contains("rows is 299, there 300")
        .contains("hash of the rows is ")
        .doesNotContain("tol");
  }

  @Test
  void columnsNamesAndWhereToSaveDoNotMatter() {
    killAt(regressor(), 5);
    Dataset<Row> renamed = train.withColumnRenamed("label", "y");
    List<Integer> steps = new ArrayList<>();
    regressor()
        .setLabelCol("y")
        .setPredictionCol("p")
        .setCheckpointInterval(100)
        .setTrainingListener(step -> steps.add(step.iteration()))
        .fit(renamed);
    assertThat(steps.get(0)).isEqualTo(5);
  }

  @Test
  void olderCheckpointIsUsedWhereTheNewerIsBroken() throws IOException {
    killAt(regressor(), 7);
    List<Path> kept = files(".checkpoint");
    Path newer = kept.get(1);
    byte[] content = Files.readAllBytes(newer);
    Files.delete(newer.resolveSibling("." + newer.getFileName() + ".crc"));
    Files.write(newer, Arrays.copyOf(content, content.length / 2));
    assertThat(fitAgain(regressor())).isEqualTo(5);
    assertThat(logged.warnings())
        .singleElement()
        .asString()
        .contains("step-000000006.checkpoint cannot be used: it is incomplete");
    assertNothingLeft();
  }

  @Test
  void nothingWholeMeansToStartAnew() throws IOException {
    killAt(regressor(), 7);
    for (Path path : files(".checkpoint")) {
      Files.write(path, new byte[] {1, 2, 3});
    }
    assertThat(fitAgain(regressor())).isEqualTo(1);
    assertThat(logged.warnings()).hasSize(3);
    assertThat(logged.warnings().get(2)).contains("no checkpoint in ").contains("starts anew");
  }

  @Test
  void folderThatCannotBeWrittenIsOneError() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> regressor().setCheckpointDir(file.toString()).fit(train))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("checkpointDir '" + file + "' cannot be written: ");
    assertThatThrownBy(() -> regressor().setCheckpointDir("nofs://here/x").fit(train))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("checkpointDir 'nofs://here/x' cannot be written: ")
        .hasMessageContaining("No FileSystem for scheme");
  }

  @Test
  void fullDiskIsAWarningAndTrainingGoesOn() throws IOException {
    KANRegressor regressor = regressor().setCheckpointDir(FaultyFileSystem.address(folder));
    FaultyFileSystem.fill("step-");
    assertThat(fitAgain(regressor)).isEqualTo(1);
    assertThat(logged.warnings())
        .singleElement()
        .asString()
        .contains("the checkpoint after step 2 could not be written to kantest:")
        .contains("No space left on device")
        .contains("training goes on");
    assertNothingLeft();
  }

  @Test
  void anotherFileSystemServesAsWell() throws IOException {
    KANRegressor regressor = regressor().setCheckpointDir(FaultyFileSystem.address(folder));
    killAt(regressor, 5);
    assertThat(fitAgain(regressor)).isEqualTo(5);
    assertNothingLeft();
  }

  @Test
  void crossValidationSharesTheFolder() throws IOException {
    KANRegressor regressor = regressor();
    ParamMap[] grid = new ParamGridBuilder().addGrid(regressor.maxIter(), new int[] {3, 5}).build();
    CrossValidatorModel model =
        new CrossValidator()
            .setEstimator(regressor)
            .setEvaluator(new RegressionEvaluator())
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setParallelism(2)
            .fit(train);
    assertThat(model.avgMetrics()).hasSize(2);
    assertNothingLeft();
  }
}
