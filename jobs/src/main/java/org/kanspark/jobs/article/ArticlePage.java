package org.kanspark.jobs.article;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kanspark.jobs.report.HtmlReport;
import org.kanspark.jobs.report.Numbers;
import org.kanspark.jobs.session.Versions;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.spark.summary.KANTrainingSummary;

/** Tells the session to people: as a page, and in a few lines. */
final class ArticlePage {
  private ArticlePage() {}

  /** Returns the page: a table and the pictures of each session. */
  static String html(Map<String, List<Stage>> sessions, long seed) {
    StringBuilder page = new StringBuilder(HtmlReport.head("The article's session"));
    page.append("<h1>The article's session</h1>\n<p class=\"lead\">A network [2,5,1] learns ")
        .append(ArticleJob.FUNCTION)
        .append(" on [0,1]² from ")
        .append(ArticleJob.TRAIN_ROWS)
        .append(" rows: trained to be sparse, pruned, trained on, refined. Seed ")
        .append(seed)
        .append(".</p>\n");
    sessions.forEach((solver, stages) -> session(page, solver, stages));
    page.append("<h2>Provenance</h2>\n<table>\n");
    Versions.all()
        .forEach(
            (name, value) ->
                page.append("<tr><th>")
                    .append(name)
                    .append("</th><td>")
                    .append(value)
                    .append("</td></tr>\n"));
    return page.append("</table>\n</body>\n</html>\n").toString();
  }

  private static void session(StringBuilder page, String solver, List<Stage> stages) {
    page.append("<h2>")
        .append(solver)
        .append(", ")
        .append(Numbers.seconds(ArticleMetrics.fitSeconds(stages)))
        .append(" of fitting</h2>\n<table>\n<tr><th></th><th>layers</th>")
        .append("<th class=\"number\">parameters</th><th class=\"number\">steps</th>")
        .append("<th class=\"number\">passes</th><th class=\"number\">RMSE, training</th>")
        .append("<th class=\"number\">RMSE, test</th></tr>\n");
    for (Stage stage : stages) {
      if (!stage.name().equals("masked")) {
        row(page, stage);
      }
    }
    page.append("</table>\n");
    for (Stage stage : stages) {
      page.append("<h3>").append(stage.title()).append("</h3>\n").append(stage.svg()).append('\n');
      KANTrainingSummary summary = stage.summary();
      if (summary != null && summary.totalIterations() > 0) {
        page.append(HtmlReport.loss(summary.objectiveHistory(), summary.sampledEvaluations()));
      }
    }
  }

  private static void row(StringBuilder page, Stage stage) {
    KANTrainingSummary summary = stage.summary();
    page.append(
        String.format(
            Locale.ROOT,
            "<tr><th>%s</th><td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td>"
                + "<td class=\"number\">%s</td><td class=\"number\">%s</td>"
                + "<td class=\"number\">%s</td></tr>%n",
            stage.title(),
            Numbers.layers(stage.widths()),
            Numbers.count(stage.parameters()),
            summary == null ? "" : Numbers.count(summary.totalIterations()),
            summary == null ? "" : Numbers.count(summary.passes()),
            Numbers.shown(stage.train().rmse()),
            Numbers.shown(stage.test().rmse())));
  }

  /** Returns the lines the command prints. */
  static String text(Map<String, List<Stage>> sessions, String output) {
    StringBuilder text = new StringBuilder();
    sessions.forEach(
        (solver, stages) -> {
          text.append(
              String.format(
                  Locale.ROOT,
                  "%s, %.2f s of fitting, kernel %s%n",
                  solver,
                  ArticleMetrics.fitSeconds(stages),
                  Kernels.get().description()));
          for (Stage stage : stages) {
            if (!stage.name().equals("masked")) {
              text.append(
                  String.format(
                      "  %-10s %-8s RMSE on test rows %s%n",
                      stage.name(),
                      Numbers.layers(stage.widths()),
                      Numbers.shown(stage.test().rmse())));
            }
          }
        });
    return text.append("report     ").append(output).append("/report.html\n").toString();
  }
}
