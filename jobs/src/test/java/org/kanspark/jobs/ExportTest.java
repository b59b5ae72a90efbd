package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Row;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Exports a trained pipeline with names and numbers, and runs what comes out on raw rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTest {
  private static final List<String> KINDS = List.of("red", "it's", "é");

  private Path folder = Path.of("");
  private String model = "";
  private Path fresh = Path.of("");

  @BeforeAll
  void train(@TempDir Path shared) throws IOException {
    folder = shared;
    List<String> lines = new ArrayList<>(List.of("size,kind,flag,y"));
    for (int r = 0; r < 240; r++) {
      double size = 10 + r * 37 % 101 * 0.1;
      double y = Math.sin(size) + r % 3 * (r % 2 + 0.5);
      lines.add(size + "," + KINDS.get(r % 3) + "," + r % 2 + "," + y);
    }
    Path rows = Files.write(folder.resolve("rows.csv"), lines);
    Path conf =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            input { path = "%s", label = y, categorical = [kind], testFraction = 0 }
            model.params { hiddenLayers = [3], gridSize = 6, maxIter = 20 }
            output { path = "%s" }
            """
                .formatted(rows, folder.resolve("out")));
    Command trained = Command.kan("train", conf.toString());
    assertThat(trained.status()).as(trained.err()).isZero();
    model = folder.resolve("out").toString();
    fresh =
        Files.writeString(
            folder.resolve("fresh.csv"),
            """
            size,kind,flag
            12.5,red,0
            3,it's,1
            10,é,1
            31,never seen,0
            20.1,,1
            """);
  }

  private Path export(String name, String... more) {
    Path file = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(List.of("export", "--model", model, "--output", file.toString()));
    arguments.addAll(List.of(more));
    Command done = Command.kan(arguments.toArray(String[]::new));
    assertThat(done.status()).as(done.err()).isZero();
    assertThat(done.out()).contains("written to " + file);
    return file;
  }

  private List<Row> predicted() {
    String output = folder.resolve("predicted").toString();
    Command done =
        Command.kan(
            "predict",
            "--model",
            model,
            "--input",
            fresh.toString(),
            "--output",
            output,
            "--format",
            "parquet");
    assertThat(done.status()).as(done.err()).isZero();
    return TestSpark.session().read().parquet(output).collectAsList();
  }

  @Test
  void sqlAndJavaPredictFromRawColumns() throws Exception {
    String sql = Files.readString(export("model.sql", "--table", "fresh_rows"));
    Path java = export("Exported.java");
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, java.toString()))
        .isZero();
    TestSpark.session()
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(fresh.toString())
        .createOrReplaceTempView("fresh_rows");
    List<Row> rows = predicted();
    List<Row> queried = TestSpark.session().sql(sql).collectAsList();
    assertThat(queried.get(0).schema().fieldNames())
        .containsExactly("size", "kind", "flag", "prediction");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      Class<?> made = loader.loadClass("Exported");
      Method typed = made.getMethod("predict", double.class, String.class, double.class);
      Method named = made.getMethod("predict", Map.class);
      for (int r = 0; r < rows.size(); r++) {
        Row row = rows.get(r);
        double expected = row.getDouble(3);
        double size = Double.parseDouble(row.get(0).toString());
        double flag = Double.parseDouble(row.get(2).toString());
        String kind = row.getString(1);
        assertThat((double) typed.invoke(null, size, kind, flag))
            .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
        Map<String, Object> cells =
            kind == null
                ? Map.of("size", size, "flag", flag)
                : Map.of("size", size, "kind", kind, "flag", flag);
        assertThat((double) named.invoke(null, cells)).isCloseTo(expected, within(1e-12 * 100));
        assertThat(queried.get(r).getDouble(3)).isCloseTo(expected, within(1e-9));
      }
    }
    assertThat(rows).hasSize(5);
  }

  @Test
  void jsonTellsHowNamesAreEncoded() throws IOException {
    JsonNode json = new ObjectMapper().readTree(Files.readString(export("model.json")));
    JsonNode kind = json.get("encoding").get(1);
    assertThat(kind.get("column").asText()).isEqualTo("kind");
    assertThat(kind.get("kind").asText()).isEqualTo("onehot");
    assertThat(kind.get("levels")).hasSize(3);
    assertThat(kind.get("inputs").toString()).isEqualTo("[1,2,3]");
    assertThat(json.get("encoding").get(2).get("inputs").toString()).isEqualTo("[4]");
    assertThat(json.get("input").get("names")).hasSize(5);
  }

  @Test
  void refusesWhatCannotBeWritten() {
    refused("model.txt").contains("edge (0, 0, 0) is a spline").contains("kan symbolic");
    refused("model.sql", "--round", "3").contains("--round is for");
    refused("model.txt", "--round", "0").contains("expected 1 to 17");
    refused("model.doc").contains("--format is missing");
    refused("my-model.java").contains("no name of a Java class");
    refused("model.xml", "--format", "xml").contains("json, sql, java, formula, latex");
    refused("no/such\0folder.sql");
  }

  private AbstractStringAssert<?> refused(String name, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("export", "--model", model, "--output", folder + "/" + name));
    arguments.addAll(List.of(more));
    Command refused = Command.kan(arguments.toArray(String[]::new));
    assertThat(refused.status()).as(refused.err()).isEqualTo(2);
    assertThat(refused.errorLines()).hasSize(1);
    return assertThat(refused.err());
  }
}
