package org.kanspark.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kanspark.jobs.report.TrainingReport.Fit;
import org.kanspark.jobs.report.TrainingReport.Seconds;
import org.kanspark.kernel.penalty.ObjectiveTerms;

class ReportTest {
  private static final RegressionScores TRAIN =
      new RegressionScores(43134, 582.1506, 326.8, 0.9786);

  private static TrainingReport report(RegressionScores test) {
    return new TrainingReport(
        "<rows>.csv",
        "price & \"more\"",
        "regression",
        new int[] {26, 8, 1},
        1234,
        new Fit(
            "l-bfgs", 3, 5, 1.5, 4, 0, new double[] {1, 0.1, 0.01, 0}, ObjectiveTerms.ofLoss(0)),
        TRAIN,
        test,
        new Seconds(1, 2, 4),
        "scalar",
        "input { path = \"<rows>.csv\" }",
        "<svg/>",
        Map.of("carat", 0.9),
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
