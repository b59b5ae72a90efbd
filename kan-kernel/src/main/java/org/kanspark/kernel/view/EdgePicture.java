package org.kanspark.kernel.view;

import java.util.Arrays;

/**
 * Draws the curve of one edge in raw units, with the density of the training rows under it.
 *
 * @param title above the plot, empty for none
 * @param input name of the horizontal axis
 * @param output name of the vertical axis
 * @param x points of the curve, ascending
 * @param y values there
 * @param density of the training rows, {@link Histogram#NONE} if unknown
 * @param knots drawn as ticks where they lie in the range shown; may be empty
 * @param fit symbolic function over the curve, {@link Fit#NONE} if there is none
 * @param palette colours
 */
public record EdgePicture(
    String title,
    String input,
    String output,
    double[] x,
    double[] y,
    Histogram density,
    double[] knots,
    Fit fit,
    Palette palette) {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 420;
  private static final double STRIP = 54;
  private static final double KNOT = 7;
  private static final double FIT_MARGIN = 0.5;

  /**
   * Counts rows by cells.
   *
   * @param bounds of the cells, ascending, one more than counts
   * @param counts 0 or more; need not be whole
   */
  public record Histogram(double[] bounds, double[] counts) {
    /** No rows known. */
    public static final Histogram NONE = new Histogram(new double[0], new double[0]);

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if there is not one bound more than counts
     */
    public Histogram {
      if (counts.length > 0 && bounds.length != counts.length + 1) {
        throw new IllegalArgumentException(
            counts.length + " counts have " + bounds.length + " bounds, one more is needed");
      }
    }

    /** A cell is as high as its rows are dense; cells without width have none. */
    double[] densities() {
      double[] densities = new double[counts.length];
      for (int i = 0; i < counts.length; i++) {
        double width = bounds[i + 1] - bounds[i];
        double density = counts[i] / width;
        densities[i] = density > 0 && width > 0 && Double.isFinite(density) ? density : 0;
      }
      return densities;
    }
  }

  /**
   * Is a symbolic function at the points of a curve.
   *
   * @param name of the function
   * @param y values, as many as the curve's; empty for none
   */
  public record Fit(String name, double[] y) {
    /** No function. */
    public static final Fit NONE = new Fit("", new double[0]);
  }

  /**
   * Checks that there are as many values as points.
   *
   * @throws IllegalArgumentException if not
   */
  public EdgePicture {
    if (x.length != y.length || fit.y().length != 0 && fit.y().length != x.length) {
      throw new IllegalArgumentException(
          String.format(
              "%d points have %d values and %d of the fit", x.length, y.length, fit.y().length));
    }
  }

  /** Returns the SVG element. */
  public String svg() {
    boolean strip = density.counts().length > 0;
    Chart chart =
        new Chart(
            new Chart.Names(title, input, output),
            new Chart.Room(WIDTH, HEIGHT, 4, strip ? STRIP : 0, 0, Chart.Room.ANY),
            horizontal(),
            vertical(),
            palette);
    if (strip) {
      rows(chart);
    }
    knots(chart);
    chart.curve(x, y, palette.ink(), 2.4, "");
    if (fit.y().length > 0) {
      chart.curve(x, Chart.inside(fit.y(), chart.up), palette.symbolic(), 2, "7 5");
    }
    new ChartKeys(chart)
        .add(fit.y().length > 0, ChartKeys.Sign.DASHES, fit.name(), palette.symbolic())
        .add(fit.y().length > 0, ChartKeys.Sign.LINE, "spline", palette.ink())
        .add(strip, ChartKeys.Sign.BOX, "training rows", palette.accent())
        .add(knots.length > 0, ChartKeys.Sign.TICK, "knots", palette.muted());
    return chart.svg.finish();
  }

  private Axis horizontal() {
    double[] all = Arrays.copyOf(x, x.length + density.bounds().length);
    System.arraycopy(density.bounds(), 0, all, x.length, density.bounds().length);
    return Axis.linear(all);
  }

  /** The curve sets the range; a fit that runs away from it is cut. */
  private Axis vertical() {
    Axis curve = Axis.linear(y);
    double[] near = Chart.inside(fit.y(), curve.padded(FIT_MARGIN));
    double[] all = Arrays.copyOf(near, near.length + 2);
    all[near.length] = curve.min();
    all[near.length + 1] = curve.max();
    return Axis.linear(all).padded(0.04);
  }

  private void rows(Chart chart) {
    double[] densities = density.densities();
    double highest = Arrays.stream(densities).max().orElse(0);
    Svg svg = chart.svg;
    svg.start("g").set("fill", palette.accent()).set("fill-opacity", 0.45);
    for (int i = 0; i < densities.length; i++) {
      if (densities[i] > 0) {
        double left = chart.across.at(density.bounds()[i]);
        double right = chart.across.at(density.bounds()[i + 1]);
        double height = (STRIP - 12) * densities[i] / highest;
        svg.rectangle(left, chart.floor - height, Math.max(0.5, right - left - 0.5), height).end();
      }
    }
    svg.end();
    svg.line(chart.across.from(), chart.floor, chart.across.to(), chart.floor);
    svg.set("stroke", palette.muted()).end();
  }

  private void knots(Chart chart) {
    double foot = chart.up.from();
    chart.svg.start("g").set("stroke", palette.muted()).set("stroke-width", 1.2);
    for (double knot : knots) {
      if (knot >= chart.across.min() && knot <= chart.across.max()) {
        double at = chart.across.at(knot);
        chart.svg.line(at, foot, at, foot - KNOT).end();
      }
    }
    chart.svg.end();
  }
}
