package org.kanspark.kernel.view;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Draws how the objective fell, on a logarithmic scale; on an even one if it is negative somewhere.
 *
 * @param title above the plot, empty for none
 * @param objective at the start and after every step
 * @param marks steps at which something else happened
 * @param palette colours
 */
public record LossPicture(String title, double[] objective, List<Mark> marks, Palette palette) {
  private static final double WIDTH = 720;
  private static final double HEIGHT = 300;
  private static final int MOST_ROWS = 3;
  private static final double ROW = 15;

  /**
   * Marks a step.
   *
   * @param step index into the objective; marks outside are not drawn
   * @param name of what happened, such as a new grid
   */
  public record Mark(int step, String name) {}

  /** Copies the marks. */
  public LossPicture {
    marks = List.copyOf(marks);
  }

  /** Returns the SVG element. */
  public String svg() {
    double[] steps = new double[objective.length];
    Arrays.setAll(steps, i -> i);
    int last = Math.max(1, objective.length - 1);
    boolean negative = Arrays.stream(objective).anyMatch(v -> v < 0);
    Axis up = negative ? Axis.linear(objective).padded(0.05) : Axis.logarithmic(objective);
    List<Mark> shown =
        marks.stream()
            .filter(m -> m.step() >= 0 && m.step() < objective.length)
            .sorted(Comparator.comparingInt(Mark::step))
            .toList();
    double above = shown.isEmpty() ? 0 : ROW * Math.min(MOST_ROWS, shown.size());
    Chart chart =
        new Chart(
            new Chart.Names(title, "steps and knot changes", "objective"),
            new Chart.Room(WIDTH, HEIGHT + above, above, 0, 0, last),
            new Axis(0, last, false, 0, 1),
            up,
            palette);
    marks(chart, shown, above);
    chart.curve(steps, objective, palette.accent(), 2, "");
    end(chart);
    return chart.svg.finish();
  }

  /** Names go side by side in rows; one without room is shown by its line and its tooltip. */
  private void marks(Chart chart, List<Mark> shown, double above) {
    int rows = Math.min(MOST_ROWS, shown.size());
    double[] spare = new double[rows];
    double size = Chart.TEXT_SIZE;
    double top = chart.up.to() - above;
    for (Mark mark : shown) {
      double x = chart.across.at(mark.step());
      String name = TextWidth.shorten(mark.name(), size, WIDTH / 4);
      double width = TextWidth.of(name, size);
      double left = x + 4 + width <= chart.across.to() ? x + 4 : x - 4 - width;
      int row = freeRow(spare, left);
      double start = row < rows ? top + row * ROW + 2 : chart.up.to();
      chart.svg.start("g").tooltip(mark.name() + " at step " + mark.step());
      chart.svg.line(x, start, x, chart.up.from()).set("stroke", palette.muted());
      chart.svg.set("stroke-dasharray", "3 3").end();
      if (row < rows) {
        chart.svg.text(left, top + row * ROW + 11, size);
        chart.svg.set("fill", palette.ink()).end(name);
        spare[row] = left + width + 10;
      }
      chart.svg.end();
    }
  }

  /** Returns the first row below which no name is in the way: a mark's line runs down from it. */
  private static int freeRow(double[] spare, double left) {
    int row = spare.length;
    while (row > 0 && spare[row - 1] <= left) {
      row--;
    }
    return row;
  }

  private void end(Chart chart) {
    int last = objective.length - 1;
    if (last < 0 || !Double.isFinite(objective[last])) {
      return;
    }
    chart.svg.start("g").tooltip(Figures.shown(objective[last], 5) + " at step " + last);
    chart.svg.circle(chart.across.at(last), chart.up.at(objective[last]), 3.5);
    chart.svg.set("fill", palette.accent()).end();
    chart.svg.end();
  }
}
