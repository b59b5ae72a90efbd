package org.kanspark.spark.persist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.TestSpark;

class ModelPersistenceTest {
  private static KANRegressionModel model;

  @TempDir Path folder;
  private Path saved;

  @BeforeAll
  static void fit() {
    Dataset<Row> train = TestSpark.frame(List.of(TestSpark.wave(200)), TestSpark.SCHEMA);
    model =
        new KANRegressor("kan")
            .setHiddenLayers(3, 2)
            .setPredictionCol("p")
            .setMaxIter(5)
            .fit(train);
  }

  @BeforeEach
  void save() throws IOException {
    saved = folder.resolve("model");
    model.save(saved.toString());
  }

  private static KANRegressionModel load(Path path) {
    return KANRegressionModel.load(path.toString());
  }

  @Test
  void loadsWhatWasSaved() {
    KANRegressionModel loaded = load(saved);
    assertThat(loaded.exportJson()).isEqualTo(model.exportJson());
    assertThat(loaded.uid()).isEqualTo("kan");
    assertThat(loaded.getPredictionCol()).isEqualTo("p");
    assertThat(loaded.getHiddenLayers()).containsExactly(3, 2);
    assertThat(loaded.explainParams()).isEqualTo(model.explainParams());
  }

  @Test
  void existingPathIsKeptUnlessOverwritten() throws IOException {
    assertThatThrownBy(() -> model.save(saved.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("already exists");
    model.write().overwrite().save(saved.toString());
    assertThat(load(saved).exportJson()).isEqualTo(model.exportJson());
    assertNothingBeside();
  }

  @Test
  void brokenFoldersAreNamed() throws IOException {
    assertThatThrownBy(() -> load(folder.resolve("nowhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no KAN model at")
        .hasMessageContaining("nowhere");

    Path parameters = saved.resolve("data/parameters.bin");
    byte[] bytes = Files.readAllBytes(parameters);
    replace(parameters, Arrays.copyOf(bytes, 16));
    assertThatThrownBy(() -> load(saved))
        .hasMessageContaining("data/parameters.bin has 16 bytes, expected are " + bytes.length);
    Files.delete(parameters);
    assertThatThrownBy(() -> load(saved)).hasMessageContaining("data/parameters.bin is missing");
  }

  @Test
  void brokenStructureIsNamed() throws IOException {
    Path structure = saved.resolve("data/structure.json");
    String json = Files.readString(structure);
    replace(structure, json.substring(0, 40).getBytes(UTF_8));
    assertThatThrownBy(() -> load(saved)).hasMessageContaining("is not complete JSON");
    replace(structure, json.replace("\"degree\"", "\"other\"").getBytes(UTF_8));
    assertThatThrownBy(() -> load(saved)).hasMessageContaining("there is no field degree");
    replace(structure, json.replace("\"silu\"", "\"relu\"").getBytes(UTF_8));
    assertThatThrownBy(() -> load(saved))
        .hasMessageContaining("is broken")
        .hasMessageContaining("'relu' is unknown");
    replace(
        structure, json.replace("\"formatVersion\" : 1", "\"formatVersion\" : 9").getBytes(UTF_8));
    assertThatThrownBy(() -> load(saved))
        .hasMessageContaining(
            "format version 9, accepted: 1 to 2; it was saved by a newer release");
  }

  private static void replace(Path file, byte[] content) throws IOException {
    // Hadoop keeps a checksum beside every local file.
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    Files.write(file, content);
  }

  private void assertNothingBeside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(saved);
    }
  }
}
