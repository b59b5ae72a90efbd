package org.kanspark.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kanspark.jobs.report.TrainingReport.Fit;
import org.kanspark.jobs.report.TrainingReport.Seconds;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.interpret.RankedEdge;
import org.kanspark.kernel.penalty.ObjectiveTerms;

class ReportTest {
  private static final RegressionScores TRAIN =
      new RegressionScores(43134, 582.1506, 326.8, 0.9786);

  private static TrainingReport report(RegressionScores test) {
    return report(test, 0, List.of(edge(0, "carat", "node 0 of level 1", "", 0.5)), null);
  }

  private static RankedEdge edge(int l, String from, String to, String function, double share) {
    return new RankedEdge(new Edge(l, 0, 0), from, to, function, 2 * share, share);
  }

  private static TrainingReport report(
      RegressionScores test, double sampled, List<RankedEdge> edges, String formula) {
    return new TrainingReport(
        "<rows>.csv",
        "price & \"more\"",
        "regression",
        new int[] {26, 8, 1},
        1234,
        new Fit(
            "l-bfgs",
            3,
            5,
            1.5,
            4,
            0,
            sampled,
            new double[] {1, 0.1, 0.01, 0},
            new double[0],
            0,
            3,
            ObjectiveTerms.ofLoss(0)),
        TRAIN,
        test,
        new Seconds(1, 2, 4),
        "scalar",
        "input { path = \"<rows>.csv\" }",
        "<svg/>",
        Map.of("carat", 0.9),
        edges,
        formula,
        null,
        Map.of("Spark", "4.1.0"));
  }

  @Test
  void metricsHaveTheFixedKeys() throws IOException {
    JsonNode json = new ObjectMapper().readTree(MetricsJson.of(report(TRAIN)));
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "task",
            "rows",
            "layers",
            "parameters",
            "solver",
            "iterations",
            "passes",
            "evaluations",
            "objectiveHistory",
            "objectiveTerms",
            "train",
            "test",
            "seconds",
            "kernel",
            "provenance");
    assertThat(json.get("evaluations").toString())
        .isEqualTo("{\"forward\":1.5,\"gradient\":4.0,\"curvature\":0.0}");
    assertThat(json.get("test").fieldNames()).toIterable().containsExactly("rmse", "mae", "r2");
    assertThat(json.get("seconds").fieldNames())
        .toIterable()
        .containsExactly("load", "fit", "total");
  }

  @Test
  void jsonHoldsNoNumberThatIsNone() throws IOException {
    RegressionScores odd = new RegressionScores(1, Double.NaN, Double.POSITIVE_INFINITY, 0);
    JsonNode json = new ObjectMapper().readTree(MetricsJson.line(odd));
    assertThat(json.toString()).isEqualTo("{\"rmse\":null,\"mae\":null,\"r2\":0.0,\"rows\":1}");
  }

  @Test
  void thePageEscapesWhatPeopleWrote() {
    String page = HtmlReport.of(report(TRAIN));
    assertThat(page)
        .contains("&lt;rows&gt;.csv", "price &amp; &quot;more&quot;", "43,134", "582.15", "<svg")
        .doesNotContain("<rows>");
  }

  @Test
  void thePageIsSelfContained() {
    assertThat(HtmlReport.of(report(null))).doesNotContain("src=", "href=", "<script", "test rows");
  }

  @Test
  void thePageListsTheStrongestEdges() {
    String page = HtmlReport.of(report(TRAIN));
    assertThat(page)
        .contains("<td>carat → node 0 of level 1</td><td class=\"number\">1.00</td>")
        .contains("50.0 %", "width:100.0%")
        .doesNotContain("<th>function</th>", "not listed", "<h2>Formula</h2>");

    List<RankedEdge> many =
        new ArrayList<>(Collections.nCopies(22, edge(1, "node <1>", "y", "x^2", 1e-5)));
    many.add(edge(0, "last", "node 0 of level 1", "", 0));
    assertThat(HtmlReport.of(report(TRAIN, 0, many, "y = a < b")))
        .contains("node &lt;1&gt; → y</td><td>x^2</td><td class=\"number\">2.00e-05</td>")
        .contains("3 weaker edges not listed", "<h2>Formula</h2>", "y = a &lt; b")
        .doesNotContain("last");
  }

  @Test
  void thePageSaysWhereItsCurveBegins() {
    assertThat(HtmlReport.of(report(TRAIN, 8.5, List.of(), null)))
        .contains("The curve begins where reading all rows began", "8.5000 gradient evaluations");
    assertThat(HtmlReport.of(report(TRAIN))).doesNotContain("The curve begins");
  }

  @Test
  void thePageHasColoursForDarkScreens() {
    assertThat(HtmlReport.head("x")).contains("prefers-color-scheme: dark", "light dark");
  }

  @Test
  void theTextTellsTheResult() {
    assertThat(TextReport.of(report(TRAIN), "out"))
        .contains("[26,8,1], 1,234 parameters", "3 steps in 5 passes", "0.97860", "out/model");
    assertThat(TextReport.of(report(null), "out")).contains("every row was trained on");
  }

  @Test
  void theCurveFallsFromFullToEmpty() {
    assertThat(LossCurve.text(new double[] {1, 0.1, 0.01})).isEqualTo("█▅▁");
    assertThat(LossCurve.text(new double[] {1})).isEqualTo("▁");
    assertThat(LossCurve.text(new double[500])).hasSize(48);
  }

  @Test
  void numbersHaveFiveDigits() {
    assertThat(Numbers.shown(582.1506)).isEqualTo("582.15");
    assertThat(Numbers.shown(0.0036318)).isEqualTo("0.0036318");
    assertThat(Numbers.shown(-0.5)).isEqualTo("-0.50000");
    assertThat(Numbers.shown(12345.678)).isEqualTo("12346");
    assertThat(Numbers.shown(1.23456e-9)).isEqualTo("1.2346e-09");
    assertThat(Numbers.shown(0)).isEqualTo("0");
    assertThat(Numbers.count(1234567)).isEqualTo("1,234,567");
    assertThat(Numbers.evaluations(223)).isEqualTo("223");
    assertThat(Numbers.evaluations(1.5)).isEqualTo("1.5000");
    assertThat(Numbers.seconds(0.123)).isEqualTo("0.12 s");
    assertThat(Numbers.seconds(61.25)).isEqualTo("61.3 s");
  }
}
