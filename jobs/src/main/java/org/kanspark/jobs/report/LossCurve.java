package org.kanspark.jobs.report;

import java.util.Locale;

/** Draws how the objective fell, on a logarithmic scale. */
public final class LossCurve {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int TEXT_WIDTH = 48;

  private static final int WIDTH = 720;
  private static final int HEIGHT = 280;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 16;
  private static final int BOTTOM = 40;

  /** Smallest objective that is drawn: below it lies the noise of rounding. */
  private static final double FLOOR = 1e-32;

  /** Room above and below the curve, in decades, where it hardly falls. */
  private static final double LEAST_MARGIN = 0.05;

  private static final int MOST_MARKS = 8;
  private static final double FEW_DECADES = 2.5;

  private final double[] logs;
  private final double least;
  private final double most;

  private LossCurve(double[] logs, double least, double most) {
    this.logs = logs;
    this.least = least;
    this.most = most;
  }

  /**
   * Takes the objective at the start and after every step.
   *
   * @param objective positive or zero, at least one
   */
  public static LossCurve of(double[] objective) {
    double[] logs = new double[objective.length];
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log10(Math.max(objective[i], FLOOR));
      least = Math.min(least, logs[i]);
      most = Math.max(most, logs[i]);
    }
    return new LossCurve(logs, least, most);
  }

  /** Returns one line of bars, at most 48 of them. */
  public String text() {
    int columns = Math.min(TEXT_WIDTH, logs.length);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns; i++) {
      int step =
          columns == 1 ? 0 : (int) Math.round((double) i * (logs.length - 1) / (columns - 1));
      double height = most > least ? (logs[step] - least) / (most - least) : 0;
      line.append(BARS.charAt((int) Math.round(height * (BARS.length() - 1))));
    }
    return line.toString();
  }

  /** Returns an SVG element with axes, to stand in a page or alone. */
  public String svg() {
    double margin = Math.max(0.05 * (most - least), LEAST_MARGIN);
    double bottom = least - margin;
    double top = most + margin;
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " aria-label=\"objective by step\" font-family=\"sans-serif\""
                + " font-size=\"12\">%n",
            WIDTH, HEIGHT));
    values(svg, bottom, top);
    steps(svg);
    svg.append("<polyline fill=\"none\" stroke=\"#1f6feb\" stroke-width=\"2\" points=\"");
    for (int i = 0; i < logs.length; i++) {
      svg.append(format("%.1f,%.1f ", x(i), y(logs[i], bottom, top)));
    }
    svg.append("\"/>\n</svg>");
    return svg.toString();
  }

  /** Marks powers of ten, and 2 and 5 times these where there are few. */
  private static void values(StringBuilder svg, double bottom, double top) {
    int decades = Math.max(1, (int) Math.ceil((top - bottom) / MOST_MARKS));
    int[] digits = top - bottom < FEW_DECADES ? new int[] {1, 2, 5} : new int[] {1};
    for (int decade = (int) Math.floor(bottom); decade <= top; decade += decades) {
      for (int digit : digits) {
        double log = decade + Math.log10(digit);
        if (log >= bottom && log <= top) {
          double y = y(log, bottom, top);
          svg.append(
              format(
                  "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#d8dee4\"/>"
                      + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#57606a\">"
                      + "%de%d</text>%n",
                  LEFT, y, WIDTH - RIGHT, y, LEFT - 8, y + 4, digit, decade));
        }
      }
    }
  }

  private void steps(StringBuilder svg) {
    int last = logs.length - 1;
    for (int step = 0; step <= last; step += stride(last)) {
      svg.append(
          format(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#57606a\">%d</text>%n",
              x(step), HEIGHT - BOTTOM + 18, step));
    }
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#57606a\">step</text>%n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6));
  }

  /** Returns 1, 2 or 5 times a power of ten, at most eight of which fit. */
  private static int stride(int last) {
    int power = 1;
    while (last / (10 * power) >= 1) {
      power *= 10;
    }
    for (int stride : new int[] {power / 5, power / 2, power, 2 * power}) {
      if (stride >= 1 && last / stride <= MOST_MARKS) {
        return stride;
      }
    }
    return 5 * power;
  }

  private double x(int step) {
    return LEFT + (double) (WIDTH - LEFT - RIGHT) * step / Math.max(1, logs.length - 1);
  }

  private static double y(double log, double bottom, double top) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (top - log) / (top - bottom);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
