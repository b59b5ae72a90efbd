package org.kanspark.kernel.interpret;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.view.EdgePicture;
import org.kanspark.kernel.view.EdgePicture.Fit;
import org.kanspark.kernel.view.EdgePicture.Histogram;
import org.kanspark.kernel.view.Palette;

/**
 * Describes one edge of a trained model: its curve over the range of the training rows, and what
 * these did on it. Features and what goes into the label are in raw units, activations between
 * layers in the network's.
 *
 * @param edge which one
 * @param function name of its function, empty for a spline
 * @param from name of its input
 * @param to name of the node it leads to
 * @param x points of the curve, evenly spaced from the smallest to the largest input
 * @param y values there
 * @param density of the training rows over the range of the knots
 * @param knots of the input on the range of the grid, empty for a function
 * @param mean of its values on the training rows
 * @param deviation standard deviation of its values on the training rows
 * @param score share of what reaches the output that passes it
 */
public record EdgeView(
    Edge edge,
    String function,
    String from,
    String to,
    double[] x,
    double[] y,
    Histogram density,
    double[] knots,
    double mean,
    double deviation,
    double score) {
  private static final int POINTS = 201;

  /**
   * Looks at an edge.
   *
   * @param model the model
   * @param statistics of its edges
   * @param features names of the features
   * @param outputs names of the outputs
   * @throws IllegalArgumentException if there is no such live edge, or its input is constant
   */
  public static EdgeView of(
      KanModel model,
      EdgeStatistics statistics,
      List<String> features,
      List<String> outputs,
      Edge edge) {
    edge.requireLive(model.network());
    int l = edge.layer();
    KanLayer layer = model.network().layer(l);
    LayerStatistics seen = statistics.layer(l);
    double[] x = points(edge, seen.min()[edge.input()], seen.max()[edge.input()]);
    boolean last = l == model.network().depth() - 1;
    double scale = last ? model.labelScale().scale(edge.sum()) : 1;
    double[] values =
        new EdgeCurves(model.network(), model.parameters(), l).values(edge.input(), x)[edge.sum()];
    Knots knots = layer.input(edge.input()).knots();
    int bins = LayerStatistics.BINS;
    double[] bounds =
        IntStream.rangeClosed(0, bins)
            .mapToDouble(b -> knots.lower() + (knots.upper() - knots.lower()) * b / bins)
            .toArray();
    int place = edge.input() * seen.sums() + edge.sum();
    String function = edge.function(model.network());
    return new EdgeView(
        edge,
        function,
        edge.from(features),
        edge.to(model.network(), outputs),
        raw(model, edge, x),
        Arrays.stream(values).map(value -> value * scale).toArray(),
        new Histogram(raw(model, edge, bounds), seen.counts()[edge.input()]),
        function.isEmpty() ? raw(model, edge, knots.interior()) : new double[0],
        seen.edgeMean()[place] * scale,
        seen.edgeDeviation()[place] * Math.abs(scale),
        Attribution.of(model.network(), statistics).edge(l, edge.input(), edge.sum()));
  }

  private static double[] points(Edge edge, double min, double max) {
    edge.requireCurve(min, max);
    return IntStream.range(0, POINTS)
        .mapToDouble(p -> ((POINTS - 1.0 - p) * min + p * max) / (POINTS - 1.0))
        .toArray();
  }

  private static double[] raw(KanModel model, Edge edge, double[] inputs) {
    return edge.layer() > 0
        ? inputs
        : Arrays.stream(inputs).map(u -> model.featureMap().unmap(edge.input(), u)).toArray();
  }

  /** Draws the curve with the density of the training rows under it, as SVG text. */
  public String svg() {
    String title = function.isEmpty() ? from + " to " + to : from + " to " + to + ": " + function;
    return new EdgePicture(title, from, to, x, y, density, knots, Fit.NONE, Palette.LIGHT).svg();
  }
}
