package org.kanspark.kernel.view;

import java.util.Arrays;

/**
 * Draws the frame of a plot: title, grid, ticks, names of the axes. The name of the vertical axis
 * stands above it, where it can be read.
 */
final class Chart {
  static final double MARGIN = 16;
  static final double TITLE_SIZE = 15;
  static final double TEXT_SIZE = 11;

  private static final double PIXELS_PER_TICK_ACROSS = 80;
  private static final double PIXELS_PER_TICK_UP = 32;
  private static final double TICK_GAP = 7;

  /**
   * Says what is written around a plot.
   *
   * @param title above it, empty for none
   * @param across name of the horizontal axis
   * @param up name of the vertical axis
   */
  record Names(String title, String across, String up) {}

  /**
   * Gives the room of a picture.
   *
   * @param width of the whole
   * @param height of the whole
   * @param above room between the name of the vertical axis and the plot
   * @param below room between the plot and the labels of the horizontal axis
   * @param notes lines under all
   * @param mostTicks intervals of the horizontal axis
   */
  record Room(double width, double height, double above, double below, int notes, int mostTicks) {
    static final int ANY = Integer.MAX_VALUE;
  }

  final Svg svg;
  final Palette palette;
  final Axis across;
  final Axis up;

  /** Where labels of the horizontal axis begin. */
  final double floor;

  /** Where the name of the vertical axis stands. */
  final double keyBaseline;

  /** Where that name ends. */
  final double keysFrom;

  private final double height;
  private final int notes;

  /** Draws the frame; data may follow. */
  Chart(Names names, Room room, Axis across, Axis up, Palette palette) {
    this.palette = palette;
    this.height = room.height();
    this.notes = room.notes();
    String label = names.title().isEmpty() ? names.up() + " by " + names.across() : names.title();
    svg = new Svg(room.width(), room.height(), label, palette.background());
    double top = MARGIN + (names.title().isEmpty() ? 0 : TITLE_SIZE + 10) + TEXT_SIZE + 8;
    keyBaseline = top - 8;
    double captions = notes == 0 ? 0 : notes * 16 + 4;
    floor = room.height() - 44 - captions;
    this.up = up.between(floor - room.below(), top + room.above());
    Ticks vertical = this.up.ticks((int) ((this.up.from() - this.up.to()) / PIXELS_PER_TICK_UP));
    double left = MARGIN + widest(vertical) + TICK_GAP;
    double right = room.width() - MARGIN - 4;
    this.across = across.between(left, right);
    title(names.title(), room.width());
    keysFrom = verticalAxis(vertical, names.up(), room.width());
    horizontalAxis(names.across(), room.mostTicks());
  }

  private static double widest(Ticks ticks) {
    return ticks.labels().stream().mapToDouble(l -> TextWidth.of(l, TEXT_SIZE)).max().orElse(0);
  }

  private void title(String title, double width) {
    if (!title.isEmpty()) {
      String shown = TextWidth.shorten(title, TITLE_SIZE, width - 2 * MARGIN);
      svg.text(MARGIN, MARGIN + TITLE_SIZE - 3, TITLE_SIZE).set("fill", palette.ink());
      if (!shown.equals(title)) {
        svg.tooltip(title);
      }
      svg.end(shown);
    }
  }

  private double verticalAxis(Ticks ticks, String name, double width) {
    for (int i = 0; i < ticks.values().length; i++) {
      double y = up.at(ticks.values()[i]);
      svg.line(across.from(), y, across.to(), y).set("stroke", palette.grid()).end();
      svg.text(across.from() - TICK_GAP, y + 0.35 * TEXT_SIZE, TEXT_SIZE);
      svg.set("text-anchor", "end").set("fill", palette.muted()).end(ticks.labels().get(i));
    }
    String shown = TextWidth.shorten(name, TEXT_SIZE, 0.35 * width);
    svg.text(MARGIN, keyBaseline, TEXT_SIZE).set("fill", palette.muted()).end(shown);
    return MARGIN + TextWidth.of(shown, TEXT_SIZE);
  }

  private void horizontalAxis(String name, int mostTicks) {
    svg.line(across.from(), up.from(), across.to(), up.from()).set("stroke", palette.muted()).end();
    double room = (across.to() - across.from()) / PIXELS_PER_TICK_ACROSS;
    Ticks ticks = across.ticks((int) Math.max(1, Math.min(room, mostTicks)));
    double spare = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < ticks.values().length; i++) {
      double x = across.at(ticks.values()[i]);
      svg.line(x, floor, x, floor + 4).set("stroke", palette.muted()).end();
      double half = TextWidth.of(ticks.labels().get(i), TEXT_SIZE) / 2;
      if (x - half > spare) {
        svg.text(x, floor + 6 + TEXT_SIZE, TEXT_SIZE);
        svg.set("text-anchor", "middle").set("fill", palette.muted()).end(ticks.labels().get(i));
        spare = x + half + 4;
      }
    }
    String shown = TextWidth.shorten(name, TEXT_SIZE, across.to() - across.from());
    svg.text((across.from() + across.to()) / 2, floor + 36, TEXT_SIZE);
    svg.set("text-anchor", "middle").set("fill", palette.muted()).end(shown);
  }

  /** Draws a curve. */
  void curve(double[] x, double[] y, String colour, double width, String dashes) {
    String path = CurvePath.of(x, y, across, up, 0.1);
    if (path.isEmpty()) {
      return;
    }
    svg.start("path").set("d", path).set("fill", "none").set("stroke", colour);
    svg.set("stroke-width", width).set("stroke-linejoin", "round").set("stroke-linecap", "round");
    if (!dashes.isEmpty()) {
      svg.set("stroke-dasharray", dashes);
    }
    svg.end();
  }

  /** Writes a line under the plot. */
  void note(int line, String text) {
    double baseline = height - 6 - (notes - 1 - line) * 16;
    svg.text(MARGIN, baseline, TEXT_SIZE).set("fill", palette.muted()).end(text);
  }

  /** Returns a copy in which values outside a range interrupt a curve. */
  static double[] inside(double[] values, Axis range) {
    return Arrays.stream(values)
        .map(v -> v >= range.min() && v <= range.max() ? v : Double.NaN)
        .toArray();
  }
}
