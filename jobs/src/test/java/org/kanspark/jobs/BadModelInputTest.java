package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Gives the commands that use a model what people give them by mistake. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadModelInputTest {
  private Path folder = Path.of("");
  private Path rows = Path.of("");
  private String model = "";

  @BeforeAll
  void train(@TempDir Path shared) throws IOException {
    folder = shared;
    List<String> lines = new ArrayList<>(List.of("a.b,kind,y"));
    for (int r = 0; r < 120; r++) {
      lines.add(r * 0.1 + "," + "uv".charAt(r % 2) + "," + (Math.sin(r * 0.1) + r % 2));
    }
    rows = Files.write(folder.resolve("rows.csv"), lines);
    Path conf =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            input { path = "%s", label = y, categorical = [kind], testFraction = 0 }
            model.params { hiddenLayers = [1], gridSize = 4, maxIter = 5 }
            output.path = "%s"
            """
                .formatted(rows, folder.resolve("out")));
    Command trained = Command.kan("train", conf.toString());
    assertThat(trained.status()).as(trained.err()).isZero();
    model = folder.resolve("out").toString();
  }

  /** Returns the bytes of all files of a folder, by their paths. */
  private static Map<String, String> content(Path root) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            root.relativize(file).toString(),
            Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  @Test
  void saysInOneLineWhatIsWrong() throws IOException {
    Map<String, String> before = content(Path.of(model));
    String out = folder.resolve("new").toString();
    String in = rows.toString();
    String empty = Files.writeString(folder.resolve("empty.csv"), "").toString();
    String header = Files.writeString(folder.resolve("header.csv"), "a.b,kind,y\n").toString();
    String lacking = Files.writeString(folder.resolve("lacking.csv"), "kind,y\nu,1\n").toString();
    String unlabelled =
        Files.writeString(folder.resolve("unlabelled.csv"), "a.b,kind\n1,u\n").toString();
    String none = folder.resolve("none.csv").toString();
    String notNumber =
        Files.writeString(folder.resolve("text.csv"), "a.b,kind,y\n1,u,1\nx,u,2\n").toString();
    String there = Files.createDirectories(folder.resolve("there/x")).getParent().toString();
    String[][] cases = {
      {"refine", "--model", folder + "/no", "--output", out, "--grid", "9", "no such folder"},
      {"refine", "--model", model, "--output", out, "--grid", "3", "coarser"},
      {
        "refine",
        "--model",
        model,
        "--output",
        out,
        "--grid",
        "4",
        "grid 4 is the model's already, accepted: > 4"
      },
      {
        "refine",
        "--model",
        model,
        "--output",
        out,
        "--grid",
        "2000000000",
        "too fine, accepted: <= 10000"
      },
      {"refine", "--model", model, "--output", there, "--grid", "8", "exists already"},
      {"refine", "--model", model, "--output", "/proc/x/y", "--grid", "8", "cannot make a folder"},
      {
        "refine",
        "--model",
        model,
        "--output",
        model + "/model/x",
        "--grid",
        "8",
        "inside the model"
      },
      {"refine", "--model", model, "--output", model, "--grid", "8", "exists already"},
      {"refine", "--model", model, "--output", "", "--grid", "8", "--output: cannot write"},
      {"refine", "--model", "", "--output", out, "--grid", "8", "--model: cannot read"},
      {
        "prune",
        "--model",
        model,
        "--output",
        out,
        "--edge-threshold",
        "100",
        "would leave layer 0 without"
      },
      {"prune", "--model", model, "--output", out, "--edge-threshold", "NaN", "accepted: >= 0"},
      {"prune", "--model", model, "--output", out, "--input", empty, "is empty"},
      {"prune", "--model", model, "--output", out, "--input", notNumber, "the first is \"x\""},
      {
        "symbolic",
        "--model",
        model,
        "--output",
        out,
        "--input",
        in,
        "--lib",
        "sine",
        "did you mean 'sin'?"
      },
      {
        "symbolic",
        "--model",
        model,
        "--output",
        out,
        "--input",
        in,
        "--lib",
        ",",
        "No function is named"
      },
      {
        "symbolic",
        "--model",
        model,
        "--output",
        out,
        "--input",
        in,
        "--tolerance",
        "NaN",
        "must be at least 1"
      },
      {"symbolic", "--model", model, "--output", out, "--input", lacking, "lacks the column a.b"},
      {"symbolic", "--model", model, "--output", out, "--input", none, "no such file"},
      {"export", "--model", model, "--output", out, ".json, .sql, .java, .txt, .tex"},
      {"export", "--model", model, "--output", out + ".gif", ".json, .sql, .java, .txt, .tex"},
      {
        "export",
        "--model",
        model,
        "--output",
        out,
        "--format",
        "xml",
        "json, sql, java, formula, latex"
      },
      {"export", "--model", model, "--output", out + ".txt", "--round", "18", "expected 1 to 17"},
      {"export", "--model", model, "--output", out + ".tex", "is a spline"},
      {"export", "--model", model, "--output", "/proc/x/y.json", "cannot write"},
      {"export", "--model", model, "--output", there, "--format", "json", "is a folder"},
      {"export", "--model", model, "--output", out + ".sql", "--table", "", "is blank"},
      {"export", "--model", model, "--output", "", "--format", "json", "cannot write"},
      {"plot", "--model", model, "--output", out + ".gif", "ends in none of .svg, .png"},
      {"plot", "--model", model, "--output", out, "ends in none of .svg, .png"},
      {"plot", "--model", model, "--output", out, "--format", "gif", "svg, png"},
      {"plot", "--model", model, "--output", out + ".svg", "--beta", "NaN", "beta is NaN"},
      {"plot", "--model", model, "--output", model + "/model/x/y.svg", "inside the model"},
      {"article", "--output", there, "exists already"},
      {"predict", "--model", model, "--input", empty, "--output", out, "is empty"},
      {"predict", "--model", model, "--input", lacking, "--output", out, "lacks the column a.b"},
      {"evaluate", "--model", model, "--input", header, "has no rows"},
      {"evaluate", "--model", model, "--input", unlabelled, "has no column \"y\"; its columns"},
    };
    for (String[] one : cases) {
      Command done = Command.kan(Arrays.copyOf(one, one.length - 1));
      String asked = String.join(" ", one) + "\n" + done.err();
      assertThat(done.status()).as(asked).isEqualTo(2);
      assertThat(done.out()).as(asked).isEmpty();
      assertThat(done.errorLines()).as(asked).hasSize(1);
      assertThat(done.err()).as(asked).startsWith("kan: ").contains(one[one.length - 1]);
      assertThat(Path.of(out)).as(asked).doesNotExist();
    }
    assertThat(content(Path.of(model))).isEqualTo(before);
  }

  /** What is exported takes the columns as people call them; a refined model knows them too. */
  @Test
  void exportsTakeColumnsUnderTheirOwnNames() throws IOException {
    String fine = folder.resolve("fine").toString();
    assertThat(Command.kan("refine", "--model", model, "--output", fine, "--grid", "8").status())
        .isZero();
    Path json = folder.resolve("own.json");
    Path sql = folder.resolve("own.sql");
    for (Path file : List.of(json, sql)) {
      Command done = Command.kan("export", "--model", fine, "--output", file.toString());
      assertThat(done.status()).as(done.err()).isZero();
    }
    assertThat(Files.readString(json)).contains("{\"column\":\"a.b\",\"kind\":\"numeric\"");
    TestSpark.session()
        .read()
        .option("header", true)
        .csv(rows.toString())
        .createOrReplaceTempView("rows");
    List<Row> predicted = TestSpark.session().sql(Files.readString(sql)).collectAsList();
    double squares = 0;
    for (Row row : predicted) {
      double miss = row.getDouble(3) - Double.parseDouble(row.getString(2));
      squares += miss * miss / predicted.size();
    }
    Command evaluated = Command.kan("evaluate", "--model", fine, "--input", rows.toString());
    double rmse = new ObjectMapper().readTree(evaluated.out()).get("rmse").asDouble();
    assertThat(Math.sqrt(squares)).isCloseTo(rmse, within(1e-9));
  }

  /** Every file, missing, empty or cut, with and without the checksums of a local disk. */
  @Test
  void namesTheDamagedFileOfAModel() throws IOException {
    Path whole = Path.of(model, "model");
    List<Path> files;
    try (Stream<Path> all = Files.walk(whole)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().matches("\\..*|_SUCCESS"))
              .map(whole::relativize)
              .sorted()
              .toList();
    }
    // Metadata of the pipeline and four stages, two tables, three files of the KAN, own names.
    assertThat(files).hasSize(5 + 2 + 3 + 1);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(whole.resolve(file));
      int[] lengths = {-1, 0, bytes.length / 3, bytes.length - 2};
      for (int length : lengths) {
        Path copy = copy(whole, length == bytes.length / 3);
        Path damaged = copy.resolve(file);
        if (length < 0) {
          Files.delete(damaged);
        } else {
          Files.write(damaged, Arrays.copyOf(bytes, length));
        }
        if (file.toString().equals("columns.json") && length < 0) {
          continue; // Models whose columns all keep their names have none.
        }
        List<String[]> commands = commands(copy.toString());
        // Without statistics of edges a model predicts, but has no pictures and scores.
        boolean statistics = file.endsWith("edges.json") && length < 0;
        boolean first = file.startsWith("metadata") || file.endsWith("structure.json");
        int asking = first && length == 0 ? commands.size() : statistics ? 2 : 1;
        for (String[] command : commands.subList(0, asking)) {
          Command done = Command.kan(command);
          String asked = file + " cut to " + length + ": " + command[0] + "\n" + done.err();
          assertThat(done.status()).as(asked).isEqualTo(2);
          assertThat(done.errorLines()).as(asked).hasSize(1);
          String folderOfParts = file.getParent() == null ? "" : file.getParent().toString();
          assertThat(done.err())
              .as(asked)
              .contains(length < 0 ? named(file, folderOfParts) : named(file, file.toString()))
              .doesNotContainIgnoringCase("exception", "json4s", "token", "end-of-input");
        }
      }
    }
  }

  /** The KAN names its files by their place in its own stage. */
  private static String named(Path file, String otherwise) {
    String name = file.getFileName().toString();
    return name.matches("structure.json|edges.json|parameters.bin") ? "data/" + name : otherwise;
  }

  private Path copy(Path whole, boolean checksums) throws IOException {
    Path copy = folder.resolve("damaged");
    FileUtils.deleteDirectory(copy.toFile());
    FileUtils.copyDirectory(
        whole.toFile(), copy.toFile(), file -> checksums || !file.getName().endsWith(".crc"));
    return copy;
  }

  /** Plotting first: it reads everything. */
  private List<String[]> commands(String damaged) {
    String out = folder.resolve("undone").toString();
    String in = rows.toString();
    return List.of(
        new String[] {"plot", "--model", damaged, "--output", out + ".svg"},
        new String[] {"prune", "--model", damaged, "--output", out},
        new String[] {"refine", "--model", damaged, "--output", out, "--grid", "8"},
        new String[] {"symbolic", "--model", damaged, "--output", out, "--input", in},
        new String[] {"export", "--model", damaged, "--output", out + ".json"},
        new String[] {"predict", "--model", damaged, "--output", out, "--input", in},
        new String[] {"evaluate", "--model", damaged, "--input", in});
  }
}
