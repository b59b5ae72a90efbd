package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains, scores and changes a model of classes whose labels are names. */
class ClassificationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static Command done(String... args) {
    Command command = Command.kan(args);
    assertThat(command.status()).as(command.err()).isZero();
    return command;
  }

  /** Writes points of a disc, and right and left of it, by name; weights are 1 and 2. */
  private Path rows(String name, int n, boolean binary) throws IOException {
    SplittableRandom random = new SplittableRandom(n);
    StringBuilder text = new StringBuilder("x,colour,where,w\n");
    for (int r = 0; r < n; r++) {
      double x = random.nextDouble(-1, 1);
      boolean red = random.nextBoolean();
      String side = x > 0 ? "right side" : "left";
      String where = (Math.abs(x) < 0.4) == red ? "disc" : binary ? "other" : side;
      text.append(x).append(red ? ",red," : ",blue,").append(where).append(',');
      text.append(1 + r % 2).append('\n');
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private String train(Path input, String... more) throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            input { path = "%s", label = where, categorical = [colour], weight = w }
            model { task = classification, params { hiddenLayers = [4], maxIter = 30 } }
            output { path = "%s", overwrite = true }
            """
                .formatted(input, folder.resolve("out")));
    String[] args = new String[2 + more.length];
    args[0] = "train";
    args[1] = conf.toString();
    System.arraycopy(more, 0, args, 2, more.length);
    assertThat(done(args).out()).contains("accuracy", "log loss", "F1");
    return folder.resolve("out").toString();
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(Files.readString(file));
  }

  @Test
  void namesComeBackWithTheirProbabilities() throws IOException {
    Path input = rows("rows.csv", 900, false);
    String model = train(input);
    JsonNode metrics = json(Path.of(model, "metrics.json"));
    assertThat(metrics.get("task").asText()).isEqualTo("classification");
    assertThat(metrics.get("test").get("accuracy").asDouble()).isGreaterThan(0.9);
    assertThat(metrics.get("test").get("logLoss").asDouble()).isBetween(1e-6, 0.4);
    assertThat(metrics.get("test").has("f1")).isTrue();
    assertThat(metrics.get("test").has("areaUnderROC")).isFalse();
    assertThat(metrics.get("layers").get(2).asInt()).isEqualTo(3);
    assertThat(Files.readString(Path.of(model, "report.html"))).contains(">disc<", ">left<");

    Path bare = Files.writeString(folder.resolve("bare.csv"), "x,colour\n0.1,red\n0.9,red\n");
    Path output = folder.resolve("predicted");
    done("predict", "--model", model, "--input", bare.toString(), "--output", output.toString());
    Dataset<Row> predicted =
        TestSpark.session()
            .read()
            .option("header", true)
            .option("inferSchema", true)
            .csv(output.toString());
    assertThat(predicted.columns())
        .containsExactly(
            "x",
            "colour",
            "prediction",
            "probability_disc",
            "probability_left",
            "probability_right side");
    List<Row> rows = predicted.orderBy("x").collectAsList();
    assertThat(rows.get(0).getString(2)).isEqualTo("disc");
    assertThat(rows.get(1).getString(2)).isEqualTo("right side");
    assertThat(rows.get(0).getDouble(3) + rows.get(0).getDouble(4) + rows.get(0).getDouble(5))
        .isCloseTo(1, within(1e-12));

    JsonNode scores =
        JSON.readTree(done("evaluate", "--model", model, "--input", input.toString()).out());
    assertThat(scores.get("rows").asInt()).isEqualTo(900);
    assertThat(scores.get("accuracy").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void modelsOfTwoClassesAreChangedAndExported() throws IOException {
    Path input = rows("rows.csv", 700, true);
    String model = train(input, "model.params.regParam=0.0005", "model.params.hiddenLayers=[2]");
    JsonNode metrics = json(Path.of(model, "metrics.json"));
    assertThat(metrics.get("test").get("areaUnderROC").asDouble()).isGreaterThan(0.95);
    assertThat(metrics.get("layers").get(2).asInt()).isEqualTo(1);

    Path file = folder.resolve("model.json");
    done("export", "--model", model, "--output", file.toString());
    JsonNode exported = json(file);
    assertThat(exported.get("task").asText()).isEqualTo("classification");
    assertThat(exported.get("link").asText()).isEqualTo("logistic");
    assertThat(exported.get("classes").get(1).asText()).isEqualTo("other");
    assertThat(exported.get("encoding").get(1).get("column").asText()).isEqualTo("colour");

    String pruned = folder.resolve("pruned").toString();
    String in = input.toString();
    String threshold = "0.001";
    assertThat(
            done(
                    "prune",
                    "--model",
                    model,
                    "--output",
                    pruned,
                    "--edge-threshold",
                    threshold,
                    "--input",
                    in)
                .out())
        .contains("accuracy 0.", "log loss");
    String refined = folder.resolve("refined").toString();
    done("refine", "--model", pruned, "--output", refined, "--grid", "10");
    done("plot", "--model", refined, "--output", folder.resolve("network.svg").toString());
    Command symbolic =
        Command.kan(
            "symbolic",
            "--model",
            model,
            "--input",
            in,
            "--output",
            folder.resolve("s").toString());
    assertThat(symbolic.status()).isEqualTo(2);
    assertThat(symbolic.err()).contains("kan symbolic takes a model of regression");
    assertQueryPredicts(model, input);
  }

  /** Holds the exported query to what the command predicts. */
  private void assertQueryPredicts(String model, Path input) throws IOException {
    Path sql = folder.resolve("m.sql");
    done("export", "--model", model, "--output", sql.toString(), "--table", "classified");
    Path output = folder.resolve("beside");
    done("predict", "--model", model, "--input", input.toString(), "--output", output.toString());
    TestSpark.session()
        .read()
        .option("header", true)
        .csv(output.toString())
        .selectExpr("*", "prediction AS predicted", "probability_disc AS of_disc")
        .drop("prediction", "probability_disc", "probability_other")
        .createOrReplaceTempView("classified");
    Dataset<Row> both = TestSpark.session().sql(Files.readString(sql));
    assertThat(both.columns()).endsWith("prediction", "probability_disc", "probability_other");
    // Collected first: Spark would put the whole network into every condition on its result.
    List<Row> found = both.collectAsList();
    assertThat(found).hasSize(700);
    for (Row row : found) {
      assertThat(row.<String>getAs("prediction")).isEqualTo(row.getAs("predicted"));
      assertThat(row.<Double>getAs("probability_disc"))
          .isCloseTo(Double.parseDouble(row.getAs("of_disc")), within(1e-12));
    }
    done("export", "--model", model, "--output", folder.resolve("M.java").toString());
  }

  @Test
  void classesNobodyHasSeenAreRefused() throws IOException {
    String model = train(rows("rows.csv", 300, true));
    Path strange = Files.writeString(folder.resolve("s.csv"), "x,colour,where,w\n0,red,moon,1\n");
    Command refused = Command.kan("evaluate", "--model", model, "--input", strange.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .contains("column \"where\" has 1 values that are no class of the model")
        .contains("the first is \"moon\"; its classes: disc, other");
    Path empty = Files.writeString(folder.resolve("e.csv"), "x,colour,where,w\n0,red,,1\n");
    assertThat(Command.kan("evaluate", "--model", model, "--input", empty.toString()).err())
        .contains("column \"where\" has 1 of 1 values that are not names of classes");
  }
}
