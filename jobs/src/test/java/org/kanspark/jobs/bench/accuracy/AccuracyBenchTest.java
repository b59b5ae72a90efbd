package org.kanspark.jobs.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.TestSpark;
import org.kanspark.jobs.error.UserError;

/** Looks at what is chosen, trained and written, with cases small enough for a test. */
class AccuracyBenchTest {
  private static final Published PUBLISHED = new Published(0.5, "a test");

  @TempDir private Path folder;

  private static AccuracyCase additive(Problem problem, GridPlan grids, Measure measure) {
    return new AccuracyCase(
        "tiny", "tests", problem, new int[] {}, grids, measure, PUBLISHED, Goal.of(0.01));
  }

  private List<String> run(AccuracyCase one, boolean json) {
    List<String> lines = new ArrayList<>();
    AccuracyBench.on(List.of(one), 2, folder).run(TestSpark.session(), json, lines::add);
    return lines;
  }

  private JsonNode result(AccuracyCase one) throws IOException {
    List<String> lines = run(one, true);
    assertThat(lines).hasSize(1);
    return new ObjectMapper().readTree(lines.get(0));
  }

  @Test
  void selectsCasesAndGroups() {
    List<AccuracyCase> all = AccuracyBench.all();
    assertThat(AccuracyBench.select(List.of(), all)).isEqualTo(all);
    assertThat(AccuracyBench.select(List.of("deep", "article"), all))
        .extracting(AccuracyCase::name)
        .containsExactly("article", "deep");
    assertThat(AccuracyBench.select(List.of("table2", "article"), all)).hasSize(19);
    assertThat(all).extracting(AccuracyCase::name).doesNotHaveDuplicates();
  }

