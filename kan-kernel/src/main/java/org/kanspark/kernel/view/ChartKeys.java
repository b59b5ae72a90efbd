package org.kanspark.kernel.view;

/** Explains signs, from right to left beside the name of the vertical axis. */
final class ChartKeys {
  private static final double SAMPLE = 18;
  private static final double GAP = 6;
  private static final double KEY_GAP = 16;
  private static final double LONGEST = 180;

  private final Chart chart;
  private final double baseline;
  private final double least;
  private double right;

  /** What stands beside a name. */
  enum Sign {
    LINE,
    DASHES,
    BOX,
    TICK
  }

  ChartKeys(Chart chart) {
    this.chart = chart;
    this.baseline = chart.keyBaseline;
    this.right = chart.across.to();
    this.least = chart.keysFrom;
  }

  /** Adds a key if it is wanted and there is room. */
  ChartKeys add(boolean wanted, Sign sign, String name, String colour) {
    double size = Chart.TEXT_SIZE;
    double sample = sign == Sign.TICK ? SAMPLE / 3 : SAMPLE;
    String shown = TextWidth.shorten(name, size, LONGEST);
    double left = right - TextWidth.of(shown, size) - GAP - sample;
    if (!wanted || left < least) {
      return this;
    }
    double middle = baseline - 4;
    Svg svg = chart.svg;
    switch (sign) {
      case LINE, DASHES -> {
        svg.line(left, middle, left + sample, middle).set("stroke", colour);
        svg.set("stroke-width", 2.2);
        if (sign == Sign.DASHES) {
          svg.set("stroke-dasharray", "7 5");
        }
        svg.end();
      }
      case BOX ->
          svg.rectangle(left, middle - 4, sample, 9)
              .set("fill", colour)
              .set("fill-opacity", 0.45)
              .end();
      case TICK -> {
        double x = left + sample / 2;
        svg.line(x, middle + 4, x, middle - 4).set("stroke", colour);
        svg.set("stroke-width", 1.2).end();
      }
    }
    svg.text(left + sample + GAP, baseline, size).set("fill", chart.palette.muted());
    if (!shown.equals(name)) {
      svg.tooltip(name);
    }
    svg.end(shown);
    right = left - KEY_GAP;
    return this;
  }
}
