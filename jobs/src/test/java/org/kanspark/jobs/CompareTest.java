package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares models on data small enough for a test. */
class CompareTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /** Writes rows of a wave, which no line follows, in a file of three kinds. */
  private Path conf(String more) throws IOException {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>(List.of("x,kind,w,y,side"));
    for (int i = 0; i < 300; i++) {
      double x = random.nextDouble() * 6 - 3;
      String kind = List.of("flat", "round", "tall").get(i % 3);
      double y = 10 * Math.sin(2 * x) + i % 3;
      String side = y > 5 ? "high" : y < -3 ? "low" : "middle";
      lines.add(String.join(",", "" + x, kind, "" + (1 + i % 2), "" + y, side));
    }
    Path rows = Files.write(folder.resolve("rows.csv"), lines);
    return Files.writeString(
        folder.resolve("job.conf"),
        """
        input { path = "%s", categorical = [kind], partitions = 2 }
        model.params { hiddenLayers = [2], maxIter = 15 }
        output { path = "%s", overwrite = true }
        compare { gbt { maxIter = 1, maxDepth = 2 }, rounds = 1 }
        %s
        """
            .formatted(rows, folder.resolve("out"), more));
  }

  private Command compare(String... arguments) throws IOException {
    Path conf = folder.resolve("job.conf");
    return Command.kan(
        Stream.concat(Stream.of("compare", conf.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private List<JsonNode> lines(Command command) throws IOException {
    assertThat(command.status()).as(command.err()).isZero();
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : command.out().lines().toList()) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  private JsonNode metrics() throws IOException {
    return JSON.readTree(folder.resolve("out/metrics.json").toFile()).get("test");
  }

  @Test
  void regressionIsComparedOnTheTestRows() throws IOException {
    conf("input { label = y, weight = w, features = [\"*\", \"-side\"] }");
    List<JsonNode> entries = lines(compare("--json", "compare.models=[linear,gbt]"));

    assertThat(entries)
        .extracting(entry -> entry.get("model").asText())
        .containsExactly("KAN", "LinearRegression", "GBTRegressor");
    JsonNode kan = entries.get(0);
    for (String metric : List.of("rmse", "mae", "r2")) {
      assertThat(kan.get(metric).asDouble())
          .as(metric)
          .isCloseTo(metrics().get(metric).asDouble(), within(1e-9));
    }
    assertThat(kan.get("r2").asDouble()).isGreaterThan(0.9);
    assertThat(entries.get(1).get("r2").asDouble()).isLessThan(0.5);
    assertThat(entries.get(2).get("settings").asText()).isEqualTo("1 trees of depth 2");
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.get("testRows")).isEqualTo(kan.get("testRows"));
              assertThat(entry.get("fitSeconds").asDouble()).isPositive();
              assertThat(entry.get("rowsPerSecond").asDouble()).isPositive();
              assertThat(entry.get("modelBytes").asLong()).isGreaterThan(1000);
            });
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains("<h2>Compared with</h2>", "<td>GBTRegressor</td>", "1 trees of depth 2");
    assertThat(folder.resolve("out/model/metadata")).exists();
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("model", "metrics.json", "report.html");
    }
    assertThat(TestSpark.session().sparkContext().getPersistentRDDs().size()).isZero();
  }

  @Test
  void classificationIsComparedWithAPerceptronOfAChosenWidth() throws IOException {
    conf(
        """
        input { label = side, features = ["*", "-y", "-w"] }
        model { task = classification, params.predictionCol = guess }
        compare { hiddenSizes = [1, 6], mlp.maxIter = 15, linear.maxIter = 3, gbt.maxIter = 2, rounds = 1 }
        """);
    Command command = compare();
    assertThat(command.status()).as(command.err()).isZero();
    List<String> table = command.out().lines().toList();
    assertThat(table.get(0)).containsSubsequence("model", "accuracy", "log loss", "F1", "fit");
    assertThat(table.get(1)).startsWith("KAN ").contains(" on grid 5, ");
    assertThat(table.get(1))
        .contains("%.5f".formatted(metrics().get("accuracy").asDouble()))
        .contains("%.5f".formatted(metrics().get("f1").asDouble()));
    assertThat(table.get(2)).startsWith("LogisticRegression ");
    // One fit a class gives no probabilities, so no log loss.
    assertThat(table.get(3)).startsWith("OneVsRest of GBTClassifier ").contains("  -  ");
    assertThat(table.get(4)).contains("hidden layer of 6, the best of [1, 6]; 15 steps");
    assertThat(command.out())
        .contains("GBTClassifier knows two classes only", "XGBoost4J-Spark is not on the class")
        .contains("report    " + folder.resolve("out") + "/report.html");
  }

  @Test
  void perceptronsOfEveryWidthAreShownIfAskedFor() throws IOException {
    conf(
        """
        input { label = side, features = ["*", "-y", "-w"] }
        model { task = classification, params.maxIter = 1 }
        compare { models = [mlp], hiddenSizes = [6, 1], everySize = true, mlp.maxIter = 20, rounds = 1 }
        """);
    List<JsonNode> entries = lines(compare("--json"));
    assertThat(entries)
        .extracting(entry -> entry.get("settings").asText())
        .endsWith("hidden layer of 6; 20 steps", "hidden layer of 1; 20 steps");
    // One node tells no three classes of a wave apart.
    assertThat(entries.get(1).get("accuracy").asDouble())
        .isGreaterThan(entries.get(2).get("accuracy").asDouble());
  }

  @Test
  void twoClassesHaveAnAreaUnderTheCurve() throws IOException {
    conf(
        """
        input { label = side, features = ["x"], categorical = [] }
        model { task = classification }
        """);
    Path rows = folder.resolve("rows.csv");
    Files.writeString(rows, Files.readString(rows).replace("middle", "low"));
    List<JsonNode> entries = lines(compare("--json", "compare.models=gbt"));
    assertThat(entries.get(0).get("areaUnderROC").asDouble())
        .isCloseTo(metrics().get("areaUnderROC").asDouble(), within(2e-3));
    assertThat(entries.get(1).get("model").asText()).isEqualTo("GBTClassifier");
    assertThat(entries.get(1).get("areaUnderROC").asDouble()).isGreaterThan(0.8);
  }

  @Test
  void mistakesAreNamedBeforeAnythingIsRead() throws IOException {
    conf("input { label = y, features = [x], categorical = [] }, input.path = nowhere.csv");
    refused("compare.models=[linear,svm]", "compare.models", "linear, gbt, mlp, xgboost");
    refused("compare.models=mlp", "compare.models has mlp, accepted for regression: linear");
    refused("compare.models=xgboost", "XGBoost4J-Spark is not on the class path", "KAN_CLASSPATH");
    refused(
        "compare.gbt.maxDept=3", "unknown parameter compare.gbt.maxDept; did you mean maxDepth");
    refused("compare.gbt.maxDepth=99", "compare.gbt.maxDepth = 99 is not accepted");
    refused("compare.gbt.labelCol=y", "compare.gbt.labelCol is set by input.label");
    refused("compare.forest.maxDepth=3", "unknown key compare.forest", "accepted in compare:");
    refused("compare.rounds=0", "compare.rounds = 0 is not accepted: expected a whole number");
    refused("compare.everySize=1", "compare.everySize = 1 is not accepted: expected true or false");
    refused("compare.hiddenSizes=[0]", "compare.hiddenSizes", "whole numbers of at least 1");
    refused("compare.models=gbt", "nowhere.csv");
  }

  private void refused(String override, String... parts) throws IOException {
    Command command = compare(override);
    assertThat(command.status()).isEqualTo(2);
    assertThat(command.errorLines()).hasSize(1);
    assertThat(command.err()).startsWith("kan: ").contains(parts);
  }

  @Test
  void testRowsAreNeeded() throws IOException {
    conf("input { label = y, features = [x], categorical = [], testFraction = 0 }");
    Command command = compare("compare.models=linear");
    assertThat(command.status()).isEqualTo(2);
    assertThat(command.err()).contains("no test rows", "input.testFraction > 0");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
