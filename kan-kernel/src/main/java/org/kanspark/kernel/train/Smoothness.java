package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kanspark.kernel.linalg.SymmetricMatrix;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.spline.SmoothnessPenalty;

/**
 * Decides what rows do not: splines continue smoothly into cells with few rows or none, and follow
 * noise no more than they must. It pulls towards polynomials, never towards zero.
 *
 * <p>The penalty is {@code strength * S}, S the squared (k+3)-th differences of the coefficients of
 * all edges, each edge measured by the range of the node it feeds, so that S does not depend on the
 * units of hidden nodes. Two orders beyond those of the spline's own jumps, S is next to nothing on
 * the best approximation of a smooth function: it can be strong enough to reach over several cells
 * without costing accuracy.
 *
 * <p>The strength is the ratio of what rows leave unexplained to the roughness there is, {@code
 * strength = P / (P + N) * loss / S} for P parameters and N rows, set anew at every step: MacKay's
 * re-estimation of a prior's precision with all parameters counted as determined. So the penalty is
 * never more than that share of the loss, it falls with the loss on exact data, and vanishes where
 * there are many rows.
 *
 * <p>Measured against a fixed weight of 1e-9 on (k+1)-th differences, test RMSE, medians: [2,1,1]
 * at G = 200 from 2.4e-9 (worst of ten seeds 2.1e-7) to 1.8e-9 (2.0e-9); [4,2,1,1] at G = 50 from
 * 7.5e-6 to 3e-7; 5 % noise, [2,1,1] at G = 50, 1000 rows, from 3.6e-2 to 9e-3.
 *
 * <pre>
 * D. MacKay, "Bayesian interpolation", Neural Computation 4 (1992), 415-447.
 * </pre>
 */
final class Smoothness {
  private static final int FURTHER_DIFFERENCES = 2;
  private static final double MOST_STRENGTH = 1e6;

  /**
   * Share of the label's variance taken as unexplained, however close the fit, where rows are so
   * few that any function fits: rising to this as they fall from half the parameters to none.
   */
  private static final double LEAST_LOSS_OF_FEW_ROWS = 1e-4;

  private static final double FAINT = 1e-9;
  private static final double FAINT_GRID = 50;

  private record Edge(SmoothnessPenalty penalty, double weight, int offset, int stride) {}

  private interface EdgeWeight {
    double of(int layer, int input, int sum);
  }

  private final List<Edge> edges = new ArrayList<>();
  private final double share;
  private final double leastLoss;
  private double strength;

  private Smoothness(KanNetwork network, long rows, int furtherDifferences, EdgeWeight weight) {
    double parameters = network.parameterCount();
    this.share = parameters / (parameters + rows);
    this.leastLoss = LEAST_LOSS_OF_FEW_ROWS * Math.max(0.0, 1 - 2 * rows / parameters);
    Map<Knots, SmoothnessPenalty> penalties = new HashMap<>();
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      for (int i = 0; i < layer.inputs(); i++) {
        if (layer.input(i).kind() != InputSpline.Kind.SPLINE) {
          continue;
        }
        SmoothnessPenalty penalty =
            Objects.requireNonNull(
                penalties.computeIfAbsent(
                    layer.input(i).knots(), knots -> penalty(knots, furtherDifferences)));
        for (int j = 0; j < layer.sums(); j++) {
          if (layer.isSpline(i, j)) {
            edges.add(
                new Edge(penalty, weight.of(l, i, j), network.offset(l, i) + j, layer.sums()));
          }
        }
      }
    }
  }

  /**
   * Prepares the penalty of a network, of strength 0 until it is adapted.
   *
   * @param network the network
   * @param rows number of rows it is trained on
   */
  static Smoothness adaptive(KanNetwork network, long rows) {
    return new Smoothness(
        network, rows, FURTHER_DIFFERENCES, (l, input, sum) -> weight(network, l, sum));
  }

  /**
   * Prepares a faint penalty of (k+1)-th differences that stays the same, as quasi-Newton methods
   * need it: it decides about cells without rows and is nothing elsewhere.
   */
  static Smoothness faint(KanNetwork network) {
    Smoothness faint =
        new Smoothness(
            network,
            Long.MAX_VALUE,
            0,
            (l, input, sum) -> {
              int intervals = network.layer(l).input(input).knots().intervals();
              return Math.pow(Math.min(1.0, intervals / FAINT_GRID), 7);
            });
    faint.strength = FAINT;
    return faint;
  }

  private static SmoothnessPenalty penalty(Knots knots, int furtherDifferences) {
    int most = Math.max(0, knots.intervals() - 2);
    return SmoothnessPenalty.of(knots, Math.min(furtherDifferences, most));
  }

  /** Returns one over the square of half the range that the node of a sum has its knots on. */
  private static double weight(KanNetwork network, int l, int sum) {
    boolean output = l + 1 == network.depth();
    if (output || sum >= network.layer(l).sumNodes()) {
      return 1.0;
    }
    InputSpline node = network.layer(l + 1).input(sum);
    double half = (node.knots().upper() - node.knots().lower()) / 2;
    return node.kind() == InputSpline.Kind.SPLINE ? 1 / (half * half) : 1.0;
  }

  /** Sets the strength that fits a mean loss reached at a parameter vector. */
  void adapt(double[] parameters, double loss) {
    double roughness = roughness(parameters);
    double unexplained = share * Math.max(loss, leastLoss);
    strength = roughness > 0 ? Math.min(unexplained / roughness, MOST_STRENGTH) : 0.0;
  }

  private double roughness(double[] parameters) {
    double sum = 0.0;
    for (Edge edge : edges) {
      sum += edge.weight * edge.penalty.value(parameters, edge.offset, edge.stride);
    }
    return sum;
  }

  /** Returns the value at a parameter vector. */
  double value(double[] parameters) {
    return strength == 0.0 ? 0.0 : strength * roughness(parameters);
  }

  /** Adds the gradient at a parameter vector. */
  void addGradient(double[] parameters, double[] gradient) {
    for (Edge edge : edges) {
      edge.penalty.addGradient(
          parameters, edge.offset, edge.stride, strength * edge.weight, gradient);
    }
  }

  /** Adds the second derivatives. */
  void addCurvature(SymmetricMatrix curvature) {
    for (Edge edge : edges) {
      double factor = 2 * strength * edge.weight;
      SmoothnessPenalty penalty = edge.penalty;
      for (int row = 0; row < penalty.rows(); row++) {
        for (int a = 0; a < penalty.width(); a++) {
          for (int b = a; b < penalty.width(); b++) {
            curvature.add(
                edge.offset + (row + a) * edge.stride,
                edge.offset + (row + b) * edge.stride,
                factor * penalty.entry(row, a) * penalty.entry(row, b));
          }
        }
      }
    }
  }
}
