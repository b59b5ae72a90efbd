package org.kanspark.kernel.conversion;

import java.util.Arrays;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.interpret.EdgeCurves;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.interpret.LayerStatistics;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.symbolic.Curve;

/** Computes curves of edges over what their inputs were in training, weighted by how often. */
public final class EdgeCurve {
  private static final int POINTS = 129;

  /** Least weight of a point, as a share of the mean: so that gaps in the data have some. */
  private static final double LEAST_WEIGHT = 1e-4;

  /** By how much of their range inputs may leave the knots for their histogram to count. */
  private static final double BEYOND = 0.02;

  private EdgeCurve() {}

  /**
   * Returns the curve of an edge in the network's units.
   *
   * @param statistics of the edges over the training rows
   * @throws IllegalArgumentException if there is no such live edge, or its input is constant
   */
  public static Curve of(KanModel model, EdgeStatistics statistics, Edge edge) {
    edge.requireLive(model.network());
    LayerStatistics seen = statistics.layer(edge.layer());
    double lower = seen.min()[edge.input()];
    double upper = seen.max()[edge.input()];
    edge.requireCurve(lower, upper);
    double[] x = new double[POINTS];
    for (int p = 0; p < POINTS; p++) {
      double share = p / (POINTS - 1.0);
      x[p] = (1 - share) * lower + share * upper;
    }
    double[] y =
        new EdgeCurves(model.network(), model.parameters(), edge.layer())
            .values(edge.input(), x)[edge.sum()];
    Knots knots = model.network().layer(edge.layer()).input(edge.input()).knots();
    return new Curve(x, y, weights(x, seen.counts()[edge.input()], knots), lower, upper);
  }

  private static double[] weights(double[] x, double[] counts, Knots knots) {
    double[] weights = new double[x.length];
    double reach = knots.upper() - knots.lower();
    double slack = BEYOND * reach;
    if (x[0] < knots.lower() - slack || x[x.length - 1] > knots.upper() + slack) {
      Arrays.fill(weights, 1.0);
      return weights;
    }
    double least = LEAST_WEIGHT * Arrays.stream(counts).sum() / counts.length;
    for (int p = 0; p < x.length; p++) {
      int bin = (int) ((x[p] - knots.lower()) / reach * counts.length);
      weights[p] = Math.max(least, counts[Math.max(0, Math.min(counts.length - 1, bin))]);
    }
    return weights;
  }
}
