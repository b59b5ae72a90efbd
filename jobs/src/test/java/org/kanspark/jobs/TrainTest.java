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
import java.util.Map;
import java.util.Random;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.regression.KANRegressionModel;

/** Trains, predicts and evaluates from end to end, on data small enough for a test. */
class TrainTest {
  private static final Path CONF = Path.of(System.getProperty("kan.home", ".."), "conf");

  @TempDir private Path folder;

  private Path writeRows() throws IOException {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>(List.of("size in.cm,kind,constant,w,y"));
    for (int i = 0; i < 400; i++) {
      double x = random.nextDouble() * 6 - 3;
      String kind = List.of("flat", "\"round, thick\"", "tall").get(i % 3);
      double y = 100 + 10 * Math.sin(x) + 5 * (i % 3);
      lines.add(x + "," + kind + ",7," + (1 + i % 2) + "," + y);
    }
    return Files.write(folder.resolve("rows.csv"), lines);
  }

  private Command train(Path rows, String... overrides) throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            input { path = "%s", label = y, categorical = [kind], features = ["*", "-w"] }
            model.params { hiddenLayers = [3], maxIter = 60 }
            output { path = "%s", overwrite = true }
            """
                .formatted(rows, folder.resolve("out")));
    List<String> args = new ArrayList<>(List.of("train", conf.toString()));
    args.addAll(List.of(overrides));
    Command command = Command.kan(args.toArray(String[]::new));
    assertThat(command.status()).as(command.err()).isZero();
    return command;
  }

  private JsonNode metrics() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/metrics.json").toFile());
  }

  /** A missing size means 150: no number between sizes says so. */
  @Test
  void learnsWhatMissingFeaturesAreWorth() throws IOException {
    List<String> lines = new ArrayList<>(List.of("size,y"));
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      double x = random.nextDouble() * 6 - 3;
      lines.add(i % 10 == 0 ? ",150" : i % 5 == 0 ? "n/a,150" : x + "," + (100 + 10 * Math.sin(x)));
    }
    Path rows = Files.write(folder.resolve("holes.csv"), lines);
    String[] columns = {"input.categorical=[]", "input.features=[size]"};
    Command refused =
        Command.kan(
            "train",
            Files.writeString(
                    folder.resolve("holes.conf"),
                    "input { path = \"%s\", label = y }, output.path = \"%s\""
                        .formatted(rows, folder.resolve("none")))
                .toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.errorLines())
        .singleElement()
        .asString()
        .contains("\"size\" has 60 of 300 values", "an empty value (null)", "handleInvalid = keep");
    train(rows, columns[0], columns[1], "model.params.handleInvalid=keep");
    assertThat(metrics().get("test").get("r2").asDouble()).isGreaterThan(0.999);
    String out = folder.resolve("out").toString();
    Command evaluated = Command.kan("evaluate", "--model", out, "--input", rows.toString());
    assertThat(evaluated.status()).as(evaluated.err()).isZero();
    Path predicted = folder.resolve("predicted");
    Command predict =
        Command.kan(
            "predict", "--model", out, "--input", rows.toString(), "--output", predicted + "");
    assertThat(predict.status()).as(predict.err()).isZero();
    Dataset<Row> table =
        TestSpark.session().read().option("header", true).csv(predicted.toString());
    assertThat(table.filter("size is null").count()).isEqualTo(30);
    assertThat(table.filter("size = 'n/a'").count()).isEqualTo(30);
    assertThat(table.filter("abs(double(prediction) - double(y)) > 1").count()).isZero();
    String[] again = {
      "predict",
      "--overwrite",
      "--model",
      out,
      "--input",
      rows.toString(),
      "--output",
      predicted + ""
    };
    assertThat(Command.kan(again).status()).isZero();
    again[again.length - 1] = out;
    assertThat(Command.kan(again).err()).contains("lies in " + out).hasLineCount(1);
    assertThat(Path.of(out, "model")).exists();
  }

  @Test
  void holdsBackTheRowsThatAColumnMarks() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,is.held,flag,y"));
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      double x = random.nextDouble() * 6 - 3;
      String mark = i % 3 == 0 ? "1,TRUE," : "0.0,false,";
      lines.add(x + "," + mark + (100 + 10 * Math.sin(x) + random.nextGaussian()));
    }
    Path rows = Files.write(folder.resolve("marked.csv"), lines);
    String noNames = "input.categorical=[]";
    String all = "input.testFraction=0";
    String marked = "model.params.validationIndicatorCol=";
    train(rows, noNames, all, "input.features=[\"*\", \"-is.held\"]", marked + "flag");
    JsonNode byFlag = metrics();
    assertThat(byFlag.get("layers").get(0).asInt()).isEqualTo(1);
    assertThat(byFlag.get("rows").get("validation").asInt()).isEqualTo(100);
    assertThat(byFlag.get("validationHistory").size())
        .isEqualTo(byFlag.get("objectiveHistory").size());
    train(rows, noNames, all, "input.features=[\"*\", \"-flag\"]", marked + "is.held");
    assertThat(metrics().get("validationHistory")).isEqualTo(byFlag.get("validationHistory"));
    // Scores ask for no marks.
    Path unmarked = Files.write(folder.resolve("unmarked.csv"), List.of("x,y", "1,2", "2,3"));
    String out = folder.resolve("out").toString();
    Command evaluated = Command.kan("evaluate", "--model", out, "--input", unmarked.toString());
    assertThat(evaluated.status()).as(evaluated.err()).isZero();

    Map<String, String> refused =
        Map.of(
            "hold", "model.params.validationIndicatorCol: " + rows + " has no column \"hold\"",
            "y", "model.params.validationIndicatorCol: column \"y\" already has another role",
            "x", "column \"x\" has 300 of 300 values that are not true, false, 1 or 0, the first");
    refused.forEach(
        (column, message) -> {
          Command command =
              Command.kan(
                  "train",
                  folder.resolve("job.conf").toString(),
                  noNames,
                  "input.features=[is.held]",
                  marked + column);
          assertThat(command.status()).isEqualTo(2);
          assertThat(command.errorLines()).singleElement().asString().contains(message);
        });
  }

  @Test
  void continuesFromAModelOfAnEarlierTraining() throws IOException {
    Path rows = writeRows();
    train(rows, "model.params.maxIter=2");
    JsonNode first = metrics().get("objectiveHistory");
    train(
        rows,
        "model.params.initialModel=\"" + folder.resolve("out") + "\"",
        "output.path=\"" + folder.resolve("more") + "\"");
    Path more = folder.resolve("more/metrics.json");
    JsonNode second = new ObjectMapper().readTree(more.toFile()).get("objectiveHistory");
    assertThat(second.get(0).asDouble())
        .isCloseTo(first.get(first.size() - 1).asDouble(), within(1e-12));
    Command missing =
        Command.kan(
            "train", folder.resolve("job.conf").toString(), "model.params.initialModel=nowhere");
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err())
        .contains("model.params.initialModel: there is no model in nowhere: no such folder");
  }

  @Test
  void trainsPredictsAndEvaluates() throws IOException {
    Path rows = writeRows();
    Command trained = train(rows);
    assertThat(trained.out()).contains("[5,3,1]", "test", "R2", folder + "/out/model");
    assertThat(trained.errorLines()).anyMatch(line -> line.contains("step 1 "));
    JsonNode metrics = metrics();
    assertThat(metrics.get("test").get("r2").asDouble()).isGreaterThan(0.95);
    assertThat(metrics.get("rows").get("train").asInt() + metrics.get("rows").get("test").asInt())
        .isEqualTo(400);
    assertThat(metrics.get("passes").asInt()).isGreaterThan(1);
    assertThat(metrics.get("objectiveHistory")).hasSizeGreaterThan(1);
    assertThat(metrics.get("kernel").asText()).matches("simd-\\d+|scalar");
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains("<svg", "R²", "[5,3,1]");
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model", "metrics.json", "report.html");
    }

    String model = folder.resolve("out").toString();
    Command evaluated = Command.kan("evaluate", "--model", model, "--input", rows.toString());
    JsonNode scores = new ObjectMapper().readTree(evaluated.out());
    assertThat(evaluated.out().lines()).hasSize(1);
    assertThat(scores.get("rows").asInt()).isEqualTo(400);
    assertThat(scores.get("r2").asDouble()).isGreaterThan(0.95);

    predictsRowsWithoutLabel(model);
  }

  private void predictsRowsWithoutLabel(String model) throws IOException {
    Path raw = folder.resolve("raw.csv");
    Files.writeString(
        raw,
        """
        note,size in.cm,kind,constant
        "a ""b"", c",0.50,"round, thick",7
        x,-1,unheard,7
        ,2,,7
        """);
    Command predicted =
        Command.kan(
            "predict",
            "--model",
            model + "/model",
            "--input",
            raw.toString(),
            "--output",
            folder.resolve("predicted").toString());
    assertThat(predicted.status()).as(predicted.err()).isZero();
    assertThat(predicted.out()).startsWith("3 rows predicted");
    List<Row> rows =
        TestSpark.session()
            .read()
            .option("header", true)
            .option("escape", "\"")
            .csv(folder.resolve("predicted").toString())
            .collectAsList();
    assertThat(rows.get(0).schema().fieldNames())
        .containsExactly("note", "size in.cm", "kind", "constant", "prediction");
    assertThat(rows.get(0).getString(0)).isEqualTo("a \"b\", c");
    assertThat(rows.get(0).getString(1)).isEqualTo("0.50");
    assertThat(Double.parseDouble(rows.get(0).getString(4)))
        .isCloseTo(105 + 10 * Math.sin(0.5), within(2.0));
    assertThat(Double.parseDouble(rows.get(1).getString(4))).isFinite();
    assertThat(Double.parseDouble(rows.get(2).getString(4))).isFinite();

    Command again =
        Command.kan(
            "predict",
            "--model",
            model,
            "--input",
            raw.toString(),
            "--output",
            folder.resolve("predicted").toString());
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("exists already");
    Files.writeString(raw, "kind\nflat\n");
    Command lacking =
        Command.kan(
            "predict", "--model", model, "--input", raw.toString(), "--output", folder + "/p");
    assertThat(lacking.status()).isEqualTo(2);
    assertThat(lacking.errorLines()).hasSize(1);
    assertThat(lacking.err()).contains("lacks the columns size in.cm, constant");
    Command unlabelled =
        Command.kan(
            "evaluate", "--model", model, "--input", folder.resolve("predicted").toString());
    assertThat(unlabelled.err()).contains("the model's label").contains("\"y\"");
  }

  @Test
  void writesParquet() throws IOException {
    Path rows = writeRows();
    train(rows, "model.params.maxIter=1");
    String output = folder.resolve("predicted").toString();
    Command command =
        Command.kan(
            "predict",
            "--model",
            folder + "/out",
            "--input",
            rows.toString(),
            "--output",
            output,
            "--format",
            "parquet");
    assertThat(command.status()).as(command.err()).isZero();
    Dataset<Row> predicted = TestSpark.session().read().parquet(output);
    assertThat(predicted.count()).isEqualTo(400);
    String again = folder.resolve("again").toString();
    assertThat(
            Command.kan("predict", "--model", folder + "/out", "--input", output, "--output", again)
                .err())
        .contains("has a column \"prediction\" already");
  }

  @Test
  void trainsOnEverything() throws IOException {
    train(writeRows(), "input.testFraction=0", "model.params.maxIter=1");
    assertThat(metrics().get("test").isNull()).isTrue();
    assertThat(metrics().get("rows").get("train").asInt()).isEqualTo(400);
    assertThat(metrics().get("rows").get("test").asInt()).isZero();
  }

  @Test
  void handlesASingleLabel() throws IOException {
    Path rows =
        Files.writeString(
            folder.resolve("flat.csv"), "a,y\n1,5\n2,5\n3,5\n4,5\n5,5\n6,5\n7,5\n8,5\n9,5\n");
    train(rows, "input.categorical=[]", "input.features=[a]");
    assertThat(metrics().get("train").get("rmse").asDouble()).isCloseTo(0, within(1e-6));
    assertThat(metrics().get("train").get("r2").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void weighsRows() throws IOException {
    train(writeRows(), "input.weight=w", "model.params.maxIter=5");
    Command evaluated =
        Command.kan(
            "evaluate",
            "--model",
            folder + "/out",
            "--input",
            folder.resolve("rows.csv").toString());
    assertThat(evaluated.status()).as(evaluated.err()).isZero();
  }

  @Test
  void readsFilesWithoutAHeader() throws IOException {
    Path rows =
        Files.writeString(folder.resolve("bare.csv"), "1,5\n2,6\n3,7\n4,8\n5,9\n6,9\n7,3\n8,1\n");
    train(
        rows,
        "input.header=false",
        "input.label=_c1",
        "input.features=[_c0]",
        "input.categorical=[]",
        "model.params.maxIter=1");
    String model = folder.resolve("out").toString();
    Command evaluated = Command.kan("evaluate", "--model", model, "--input", rows.toString());
    assertThat(evaluated.out()).contains("\"rows\":8");
    String output = folder.resolve("predicted").toString();
    Command.kan("predict", "--model", model, "--input", rows.toString(), "--output", output);
    assertThat(TestSpark.session().read().csv(output).count()).isEqualTo(8);
  }

  @Test
  void theModelIsAPipelineForAnyone() throws IOException {
    train(writeRows(), "model.params.maxIter=1");
    PipelineModel pipeline = PipelineModel.load(folder.resolve("out/model").toString());
    KANRegressionModel kan = (KANRegressionModel) pipeline.stages()[pipeline.stages().length - 1];
    assertThat(kan.featureNames())
        .containsExactlyInAnyOrder(
            "size in_cm", "kind_is_flat", "kind_is_round, thick", "kind_is_tall", "constant");
    Dataset<Row> raw =
        TestSpark.session().sql("select 0.5 as `size in_cm`, 'flat' as kind, 7 as constant");
    assertThat(pipeline.transform(raw).head().<Double>getAs("prediction")).isFinite();
  }

  @Test
  void theArticleIsLearnt() throws IOException {
    Command command =
        Command.kan(
            "train",
            CONF.resolve("article.conf").toString(),
            "output.path=" + folder.resolve("out"));
    assertThat(command.status()).as(command.err()).isZero();
    JsonNode metrics = metrics();
    assertThat(metrics.get("rows").get("train").asInt()).isEqualTo(800);
    assertThat(metrics.get("rows").get("test").asInt()).isEqualTo(200);
    assertThat(metrics.get("layers").toString()).isEqualTo("[2,5,1]");
    assertThat(metrics.get("passes").asInt()).isLessThanOrEqualTo(200);
    assertThat(metrics.get("test").get("rmse").asDouble()).isLessThan(1e-2);
    // Once more over the result of before.
    assertThat(
            Command.kan(
                    "train",
                    CONF.resolve("article.conf").toString(),
                    "output.path=" + folder.resolve("out"))
                .status())
        .isZero();
    JsonNode again = metrics();
    assertThat(again.get("objectiveHistory")).isEqualTo(metrics.get("objectiveHistory"));
    assertThat(again.get("test")).isEqualTo(metrics.get("test"));
  }

  @Test
  void theDiamondsArePriced() throws IOException {
    Command command =
        Command.kan(
            "train",
            CONF.resolve("diamonds.conf").toString(),
            "output.path=" + folder.resolve("out"));
    assertThat(command.status()).as(command.err()).isZero();
    assertThat(metrics().get("test").get("r2").asDouble()).isGreaterThan(0.975);
    assertThat(metrics().get("layers").get(0).asInt()).isEqualTo(26);
  }
}