  @Test
  void namesWhatIsAcceptedInPlaceOfAnUnknownCase() {
    assertThatThrownBy(() -> AccuracyBench.of(List.of("artcle"), 1, null))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--case artcle is unknown; did you mean article? Accepted: ")
        .hasMessageContaining("groups formulas, table1, table2, recovered, tables")
        .hasMessageContaining("table1-ellipj");
    assertThatThrownBy(() -> AccuracyBench.of(List.of(), 0, null))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--seeds 0");
    assertThatThrownBy(() -> AccuracyBench.of(List.of(), 1, folder.resolve("none")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none is no folder");
  }

  @Test
  void tellsInOneLineWhatCannotRunWithoutData() {
    AccuracyBench without = AccuracyBench.on(AccuracyBench.all(), 1, folder);
    assertThat(without.skipped())
        .isEqualTo(
            "skipped: the data of 49 cases (table1, table2, recovered, tables) is not in %s; --data"
                    .formatted(folder)
                + " DIR names another folder");
    assertThat(without.isEmpty()).isFalse();
    assertThat(AccuracyBench.on(TableCases.all(), 1, folder).isEmpty()).isTrue();
    assertThat(AccuracyBench.on(FormulaCases.all(), 1, folder).skipped()).isEmpty();
  }

  @Test
  void writesTheKeysOfTheContract() throws Exception {
    JsonNode json =
        result(
            additive(
                new FormulaProblem("3*x1 - 2*x2", 2, -1, 1, 60, 40),
                GridPlan.refined(2, 3),
                Measure.RMSE));
    assertThat(json.get("bench").asText()).isEqualTo("accuracy");
    assertThat(json.get("case").asText()).isEqualTo("tiny");
    assertThat(json.get("layers").toString()).isEqualTo("[2,1]");
    assertThat(json.get("grid").asInt()).isEqualTo(3);
    assertThat(json.get("rows").asInt()).isEqualTo(60);
    assertThat(json.get("testRows").asInt()).isEqualTo(40);
    // A plane is in the space of the network, and continues beyond the training rows.
    assertThat(json.get("rmse").asDouble()).isBetween(0.0, 1e-6);
    assertThat(json.get("median").asDouble()).isEqualTo(json.get("rmse").asDouble());
    assertThat(json.get("worst").asDouble()).isGreaterThanOrEqualTo(json.get("rmse").asDouble());
    assertThat(json.get("published").asDouble()).isEqualTo(0.5);
    assertThat(json.get("source").asText()).isEqualTo("a test");
    assertThat(json.get("target").asDouble()).isEqualTo(0.01);
    assertThat(json.get("reached").asBoolean()).isTrue();
    assertThat(json.get("passes").asInt()).isPositive();
    assertThat(json.get("seconds").asDouble()).isPositive();
    assertThat(json.get("evaluations").get("forward").asDouble()).isPositive();
    assertThat(json.get("kernel").asText()).matches("simd-\\d+|scalar");
    assertThat(json.get("threads").asInt()).isEqualTo(2);
    assertThat(json.get("edgesPerSecond").asDouble() / json.get("rowsPerSecond").asDouble())
        .isCloseTo(2, within(1e-9));
    assertThat(json.has("peakFmaPerSecond") && json.has("fmaFraction")).isTrue();
    assertThat(json.get("runs")).hasSize(2);
    assertThat(json.get("runs").get(1).get("seed").asInt()).isEqualTo(1);
  }

  @Test
  void measuresCorrelationAndDetermination() throws Exception {
    Problem line = new FormulaProblem("3 - 2*x1", 1, 0, 1, 50, 30);
    for (Measure measure : List.of(Measure.PEARSON, Measure.R2)) {
      JsonNode json = result(additive(line, GridPlan.refined(1), measure));
      assertThat(json.get(measure.key()).asDouble()).isCloseTo(1, within(1e-9));
      assertThat(json.get("rmse").asDouble()).isLessThan(1e-6);
    }
  }

  @Test
  void measuresTheOrderOfAccuracyOfCubicSplines() throws Exception {
    Problem smooth = new FormulaProblem("sin(3*x1)", 1, -1, 1, 2000, 1000);
    JsonNode json = result(additive(smooth, GridPlan.each(5, 10, 20), Measure.SLOPE));
    assertThat(json.get("slope").asDouble()).isBetween(-4.6, -3.6);
    JsonNode first = json.get("runs").get(0);
    assertThat(first.get("rmseByGrid")).hasSize(3);
    assertThat(first.get("slopes")).hasSize(2);
    assertThat(first.get("rmse").asDouble()).isEqualTo(first.get("rmseByGrid").get(2).asDouble());
  }

  @Test
  void choosesTheGridWithoutTheTestRows() throws Exception {
    List<String> lines = new ArrayList<>(List.of("name,split,a,b,f"));
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      lines.add("other,train," + a + "," + b + ",0");
      // Noise that fine grids take for a function, and test labels that would lead any choice
      // astray.
      double f = i < 200 ? a + b + 0.3 * random.nextGaussian() : 1e3 * i;
      lines.add("noisy," + (i < 200 ? "train," : "test,") + a + "," + b + "," + f);
    }
    Files.write(folder.resolve("samples.csv"), lines);
    Problem samples = new SampledProblem("samples.csv", "name", "noisy", List.of("a", "b"), "f");
    JsonNode json = result(additive(samples, GridPlan.chosen(1, 5, 20, 60), Measure.RMSE));
    assertThat(json.get("rows").asInt()).isEqualTo(200);
    assertThat(json.get("testRows").asInt()).isEqualTo(100);
    assertThat(json.get("grid").asInt()).isIn(1, 5);
    assertThat(json.get("runs").get(0).get("searchPasses").asInt()).isPositive();
    assertThat(json.get("runs").get(0).get("validationRmse")).hasSizeBetween(3, 4);
    assertThat(json.get("reached").asBoolean()).isFalse();
  }

  @Test
  void dividesATableAsTrainingDoes() throws Exception {
    List<String> lines = new ArrayList<>(List.of("a.b,c,label"));
    for (int i = 0; i < 200; i++) {
      lines.add(i + "," + i * i % 11 + "," + (2 * i - i * i % 11));
    }
    Files.write(folder.resolve("table.csv"), lines);
    JsonNode json =
        result(
            additive(new TableProblem("table.csv", "label", 2), GridPlan.refined(2), Measure.RMSE));
    assertThat(json.get("rows").asInt() + json.get("testRows").asInt()).isEqualTo(200);
    assertThat(json.get("testRows").asInt()).isBetween(20, 60);
    assertThat(json.get("rmse").asDouble()).isLessThan(1e-4);
  }

  @Test
  void printsATable() {
    Problem line = new FormulaProblem("3 - 2*x1", 1, 0, 1, 50, 30);
    List<String> lines = run(additive(line, GridPlan.refined(1), Measure.R2), false);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("case").contains("published", "worst", "reached");
    assertThat(lines.get(1)).startsWith("tiny").contains("[1,1]", "r2", "0.5000").endsWith("yes");
    assertThat(lines.get(3)).matches("tests +reached 1 of 1");
  }
}
