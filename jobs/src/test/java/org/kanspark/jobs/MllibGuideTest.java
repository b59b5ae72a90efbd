package org.kanspark.jobs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.kanspark.classification.KANClassifier;
import org.kanspark.jobs.data.GeneratedRows;
import org.kanspark.regression.KANRegressor;

/** Holds the guide for users of MLlib to MLlib's parameters and ours. */
class MllibGuideTest {
  private static final Pattern NAME = Pattern.compile("`(\\w+)(?:=[^`]*)?`");
  private static final Map<String, List<Params>> THEIRS =
      Map.of(
          "LinearRegression", List.of(new LinearRegression()),
          "LogisticRegression", List.of(new LogisticRegression()),
          "GBTRegressor and GBTClassifier", List.of(new GBTRegressor(), new GBTClassifier()),
          "MultilayerPerceptronClassifier", List.of(new MultilayerPerceptronClassifier()));

  /** Named in the list above the tables. */
  private static final Set<String> COLUMNS =
      Set.of(
          "featuresCol",
          "labelCol",
          "predictionCol",
          "weightCol",
          "rawPredictionCol",
          "probabilityCol",
          "thresholds");

  @Test
  void exchangesATreeEnsembleForAKan() {
    VectorAssembler assembler =
        new VectorAssembler().setInputCols(new String[] {"x1", "x2"}).setOutputCol("features");
    Dataset<Row> train = rows(0, 500);
    Dataset<Row> test = rows(500, 100);
    Regressor<?, ?, ?> before = new GBTRegressor().setLabelCol("y").setMaxIter(2);
    Regressor<?, ?, ?> now = new KANRegressor().setLabelCol("y").setHiddenLayers(new int[] {2});
    List<Double> errors = new ArrayList<>();
    for (Regressor<?, ?, ?> regressor : List.of(before, now)) {
      Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {assembler, regressor});
      PipelineModel model = pipeline.fit(train);
      errors.add(new RegressionEvaluator().setLabelCol("y").evaluate(model.transform(test)));
    }
    assertThat(errors.get(1)).isLessThan(errors.get(0));
  }

  @Test
  void namesParametersThatThereAre() throws IOException {
    Set<String> ours = names(List.of(new KANRegressor(), new KANClassifier()));
    Set<String> theirs = Set.of();
    int compared = 0;
    for (String line : Files.readAllLines(Guides.DOCS.resolve("coming-from-mllib.md"))) {
      if (line.startsWith("## ")) {
        theirs = names(THEIRS.getOrDefault(line.substring(3), List.of()));
      } else if (line.startsWith("| `")) {
        String[] cells = line.split(" \\| ");
        for (Matcher name = NAME.matcher(cells[0]); !theirs.isEmpty() && name.find(); compared++) {
          assertThat(theirs).as(line).contains(name.group(1));
        }
        for (Matcher name = NAME.matcher(cells[1]); name.find(); compared++) {
          assertThat(ours).as(line).contains(name.group(1));
        }
      }
    }
    assertThat(compared).isGreaterThan(70);
  }

  /** What is neither in a section's table nor the same column in all of MLlib is missing there. */
  @Test
  void leavesOutNoParameterOfTheirs() throws IOException {
    String guide = Files.readString(Guides.DOCS.resolve("coming-from-mllib.md"));
    THEIRS.forEach(
        (title, stages) -> {
          String section =
              guide.replaceFirst("(?s).*\n## " + title + "\n", "").replaceFirst("(?s)\n## .*", "");
          Set<String> named = new HashSet<>();
          for (String line : section.lines().filter(row -> row.startsWith("| `")).toList()) {
            for (Matcher name = NAME.matcher(line.split(" \\| ")[0]); name.find(); ) {
              named.add(name.group(1));
            }
          }
          named.addAll(COLUMNS);
          assertThat(named).as(title).containsAll(names(stages));
        });
  }

  private static Set<String> names(List<Params> stages) {
    return stages.stream()
        .flatMap(stage -> Arrays.stream(stage.params()))
        .map(Param::name)
        .collect(toSet());
  }

  private static Dataset<Row> rows(long from, long count) {
    return GeneratedRows.of("sin(3 * x1) * x2", new double[] {-1, 1}, new double[] {-1, 1})
        .rows(TestSpark.session(), from, count, 2);
  }
}
