package org.kanspark.jobs.bench.accuracy;

import java.util.Locale;

/** Writes scores for people. */
final class Scores {
  private Scores() {}

  /** Returns three significant digits, and a dash for no number. */
  static String shown(double score) {
    if (Double.isNaN(score)) {
      return "-";
    }
    double size = Math.abs(score);
    if (size != 0 && (size < 0.01 || size >= 1000)) {
      return String.format(Locale.ROOT, "%.2e", score);
    }
    return String.format(Locale.ROOT, size < 1 ? "%.4f" : "%.3f", score);
  }
}
