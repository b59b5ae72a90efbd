package org.kanspark.jobs.report;

/** Writes how the objective fell as one line of bars, on a logarithmic scale. */
final class LossCurve {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int WIDTH = 48;

  /** Smallest objective that is shown: below it lies the noise of rounding. */
  private static final double FLOOR = 1e-32;

  private LossCurve() {}

  /**
   * Returns at most 48 bars.
   *
   * @param objective at the start and after every step; positive or zero, at least one
   */
  static String text(double[] objective) {
    double[] logs = new double[objective.length];
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log10(Math.max(objective[i], FLOOR));
      least = Math.min(least, logs[i]);
      most = Math.max(most, logs[i]);
    }
    int columns = Math.min(WIDTH, logs.length);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns; i++) {
      int step =
          columns == 1 ? 0 : (int) Math.round((double) i * (logs.length - 1) / (columns - 1));
      double height = most > least ? (logs[step] - least) / (most - least) : 0;
      line.append(BARS.charAt((int) Math.round(height * (BARS.length() - 1))));
    }
    return line.toString();
  }
}
