package org.kanspark.kernel.view;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Draws predicted against observed values, with the line on which they agree.
 *
 * @param title above the plot, empty for none
 * @param observed values
 * @param predicted values, as many
 * @param most points drawn; of more, those with the smallest hash of their row number
 * @param palette colours
 */
public record ScatterPicture(
    String title, double[] observed, double[] predicted, int most, Palette palette) {
  /** Points beyond which a plot gets larger, not clearer. */
  public static final int MOST = 2000;

  private static final double WIDTH = 480;
  private static final double HEIGHT = 500;

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if they differ, or no point may be drawn
   */
  public ScatterPicture {
    if (observed.length != predicted.length || most < 1) {
      throw new IllegalArgumentException(
          String.format(
              "%d observed and %d predicted values, at most %d points",
              observed.length, predicted.length, most));
    }
  }

  /** Returns the SVG element. */
  public String svg() {
    int[] rows = rows();
    double[] all = new double[2 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      all[2 * i] = observed[rows[i]];
      all[2 * i + 1] = predicted[rows[i]];
    }
    Axis axis = Axis.linear(all).padded(0.03);
    boolean some = rows.length < observed.length;
    Chart chart =
        new Chart(
            new Chart.Names(title, "observed", "predicted"),
            new Chart.Room(WIDTH, HEIGHT + (some ? 20 : 0), 0, 0, some ? 1 : 0, Chart.Room.ANY),
            axis,
            axis,
            palette);
    points(chart, rows);
    chart.svg.line(chart.across.from(), chart.up.from(), chart.across.to(), chart.up.to());
    chart.svg.set("stroke", palette.ink()).set("stroke-width", 1.2);
    chart.svg.set("stroke-dasharray", "5 4").end();
    if (some) {
      chart.note(
          0,
          Figures.count(rows.length)
              + " of "
              + Figures.count(observed.length)
              + " rows are drawn, chosen by a hash of their number.");
    }
    return chart.svg.finish();
  }

  private int[] rows() {
    int[] finite =
        IntStream.range(0, observed.length)
            .filter(i -> Double.isFinite(observed[i]) && Double.isFinite(predicted[i]))
            .toArray();
    if (finite.length <= most) {
      return finite;
    }
    return Arrays.stream(finite)
        .boxed()
        .sorted(Comparator.comparingLong(ScatterPicture::hash))
        .limit(most)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** Mixes as SplitMix64 does (Steele et al. 2014). */
  private static long hash(int row) {
    long z = (row + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private void points(Chart chart, int[] rows) {
    double opacity = Math.max(0.25, Math.min(0.7, 60 / Math.max(1.0, rows.length)));
    chart.svg.start("g").set("fill", palette.accent()).set("fill-opacity", opacity);
    for (int row : rows) {
      chart.svg.circle(chart.across.at(observed[row]), chart.up.at(predicted[row]), 2.5).end();
    }
    chart.svg.end();
  }
}
