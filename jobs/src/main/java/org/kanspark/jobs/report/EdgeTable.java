package org.kanspark.jobs.report;

import java.util.List;
import java.util.Locale;
import org.kanspark.kernel.interpret.RankedEdge;

/** Writes the strongest edges of a network as a table. */
final class EdgeTable {
  private static final int MOST_ROWS = 20;
  private static final int DIGITS = 3;

  private EdgeTable() {}

  /**
   * Returns the table.
   *
   * @param edges the strongest first
   */
  static String of(List<RankedEdge> edges) {
    boolean functions = edges.stream().anyMatch(edge -> !edge.function().isEmpty());
    StringBuilder table = new StringBuilder("<table>\n<tr><th>edge</th>");
    table.append(functions ? "<th>function</th>" : "");
    table.append("<th class=\"number\">score</th><th></th>");
    table.append("<th class=\"number\">share of its layer</th></tr>\n");
    double strongest = edges.stream().mapToDouble(RankedEdge::score).max().orElse(0);
    for (RankedEdge edge : edges.subList(0, Math.min(MOST_ROWS, edges.size()))) {
      table.append("<tr><td>").append(HtmlReport.escape(edge.from())).append(" → ");
      table.append(HtmlReport.escape(edge.to())).append("</td>");
      if (functions) {
        String function = edge.function().isEmpty() ? "spline" : edge.function();
        table.append("<td>").append(HtmlReport.escape(function)).append("</td>");
      }
      table.append(
          String.format(
              Locale.ROOT,
              "<td class=\"number\">%s</td><td class=\"bar\"><div style=\"width:%.1f%%\"></div>"
                  + "</td><td class=\"number\">%.1f %%</td></tr>%n",
              Numbers.shown(edge.score(), DIGITS),
              strongest > 0 ? 100 * edge.score() / strongest : 0,
              100 * edge.share()));
    }
    table.append("</table>");
    if (edges.size() > MOST_ROWS) {
      table.append("\n<p class=\"note\">").append(Numbers.count(edges.size() - MOST_ROWS));
      table.append(" weaker edges not listed.</p>");
    }
    return table.toString();
  }
}
