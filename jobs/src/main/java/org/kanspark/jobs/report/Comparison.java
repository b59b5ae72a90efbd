package org.kanspark.jobs.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Holds how several models did on the same rows.
 *
 * @param entries one a model, the KAN first
 * @param notes what a reader must know of them, one sentence each
 */
public record Comparison(List<Entry> entries, List<String> notes) {

  /**
   * Says how one model did.
   *
   * @param model its name
   * @param settings what it was told, in a few words
   * @param test scores on the test rows
   * @param fitSeconds seconds of one fit to cached vectors
   * @param rowsPerSecond cached vectors scored in a second
   * @param bytes size of the saved model
   */
  public record Entry(
      String model,
      String settings,
      Scores test,
      double fitSeconds,
      double rowsPerSecond,
      long bytes) {

    /** Returns the entry as one JSON object on one line. */
    public String json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("model", model);
      json.put("settings", settings);
      json.put("testRows", test.rows());
      test.metrics().forEach(metric -> MetricsJson.put(json, metric.key(), metric.value()));
      MetricsJson.put(json, "fitSeconds", fitSeconds);
      MetricsJson.put(json, "rowsPerSecond", rowsPerSecond);
      json.put("modelBytes", bytes);
      return json.toString();
    }

    /** Returns the cells of a table. */
    List<String> cells() {
      List<String> cells = new ArrayList<>(List.of(model));
      for (Scores.Metric metric : test.metrics()) {
        cells.add(shown(metric));
      }
      cells.add(Numbers.seconds(fitSeconds));
      cells.add(Numbers.count(Math.round(rowsPerSecond)));
      cells.add(size(bytes));
      cells.add(settings);
      return cells;
    }

    private static String shown(Scores.Metric metric) {
      if (!Double.isFinite(metric.value())) {
        return "-";
      }
      return metric.isShare()
          ? String.format(Locale.ROOT, "%.5f", metric.value())
          : Numbers.shown(metric.value());
    }

    private static String size(long bytes) {
      double kilo = bytes / 1000.0;
      return kilo < 1000
          ? String.format(Locale.ROOT, "%.1f kB", kilo)
          : String.format(Locale.ROOT, "%.1f MB", kilo / 1000);
    }
  }

  /** Copies its lists. */
  public Comparison {
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
  }

  /** Returns the heads of the columns; the first and the last are texts, the others numbers. */
  List<String> heads() {
    List<String> heads = new ArrayList<>(List.of("model"));
    entries.get(0).test().metrics().forEach(metric -> heads.add(metric.title()));
    heads.addAll(List.of("fit", "rows/s", "size", "settings"));
    return heads;
  }

  /** Returns the comparison as a table in plain text, with its notes below. */
  public String text() {
    List<List<String>> rows = new ArrayList<>(List.of(heads()));
    entries.forEach(entry -> rows.add(entry.cells()));
    int last = rows.get(0).size() - 1;
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int c = 0; c < last; c++) {
        int column = c;
        int width = rows.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
        text.append(String.format(c == 0 ? "%-" + width + "s" : "  %" + width + "s", row.get(c)));
      }
      text.append("  ").append(row.get(last)).append(System.lineSeparator());
    }
    if (!notes.isEmpty()) {
      text.append(System.lineSeparator());
    }
    notes.forEach(note -> text.append(note).append(System.lineSeparator()));
    return text.toString();
  }

  /** Returns the comparison as a table of HTML, with its notes below. */
  String html() {
    StringBuilder html = new StringBuilder("<table>\n<tr>");
    List<String> heads = heads();
    for (int c = 0; c < heads.size(); c++) {
      html.append(isNumber(c) ? "<th class=\"number\">" : "<th>");
      html.append(heads.get(c).replace("R2", "R²")).append("</th>");
    }
    html.append("</tr>\n");
    for (Entry entry : entries) {
      html.append("<tr>");
      List<String> cells = entry.cells();
      for (int c = 0; c < cells.size(); c++) {
        html.append(isNumber(c) ? "<td class=\"number\">" : "<td>");
        html.append(HtmlReport.escape(cells.get(c))).append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</table>\n");
    notes.forEach(
        note -> html.append("<p class=\"note\">").append(HtmlReport.escape(note)).append("</p>\n"));
    return html.toString();
  }

  private boolean isNumber(int column) {
    return column > 0 && column < heads().size() - 1;
  }
}
