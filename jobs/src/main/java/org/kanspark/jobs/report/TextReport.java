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
            + " steps in "
            + fit.passes()
            + " passes over the rows, kernel "
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
    text.append(String.format("%-9s %10s %12s %12s %10s%n", "", "rows", "RMSE", "MAE", "R2"));
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

  private static void scores(StringBuilder text, String name, @Nullable RegressionScores scores) {
    if (scores == null) {
      text.append(String.format("%-9s %10s   (every row was trained on)%n", name, "-"));
      return;
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%-9s %10s %12s %12s %10.5f%n",
            name,
            Numbers.count(scores.rows()),
            Numbers.shown(scores.rmse()),
            Numbers.shown(scores.mae()),
            scores.r2()));
  }
}
