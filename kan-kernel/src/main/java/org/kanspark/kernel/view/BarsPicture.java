package org.kanspark.kernel.view;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws values by name as horizontal bars, the largest first.
 *
 * @param title above the bars, empty for none
 * @param names one per bar
 * @param values as many; what is not finite counts as 0
 * @param most bars drawn, at least 1; the others are counted under them
 * @param palette colours
 */
public record BarsPicture(
    String title, List<String> names, double[] values, int most, Palette palette) {
  private static final double WIDTH = 640;
  private static final double ROW = 24;
  private static final double BAR = 15;
  private static final double SIZE = 12;
  private static final double MARGIN = Chart.MARGIN;
  private static final double LONGEST = 220;
  private static final double GAP = 8;
  private static final int DIGITS = 3;

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if they differ, or no bar may be drawn
   */
  public BarsPicture {
    names = List.copyOf(names);
    if (names.size() != values.length || most < 1) {
      throw new IllegalArgumentException(
          String.format(
              "%d names and %d values, at most %d bars", names.size(), values.length, most));
    }
  }

  /** Returns the SVG element. */
  public String svg() {
    List<Integer> shown =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -value(i)))
            .limit(most)
            .toList();
    int hidden = values.length - shown.size();
    double top = MARGIN + (title.isEmpty() ? 0 : Chart.TITLE_SIZE + 12);
    double height = top + shown.size() * ROW + (hidden > 0 ? 22 : 0) + MARGIN - 4;
    String label = title.isEmpty() ? "bars" : title;
    Svg svg = new Svg(WIDTH, height, label, palette.background());
    if (!title.isEmpty()) {
      svg.text(MARGIN, MARGIN + Chart.TITLE_SIZE - 3, Chart.TITLE_SIZE);
      svg.set("fill", palette.ink());
      svg.end(TextWidth.shorten(title, Chart.TITLE_SIZE, WIDTH - 2 * MARGIN));
    }
    bars(svg, shown, top);
    if (hidden > 0) {
      svg.text(MARGIN, height - MARGIN + 4, Chart.TEXT_SIZE).set("fill", palette.muted());
      svg.end(Figures.count(hidden) + " smaller not drawn.");
    }
    return svg.finish();
  }

  private double value(int i) {
    return Double.isFinite(values[i]) ? values[i] : 0;
  }

  private void bars(Svg svg, List<Integer> shown, double top) {
    double widest =
        shown.stream().mapToDouble(i -> TextWidth.of(names.get(i), SIZE)).max().orElse(0);
    double left = MARGIN + Math.min(LONGEST, widest) + GAP;
    double figures =
        shown.stream().mapToDouble(i -> TextWidth.of(figure(i), SIZE)).max().orElse(0) + GAP;
    Axis axis = Axis.linear(shown.stream().mapToDouble(this::value).toArray()).withZero();
    // Figures stand at the outer ends of bars, on both sides of 0 if values do.
    double start = axis.min() < 0 ? left + figures : left;
    axis = axis.between(start, WIDTH - MARGIN - figures);
    double y = top;
    for (int i : shown) {
      bar(svg, i, axis, left, y);
      y += ROW;
    }
    double zero = axis.at(0);
    svg.line(zero, top, zero, y).set("stroke", palette.muted()).end();
  }

  private String figure(int i) {
    return Figures.shown(value(i), DIGITS);
  }

  private void bar(Svg svg, int i, Axis axis, double left, double y) {
    double baseline = y + ROW / 2 + 0.35 * SIZE;
    double zero = axis.at(0);
    double end = axis.at(value(i));
    boolean negative = value(i) < 0;
    svg.start("g").tooltip(names.get(i) + ": " + figure(i));
    svg.text(left - GAP, baseline, SIZE).set("text-anchor", "end").set("fill", palette.ink());
    svg.end(TextWidth.shorten(names.get(i), SIZE, LONGEST));
    svg.rectangle(Math.min(zero, end), y + (ROW - BAR) / 2, Math.abs(end - zero), BAR);
    svg.set("fill", palette.accent()).end();
    svg.text(negative ? end - GAP / 2 : end + GAP / 2, baseline, SIZE);
    svg.set("text-anchor", negative ? "end" : "start").set("fill", palette.muted());
    svg.end(figure(i));
    svg.end();
  }
}
