package org.kanspark.jobs.bench.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kanspark.jobs.report.Numbers;

/** Writes results as a table, a row as soon as its case is done. */
final class AccuracyTable {
  private static final String COLUMNS = "%-21s %-16s %5s  %-7s %9s %9s  %9s %9s %6s %8s  %s";

  private AccuracyTable() {}

  static String header() {
    return String.format(
        Locale.ROOT,
        COLUMNS,
        "case",
        "layers",
        "grid",
        "measure",
        "published",
        "target",
        "median",
        "worst",
        "passes",
        "seconds",
        "reached");
  }

  static String row(CaseResult result) {
    AccuracyCase what = result.what();
    SeedResult median = result.median();
    return String.format(
        Locale.ROOT,
        COLUMNS,
        what.name(),
        Numbers.layers(what.layers()),
        median.grid(),
        what.measure().key(),
        Scores.shown(what.published().score()),
        Scores.shown(what.goal().median()),
        Scores.shown(median.score()),
        Scores.shown(result.worst().score()),
        median.cost().passes(),
        String.format(Locale.ROOT, "%.1f", median.cost().seconds()),
        result.reached() ? "yes" : "no: " + String.join(", ", result.missed()));
  }

  /** Returns how many cases of each group reached their goal, one line a group. */
  static List<String> summary(List<CaseResult> results) {
    Map<String, int[]> groups = new LinkedHashMap<>();
    for (CaseResult result : results) {
      int[] counts = groups.computeIfAbsent(result.what().group(), group -> new int[2]);
      counts[0] += result.reached() ? 1 : 0;
      counts[1]++;
    }
    List<String> lines = new ArrayList<>();
    groups.forEach(
        (group, counts) ->
            lines.add(
                String.format(Locale.ROOT, "%-21s reached %d of %d", group, counts[0], counts[1])));
    return lines;
  }
}
