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
import org.kanspark.kernel.spline.TiedCells;

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
 * strength = P / (P + N) * loss / S} for P parameters, N rows and the least loss so far, set anew
 * at every step. It is MacKay's re-estimation of a prior's precision, P being the parameters that
 * rows are taken to determine. So the penalty is never more than that share of the loss, it falls
 * with the loss on exact data, and vanishes where there are many rows.
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
  /** Share of the parameters that rows are taken to determine where curvature is exact. */
  static final double ALL_DETERMINED = 1.0;

  private static final int FURTHER_DIFFERENCES = 2;
  private static final double MOST_STRENGTH = 1e6;
  private static final double WEAKENED = 0.1;

  /**
   * Weight of inputs that have more cells than the grid, see {@link TiedCells}: their functions are
   * taken to jump, and their roughness must not be what the others are measured by. (Log loss on a
   * table of incomes, mean of four splits: 0.2913 with 1, 0.2884 with this.)
   */
  private static final double WEIGHT_OF_TIED = 0.01;

  /** One layer is a linear model, whose least-squares solution is wanted: only gaps are filled. */
  private static final double SHARE_OF_ONE_LAYER = 1e-9;

  /**
   * Share of the label's variance taken as unexplained, however close the fit, where rows are so
   * few that any function fits: rising to this as they fall from half the parameters to none.
   */
  private static final double LEAST_LOSS_OF_FEW_ROWS = 1e-4;

  /** An edge; its coefficients begin at {@code offset}, at feature {@code first} of its layer. */
  private record Edge(SmoothnessPenalty penalty, double weight, int first, int offset, int stride) {
    /** Returns the feature behind its last coefficient. */
    int end() {
      return first + penalty.rows() + penalty.width() - 1;
    }
  }

  private final List<Edge> edges = new ArrayList<>();
  // The same by layer and sum, in the order of features.
  private final List<List<List<Edge>>> bySum = new ArrayList<>();
  private final double share;
  private final double leastLoss;
  private double strength;
  private double least = Double.MAX_VALUE;

  /**
   * Prepares the penalty of a network, of strength 0 until it is adapted.
   *
   * @param network the network
   * @param rows number of rows it is trained on
   * @param determined share of the parameters that rows are taken to determine, from 0, which means
   *     no penalty, to 1
   */
  Smoothness(KanNetwork network, long rows, double determined) {
    double all = network.parameterCount();
    double parameters = determined * all;
    double most = network.depth() == 1 ? SHARE_OF_ONE_LAYER : 1.0;
    this.share = Math.min(most, parameters / (parameters + rows));
    this.leastLoss = LEAST_LOSS_OF_FEW_ROWS * Math.max(0.0, 1 - 2 * rows / all);
    Map<Knots, SmoothnessPenalty> penalties = new HashMap<>();
    for (int l = 0; l < network.depth(); l++) {
      List<List<Edge>> sums = new ArrayList<>();
      for (int j = 0; j < network.layer(l).sums(); j++) {
        sums.add(new ArrayList<>());
      }
      bySum.add(sums);
      for (int i = 0; i < network.layer(l).inputs(); i++) {
        if (network.layer(l).input(i).kind() == InputSpline.Kind.SPLINE) {
          addEdges(network, l, i, penalties);
        }
      }
    }
  }

  /**
   * Returns whether what rows do not decide stays as it is in the model that training goes on from:
   * in one layer every coefficient belongs to one feature's values, and smoothing those without
   * rows would forget what the model has learned from others.
   */
  static boolean keepsModel(TrainingSettings settings, KanNetwork network) {
    return settings.initialModel() != null && network.depth() == 1;
  }

  private void addEdges(
      KanNetwork network, int l, int input, Map<Knots, SmoothnessPenalty> penalties) {
    KanLayer layer = network.layer(l);
    SmoothnessPenalty penalty =
        Objects.requireNonNull(
            penalties.computeIfAbsent(layer.input(input).knots(), Smoothness::penalty));
    int from = network.offset(l, input);
    int first = (from - network.offset(l, 0)) / layer.sums();
    boolean tied = l == 0 && layer.input(input).knots().intervals() > Refinement.gridSize(network);
    double share = tied ? WEIGHT_OF_TIED : 1.0;
    for (int j = 0; j < layer.sums(); j++) {
      if (layer.isSpline(input, j)) {
        double weight = share * weight(network, l, j);
        Edge edge = new Edge(penalty, weight, first, from + j, layer.sums());
        edges.add(edge);
        bySum.get(l).get(j).add(edge);
      }
    }
  }

  private static SmoothnessPenalty penalty(Knots knots) {
    int most = Math.max(0, knots.intervals() - 2);
    return SmoothnessPenalty.of(knots, Math.min(FURTHER_DIFFERENCES, most));
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
    if (!allows(loss)) {
      strength *= WEAKENED;
      return;
    }
    least = Math.min(least, loss);
    double roughness = roughness(parameters);
    double unexplained = share * Math.max(least, leastLoss);
    strength = roughness > 0 ? Math.min(unexplained / roughness, MOST_STRENGTH) : 0.0;
  }

  /**
   * Returns whether a mean loss is no more above the least so far than smoothness may cost: more
   * strength leaves more unexplained, and must not call for more again.
   */
  boolean allows(double loss) {
    return loss <= (1 + share) * Math.max(least, leastLoss);
  }

  private double roughness(double[] parameters) {
    double sum = 0.0;
    for (Edge edge : edges) {
      sum += edge.weight * edge.penalty.value(parameters, edge.offset, edge.stride);
    }
    return sum;
  }

  /**
   * Is what is remembered from step to step.
   *
   * @param strength the strength
   * @param least least mean loss so far
   */
  record State(double strength, double least) {}

  /** Returns what is to be remembered. */
  State state() {
    return new State(strength, least);
  }

  /** Goes on from what was remembered. */
  void restore(State state) {
    strength = state.strength();
    least = state.least();
  }

  /** Returns the value at a parameter vector. */
  double value(double[] parameters) {
    return strength == 0.0 ? 0.0 : strength * roughness(parameters);
  }

  /** Adds the gradient at a parameter vector. */
  void addGradient(double[] parameters, double[] gradient) {
    addGradient(parameters, strength, gradient);
  }

  /** Takes the gradient at a parameter vector away again. */
  void subtractGradient(double[] parameters, double[] gradient) {
    addGradient(parameters, -strength, gradient);
  }

  private void addGradient(double[] parameters, double factor, double[] gradient) {
    for (Edge edge : edges) {
      edge.penalty.addGradient(
          parameters, edge.offset, edge.stride, factor * edge.weight, gradient);
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

  /**
   * Adds the second derivatives by the parameters that lead into a sum.
   *
   * @param layer the layer
   * @param sum the sum
   * @param first first feature of the layer that is taken
   * @param size number of features taken
   * @param lower lower half by rows, entry (p, q) at {@code p (p + 1) / 2 + q}
   */
  void addCurvature(int layer, int sum, int first, int size, double[] lower) {
    List<Edge> ofSum = bySum.get(layer).get(sum);
    int low = 0;
    int high = ofSum.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ofSum.get(middle).end() > first) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    for (int e = low; e < ofSum.size() && ofSum.get(e).first < first + size; e++) {
      addCurvature(ofSum.get(e), ofSum.get(e).first - first, size, lower);
    }
  }

  private void addCurvature(Edge edge, int at, int size, double[] lower) {
    double factor = 2 * strength * edge.weight;
    SmoothnessPenalty penalty = edge.penalty;
    for (int row = 0; row < penalty.rows(); row++) {
      for (int a = 0; a < penalty.width(); a++) {
        int p = at + row + a;
        for (int b = 0; b <= a && p >= 0 && p < size; b++) {
          int q = at + row + b;
          if (q >= 0) {
            lower[p * (p + 1) / 2 + q] += factor * penalty.entry(row, a) * penalty.entry(row, b);
          }
        }
      }
    }
  }
}
