package org.kanspark.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Says what a pass costs: {@code latency + a * partitions + b * edge evaluations / cores + c *
 * bytes}, the four numbers at least 0 and fitted to measurements by least squares of relative
 * errors.
 *
 * <p>Bytes are those of the partial sums, one a partition, and of the parameters, one copy an
 * executor.
 */
final class ScaleModel {
  private static final int TERMS = 4;
  private static final double MANY_ROWS = 1e6;

  private final double[] costs;

  private ScaleModel(double[] costs) {
    this.costs = costs;
  }

  /**
   * Fits the model.
   *
   * @throws IllegalArgumentException if there are fewer measurements than terms
   */
  static ScaleModel fit(List<ScaleLine> lines) {
    if (lines.size() < TERMS) {
      throw new IllegalArgumentException(
          lines.size() + " measurements do not tell " + TERMS + " costs");
    }
    // Costs below 0 are left out one by one, the most negative first.
    List<Integer> kept = new ArrayList<>(IntStream.range(0, TERMS).boxed().toList());
    while (true) {
      double[] found = solve(lines, kept);
      int worst = IntStream.range(0, found.length).reduce(0, (i, j) -> found[j] < found[i] ? j : i);
      if (found[worst] >= 0) {
        double[] costs = new double[TERMS];
        IntStream.range(0, found.length).forEach(k -> costs[kept.get(k)] = found[k]);
        return new ScaleModel(costs);
      }
      kept.remove(worst);
    }
  }

  private static double[] solve(List<ScaleLine> lines, List<Integer> kept) {
    RealMatrix matrix = new Array2DRowRealMatrix(lines.size(), kept.size());
    double[] scale = new double[kept.size()];
    for (int k = 0; k < kept.size(); k++) {
      for (ScaleLine line : lines) {
        scale[k] = Math.max(scale[k], terms(line)[kept.get(k)]);
      }
    }
    for (int r = 0; r < lines.size(); r++) {
      double[] terms = terms(lines.get(r));
      for (int k = 0; k < kept.size(); k++) {
        matrix.setEntry(r, k, terms[kept.get(k)] / scale[k] / lines.get(r).seconds());
      }
    }
    RealVector ones = new ArrayRealVector(lines.size(), 1.0);
    double[] found = new QRDecomposition(matrix).getSolver().solve(ones).toArray();
    IntStream.range(0, found.length).forEach(k -> found[k] /= scale[k]);
    return found;
  }

  private static double[] terms(ScaleLine line) {
    return new double[] {1, line.partitions(), line.edgeEvaluations() / line.cores(), line.bytes()};
  }

  /** Returns the seconds of a pass of a size; its own seconds do not count. */
  double seconds(ScaleLine line) {
    double[] terms = terms(line);
    return IntStream.range(0, TERMS).mapToDouble(k -> costs[k] * terms[k]).sum();
  }

  /** Returns the four costs: seconds, a partition, an edge evaluation of a core, a byte. */
  double[] costs() {
    return costs.clone();
  }

  /** Returns the costs in words. */
  String words() {
    return String.format(
        Locale.ROOT,
        "a pass = %.1f ms + %.3f ms a partition + %.2f ns an edge evaluation and core"
            + " + %.2f ns a byte",
        1e3 * costs[0],
        1e3 * costs[1],
        1e9 * costs[2],
        1e9 * costs[3]);
  }

  /**
   * Returns the slope of log seconds over log rows, where only rows were varied and from a million
   * on; NaN where fewer than two sizes were measured.
   */
  static double slope(List<ScaleLine> lines) {
    SimpleRegression line = new SimpleRegression();
    lines.stream()
        .filter(l -> l.study().equals("rows") && l.rows() >= MANY_ROWS)
        .forEach(l -> line.addData(Math.log((double) l.rows()), Math.log(l.seconds())));
    return line.getSlope();
  }
}
