package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gives the command what people give it by mistake. */
class MainTest {
  @TempDir private Path folder;
  private Path rows;
  private Path conf;

  @BeforeEach
  void writeJob() throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,b,kind,y"));
    for (int i = 0; i < 40; i++) {
      lines.add(i + "," + i * i % 7 + "," + "uv".charAt(i % 2) + "," + (2 * i + i * i % 7));
    }
    rows = Files.write(folder.resolve("rows.csv"), lines);
    conf =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            input { path = "%s", label = y, categorical = [kind] }
            model.params { maxIter = 2, hiddenLayers = [2] }
            output.path = "%s"
            """
                .formatted(rows, folder.resolve("out")));
  }

  private Command train(String... overrides) {
    List<String> args = new ArrayList<>(List.of("train", conf.toString()));
    args.addAll(List.of(overrides));
    return Command.kan(args.toArray(String[]::new));
  }

  /**
   * Checks that a command ends with status 2 and one line, and leaves no output; returns the line.
   */
  private AbstractStringAssert<?> refused(Command command) throws IOException {
    assertThat(command.status()).as(command.err()).isEqualTo(2);
    assertThat(command.out()).isEmpty();
    assertThat(command.errorLines()).as(command.err()).hasSize(1);
    try (var left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.equals("out") || name.startsWith("."));
    }
    return assertThat(command.errorLines().get(0)).startsWith("kan: ");
  }

  @Test
  void refusesCommandsAndOptionsItDoesNotKnow() throws IOException {
    refused(Command.kan("trian")).contains("unknown command trian; did you mean train?");
    refused(Command.kan()).contains("no command given").contains("predict");
    refused(Command.kan("predict", "--modle", "m", "--input", "i", "--output", "o"))
        .contains("kan predict --help");
    refused(Command.kan("version", "--jsn")).contains("unknown option --jsn");
    refused(Command.kan("bench", "--jsn")).contains("did you mean --json?");
    refused(Command.kan("version", "now")).contains("unexpected argument now");
    refused(Command.kan("train")).contains("CONF");
    refused(Command.kan("evaluate", "--model", "m")).contains("--input");
    refused(
            Command.kan(
                "predict", "--model", "m", "--input", "i", "--output", "o", "--format", "x"))
        .contains("csv, parquet");
    refused(Command.kan("--kernel", "gpu", "version")).contains("simd or scalar");
  }

  @Test
  void helpGoesToStandardOutput() {
    Command help = Command.kan("--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("train", "predict", "evaluate", "bench", "version");
    assertThat(Command.kan("train", "--help").out()).contains("CONF", "key=value");
  }

  @Test
  void refusesConfigurationsThatAreNotThere() throws IOException {
    refused(Command.kan("train", folder.resolve("no.conf").toString()))
        .contains("configuration file not found");
    refused(Command.kan("train", "input.path=rows.csv"))
        .endsWith("stand behind the file, such as: job.conf input.path=rows.csv");
    refused(Command.kan("train", rows.toString())).contains("rows.csv is data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input.lable=y | unknown key input.lable; did you mean label?",
        "model.params.gridsize=5 | unknown parameter model.params.gridsize; did you mean gridSize?",
        "model.params.gridsize=5 | Accepted: aggregationDepth,",
        "model.params.elephants=5 | unknown parameter model.params.elephants. Accepted: aggregation",
        "model.params.checkpointDir=/proc/x | checkpointDir '/proc/x' cannot be written: Mkdirs",
        "model.params.labelCol=y | model.params.labelCol is set by input.label",
        "model.params.hiddenLayers=[0] | model.params.hiddenLayers = [0] is not accepted: expected",
        "model.params.hiddenLayers=5 | expected a list of whole numbers",
        "model.params.hiddenLayers=[a] | expected a list of whole numbers",
        "model.params.gridSize=2.5 | expected a whole number",
        "model.params.gridSize=0 | model.params.gridSize = 0 is not accepted",
        "model.params.gridEps=much | expected a number",
        "model.params.gridRange=[x] | expected a list of numbers",
        "model.params.updateGrid=maybe | expected true or false",
        "model.params.baseFunction=relu | silu",
        "model.params.baseFunction=[silu] | expected a text",
        "input.path=/nowhere/rows.csv | no such file: /nowhere/rows.csv",
        "input.label=z | has no column \"z\"",
        "input.label=kind | column \"kind\" already has another role",
        "model.task=classification | has about 30 values in 40 rows, too many to be classes",
        "input.categorical=[] | column \"kind\" has 40 of 40 values that are not finite numbers",
        "input.format=json | has no column",
        "output.path=/proc/nowhere/out | output.path: cannot",
        "output.path=/ | output.path = / is not accepted",
      })
  void refusesSettings(String override, String line) throws IOException {
    refused(train(override)).contains(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | column \"b\" has 1 of 41 values that are not finite numbers, the first is \"x\"",
        "NaN | \"NaN\"",
        "Infinity | \"Infinity\"",
        "'' | an empty value (null)",
      })
  void namesABadValue(String value, String line) throws IOException {
    Files.writeString(rows, Files.readString(rows) + "1," + value + ",u,3\n");
    refused(train()).contains(line);
  }

  @Test
  void refusesTooFewRows() throws IOException {
    Files.writeString(rows, "");
    refused(train()).contains("is empty");
    Files.writeString(rows, "a,b,kind,y\n");
    refused(train()).contains("has no rows");
    Files.writeString(rows, "a,b,kind,y\n1,2,u,3\n");
    refused(train()).contains("has one row");
    Files.writeString(rows, "a,b,kind,y\n1,2,u,3\n1,2,u,3\n");
    refused(train("input.testFraction=0.999999")).contains("0 of its rows are for training");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Path broken = Files.write(folder.resolve("rows.csv.gz"), new byte[] {1, 2, 3});
    refused(train("input.path=" + broken));
    Path parquet = Files.writeString(folder.resolve("rows.parquet"), "no parquet");
    refused(train("input.path=" + parquet)).contains("rows.parquet");
  }

  @Test
  void refusesAFunctionThatIsNone() throws IOException {
    Files.writeString(
        conf,
        """
        input.generate { function = "sqrt(", ranges = [[0, 1]], rows = 10 }
        output.path = "%s"
        """
            .formatted(folder.resolve("out")));
    refused(train()).contains("sqrt(").contains("is no Spark SQL expression over x1");
    refused(train("input.generate.function=log(x1 - 1)"))
        .contains("column \"y\" has 10 of 10 values");
    refused(train("input.generate.function=1 div cast(x1 as int)")).contains("zero");
  }

  @Test
  void keepsAnOutputThatExists() throws IOException {
    Path out = Files.createDirectory(folder.resolve("results"));
    Path mine = Files.writeString(out.resolve("thesis.txt"), "mine");
    refused(train("output.path=" + out)).contains("exists already").contains("output.overwrite");
    refused(train("output.path=" + out, "output.overwrite=true"))
        .contains("is not a result of an earlier run");
    refused(train("output.path=" + mine, "output.overwrite=true")).contains("thesis.txt");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void refusesModelsThatAreNone() throws IOException {
    refused(Command.kan("evaluate", "--model", folder + "/none", "--input", rows.toString()))
        .contains("there is no model in")
        .contains("no such folder");
    refused(Command.kan("evaluate", "--model", folder.toString(), "--input", rows.toString()))
        .contains("expected the output folder of a training");
    Files.createDirectories(folder.resolve("model/metadata"));
    refused(Command.kan("evaluate", "--model", folder.toString(), "--input", rows.toString()))
        .contains("cannot read the model in");
  }

  @Test
  void showsTheStackTraceOnlyWhenAsked() {
    assertThat(train("input.label=z").err()).doesNotContain("\tat ");
    assertThat(train("-v", "input.label=z").err()).contains("\tat ");
  }

  @Test
  void tellsVersions() {
    Command version = Command.kan("version");
    assertThat(version.status()).isZero();
    Map<String, String> versions = new java.util.HashMap<>();
    version.out().lines().forEach(l -> versions.put(l.substring(0, 7).strip(), l.substring(8)));
    assertThat(versions).containsKeys("kan", "Spark", "Scala", "Java", "kernel");
    assertThat(versions.get("Scala")).startsWith("2.13");
    assertThat(versions.get("kernel")).matches("(simd-\\d+|scalar): .+");
  }
}
