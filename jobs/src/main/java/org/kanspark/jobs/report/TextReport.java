package org.kanspark.jobs.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the few lines that a training prints when it is done. */
public final class TextReport {
  private TextReport() {}

  /**
   * Returns the lines.
   *
   * @param output folder that has the model, {@code metrics.json} and {@code report.html}
   */
  public static String of(TrainingReport report, String output) {
    TrainingReport.Fit fit = report.fit();
    TrainingReport.Seconds seconds = report.seconds();
    double[] objective = fit.objective();
    StringBuilder text = new StringBuilder();
    line(
        text,
        "network",
        Numbers.layers(report.layers())
            + ", "
            + Numbers.count(report.parameters())
            + " parameters");
    line(
        text,
        "solver",
        fit.solver()
            + ", "
            + fit.iterations()
            + (fit.iterations() == 1 ? " step in " : " steps in ")
            + fit.passes()
            + (fit.passes() == 1 ? " pass" : " passes")
            + " over the rows, kernel "
            + report.kernel());
    line(
        text,
        "seconds",
        String.format(
            Locale.ROOT,
            "%.1f loading, %.1f fitting, %.1f in all",
            seconds.load(),
            seconds.fit(),
            seconds.total()));
    line(
        text,
        "loss",
        Numbers.shown(objective[0])
            + " "
            + LossCurve.text(objective)
            + " "
            + Numbers.shown(objective[objective.length - 1]));
    text.append('\n');
    text.append(String.format("%-9s %10s", "", "rows"));
    for (Scores.Metric metric : report.train().metrics()) {
      text.append(String.format(metric.isShare() ? " %10s" : " %12s", metric.title()));
    }
    text.append(System.lineSeparator());
    scores(text, "training", report.train());
    scores(text, "test", report.test());
    text.append('\n');
    line(text, "model", output + "/model");
    line(text, "report", output + "/report.html");
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-9s %s%n", name, value));
  }

  private static void scores(StringBuilder text, String name, @Nullable Scores scores) {
    if (scores == null) {
      text.append(String.format("%-9s %10s   (every row was trained on)%n", name, "-"));
      return;
    }
    text.append(String.format("%-9s %10s", name, Numbers.count(scores.rows())));
    for (Scores.Metric metric : scores.metrics()) {
      text.append(
          metric.isShare()
              ? String.format(Locale.ROOT, " %10.5f", metric.value())
              : String.format(" %12s", Numbers.shown(metric.value())));
    }
    text.append(System.lineSeparator());
  }
}
