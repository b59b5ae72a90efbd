package org.kanspark.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.penalty.ObjectiveTerms;
import org.kanspark.kernel.view.BarsPicture;
import org.kanspark.kernel.view.LossPicture;
import org.kanspark.kernel.view.Palette;

/** Writes {@code report.html}: one page without a script, a font or a picture from elsewhere. */
public final class HtmlReport {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>{title}</title>
      <style>
      :root { color-scheme: light dark; --ink: #1f2328; --muted: #57606a; --page: #fff;
              --line: #d8dee4; --box: #f6f8fa; --bar: #1f6feb; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #dfe3e8; --muted: #a3abb5; --page: #141414; --line: #3a3f45;
                --box: #1f2226; --bar: #4f94f8; }
        /* Pictures are dark on white; white becomes the colour of the page. */
        svg { filter: invert(.92) hue-rotate(180deg); }
      }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
             max-width: 820px; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin-bottom: 0; }
      h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
      p.lead, p.note { color: var(--muted); margin-top: .25rem; }
      p.note { font-size: .85rem; }
      table { border-collapse: collapse; }
      th, td { padding: .3rem 1rem .3rem 0; text-align: left;
               border-bottom: 1px solid var(--line); vertical-align: top; }
      td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
      td.bar { width: 12rem; vertical-align: middle; }
      td.bar div { background: var(--bar); height: .8rem; min-width: 1px; }
      pre { background: var(--box); padding: 1rem; overflow-x: auto; font-size: .85rem; }
      pre.formula { white-space: pre-wrap; overflow-wrap: anywhere; }
      svg { max-width: 100%; height: auto; }
      </style>
      </head>
      <body>
      """;

  private static final int MOST_BARS = 20;

  private HtmlReport() {}

  /** Returns how a page begins, its body opened. */
  public static String head(String title) {
    return HEAD.replace("{title}", escape(title));
  }

  /** Returns the page. */
  public static String of(TrainingReport report) {
    String title = "KAN for " + report.label();
    StringBuilder page = new StringBuilder(head(title));
    page.append("<h1>").append(escape(title)).append("</h1>\n<p class=\"lead\">");
    page.append(escape(lead(report))).append("</p>\n");
    section(page, "Accuracy", scores(report));
    if (report.comparison() != null) {
      section(page, "Compared with", report.comparison().html());
    }
    section(page, "Network", report.network());
    if (report.formula() != null) {
      section(page, "Formula", "<pre class=\"formula\">" + escape(report.formula()) + "</pre>");
    }
    section(page, "Features by importance", importances(report.importances()));
    section(page, "Edges by importance", EdgeTable.of(report.edges()));
    section(page, "Loss", loss(report.fit().objective(), report.fit().sampled()));
    section(page, "Training", table(training(report)));
    section(page, "Settings", "<pre>" + escape(report.settings()) + "</pre>");
    section(page, "Provenance", table(report.provenance()));
    return page.append("</body>\n</html>\n").toString();
  }

  private static String lead(TrainingReport report) {
    return "A Kolmogorov–Arnold network "
        + Numbers.layers(report.layers())
        + " with "
        + Numbers.count(report.parameters())
        + " parameters, trained on "
        + Numbers.count(report.train().rows())
        + " rows of "
        + report.source()
        + ".";
  }

  /**
   * Returns the loss as a picture with its caption.
   *
   * @param objective at the start and after every step
   * @param sampled full-data equivalents of gradient evaluations before the start
   */
  public static String loss(double[] objective, double sampled) {
    String svg = new LossPicture("", objective, List.of(), Palette.LIGHT).svg();
    return sampled == 0
        ? svg
        : svg
            + "<p class=\"note\">The curve begins where reading all rows began: after choosing among"
            + " starts, or first steps, on sampled rows, "
            + Numbers.evaluations(sampled)
            + " gradient evaluations in readings of all rows.</p>\n";
  }

  private static String importances(Map<String, Double> importances) {
    List<Map.Entry<String, Double>> sorted = new ArrayList<>(importances.entrySet());
    sorted.sort(Map.Entry.<String, Double>comparingByValue().reversed());
    List<String> names = sorted.stream().map(Map.Entry::getKey).toList();
    double[] values = sorted.stream().mapToDouble(Map.Entry::getValue).toArray();
    return new BarsPicture("", names, values, MOST_BARS, Palette.LIGHT).svg();
  }

  private static String scores(TrainingReport report) {
    StringBuilder table = new StringBuilder("<table>\n<tr><th></th><th class=\"number\">rows</th>");
    for (Scores.Metric metric : report.train().metrics()) {
      table.append("<th class=\"number\">").append(metric.title().replace("R2", "R²"));
      table.append("</th>");
    }
    table.append("</tr>\n");
    row(table, "training rows", report.train());
    row(table, "test rows", report.test());
    return table.append("</table>").toString();
  }

  private static void row(StringBuilder table, String name, @Nullable Scores scores) {
    if (scores == null) {
      return;
    }
    cell(table.append("<tr><th>").append(name).append("</th>"), Numbers.count(scores.rows()));
    for (Scores.Metric metric : scores.metrics()) {
      cell(
          table,
          metric.isShare()
              ? String.format(Locale.ROOT, "%.5f", metric.value())
              : Numbers.shown(metric.value()));
    }
    table.append("</tr>\n");
  }

  private static void cell(StringBuilder table, String number) {
    table.append("<td class=\"number\">").append(number).append("</td>");
  }

  private static Map<String, String> training(TrainingReport report) {
    TrainingReport.Fit fit = report.fit();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("solver", fit.solver());
    facts.put("steps", Numbers.count(fit.iterations()));
    facts.put("passes over the rows", Numbers.count(fit.passes()));
    facts.put(
        "evaluations",
        String.format(
            Locale.ROOT,
            "%s forward, %s gradient, %s curvature",
            Numbers.evaluations(fit.forward()),
            Numbers.evaluations(fit.gradient()),
            Numbers.evaluations(fit.curvature())));
    ObjectiveTerms terms = fit.terms();
    if (terms.penalty() > 0) {
      facts.put(
          "objective",
          "%s = mean loss %s + L1 %s + entropy %s + smoothness %s"
                  .formatted(
                      Numbers.shown(terms.total()),
                      Numbers.shown(terms.loss()),
                      Numbers.shown(terms.l1()),
                      Numbers.shown(terms.entropy()),
                      Numbers.shown(terms.smoothness()))
              + (terms.shrinkage() > 0 ? " + shrinkage " + Numbers.shown(terms.shrinkage()) : ""));
    }
    facts.put("loading", Numbers.seconds(report.seconds().load()));
    facts.put("fitting", Numbers.seconds(report.seconds().fit()));
    facts.put("in all", Numbers.seconds(report.seconds().total()));
    facts.put("kernel", report.kernel());
    return facts;
  }

  private static String table(Map<String, String> facts) {
    StringBuilder table = new StringBuilder("<table>\n");
    facts.forEach(
        (name, value) ->
            table
                .append("<tr><th>")
                .append(escape(name))
                .append("</th><td>")
                .append(escape(value))
                .append("</td></tr>\n"));
    return table.append("</table>").toString();
  }

  private static void section(StringBuilder page, String title, String content) {
    page.append("<h2>").append(escape(title)).append("</h2>\n").append(content).append('\n');
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
