package org.kanspark.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.TestSpark;
import org.kanspark.jobs.config.InputSettings;
import org.kanspark.jobs.error.UserError;

class DivisionTest {
  private static final int ROWS = 2000;

  private final SparkSession spark = TestSpark.session();
  private final List<String> lines = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void makeRows() {
    Random random = new Random(3);
    for (int i = 0; i < ROWS; i++) {
      String row =
          random.nextInt(100) / 4.0 + "," + "abc".charAt(i % 3) + "," + random.nextGaussian();
      lines.add(row + "," + (i % 10 == 0 ? "Test" : "train"));
    }
    // Twins.
    lines.addAll(lines.subList(0, 300));
  }

  private String csv(String name, List<String> rows) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    List<String> text = new ArrayList<>(List.of("x,kind,y,part"));
    text.addAll(rows);
    return Files.write(file, text).toString();
  }

  private static InputSettings settings(String path) {
    return settings(path, 0.2, null, 0, null, true);
  }

  private static InputSettings settings(
      String path, double fraction, String split, long seed, Integer partitions, boolean shuffle) {
    List<String> features = split == null ? List.of("x", "kind") : List.of("*");
    return new InputSettings(
        path,
        null,
        null,
        true,
        "y",
        features,
        List.of("kind"),
        null,
        fraction,
        split,
        seed,
        partitions,
        shuffle);
  }

  private Division divide(InputSettings settings) {
    return RowSource.open(spark, settings).division();
  }

  private static List<List<Row>> partitions(Dataset<Row> rows) {
    return rows.toJavaRDD().glom().collect();
  }

  @Test
  void keepsTwinsOnOneSide() throws IOException {
    Division division = divide(settings(csv("a.csv", lines)));
    Set<Row> train = new HashSet<>(division.train().collectAsList());
    List<Row> test = division.test().collectAsList();
    assertThat(train).doesNotContainAnyElementsOf(test);
    assertThat(division.train().count() + test.size()).isEqualTo(ROWS + 300);
    assertThat(test.size()).isBetween(380, 540);
  }

  @Test
  void placesRowsByTheirValuesAlone() throws IOException {
    List<String> mixed = new ArrayList<>(lines);
    Collections.shuffle(mixed, new Random(1));
    csv("parts/1.csv", mixed.subList(0, 17));
    csv("parts/2.csv", mixed.subList(17, 1500));
    csv("parts/3.csv", mixed.subList(1500, mixed.size()));
    Division one = divide(settings(csv("a.csv", lines)));
    Division three = divide(settings(folder.resolve("parts").toString()));
    assertThat(partitions(one.train())).hasSize(8).isEqualTo(partitions(three.train()));
    assertThat(partitions(one.test())).isEqualTo(partitions(three.test()));
  }

  @Test
  void placesTheRowsOfOtherFormatsAlike() throws IOException {
    String csv = csv("a.csv", lines);
    String parquet = folder.resolve("rows.parquet").toString();
    spark
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(csv)
        .write()
        .parquet(parquet);
    assertThat(partitions(divide(settings(parquet)).train()))
        .isEqualTo(partitions(divide(settings(csv)).train()));
  }

  @Test
  void anotherSeedDividesOtherwise() throws IOException {
    String path = csv("a.csv", lines);
    Division other = divide(settings(path, 0.2, null, 1, null, true));
    assertThat(other.test().collectAsList())
        .isNotEqualTo(divide(settings(path)).test().collectAsList());
  }

  @Test
  void theDivisionIsTheSameForAnyNumberOfPartitions() throws IOException {
    String path = csv("a.csv", lines);
    Division three = divide(settings(path, 0.2, null, 0, 3, true));
    assertThat(partitions(three.train())).hasSize(3);
    assertThat(three.test().collectAsList())
        .containsExactlyInAnyOrderElementsOf(divide(settings(path)).test().collectAsList());
  }

  @Test
  void trainsOnEverythingWithoutATestFraction() throws IOException {
    Division division = divide(settings(csv("a.csv", lines), 0, null, 0, null, true));
    assertThat(division.test()).isNull();
    assertThat(division.train().count()).isEqualTo(lines.size());
  }

  @Test
  void followsASplitColumn() throws IOException {
    Division division = divide(settings(csv("a.csv", lines), 0.2, "part", 0, null, true));
    assertThat(division.test().count()).isEqualTo(ROWS / 10 + 30);
    assertThat(division.train().columns()).containsExactly("x", "kind", "y");
  }

  @Test
  void refusesOtherWordsInASplitColumn() throws IOException {
    lines.add("1,a,2,valid");
    String path = csv("a.csv", lines);
    assertThatThrownBy(() -> divide(settings(path, 0.2, "part", 0, null, true)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "input.splitColumn: column \"part\" holds \"valid\": accepted are train and test");
  }

  @Test
  void keepsTheLayoutOfTheSource() throws IOException {
    String path = csv("a.csv", lines);
    List<Row> train = divide(settings(path, 0.2, null, 0, null, false)).train().collectAsList();
    Dataset<Row> shuffled = divide(settings(path)).train();
    assertThat(train).containsExactlyInAnyOrderElementsOf(shuffled.collectAsList());
    assertThat(train.get(0).getString(1)).isEqualTo("a");
    assertThatThrownBy(() -> divide(settings(path, 0.2, null, 0, 3, false)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("input.shuffle = false");
  }

  @Test
  void choosesPartitionsBySize() {
    assertThat(Division.partitions(null, 1000, 10)).isEqualTo(8);
    assertThat(Division.partitions(null, 100_000_000, 8)).isEqualTo(191);
    assertThat(Division.partitions(5, 100_000_000, 8)).isEqualTo(5);
  }
}
