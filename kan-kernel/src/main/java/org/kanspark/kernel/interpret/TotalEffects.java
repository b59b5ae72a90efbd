package org.kanspark.kernel.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.EdgeValues;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;

/**
 * Computes how much of the variance of a model's predictions each feature has a part in: total
 * Sobol indices.
 *
 * <p>A feature's values are exchanged among rows; half the mean squared change of the prediction,
 * over the variance of predictions, estimates the index if features are independent, and is the
 * importance by permutation whatever they are. Unlike {@link Attribution} it looks at the whole
 * function: edges that cancel each other count for nothing. The indices of an additive function add
 * up to 1 and are the squares of its attributions; interactions count for every feature in them.
 *
 * <pre>
 * Jansen, "Analysis of variance designs for model output", Comput. Phys. Commun. 117 (1999).
 * </pre>
 */
public final class TotalEffects {
  private static final int MOST_ROWS = 8192;
  private static final int LEAST_ROWS = 512;

  /** How far values travel, as shares of a tile's rows. */
  private static final double[] SHIFTS = {0.19, 0.37, 0.61, 0.83};

  /** Evaluations of edges after which rows are saved. */
  private static final double BUDGET = 1e9;

  private final KanModel model;
  private final KanLayer first;
  private final NetworkEvaluator evaluator;
  private final EdgeValues edges;
  private final @Nullable NetworkEvaluator rest;
  private final double[] outputs;
  private final double[] changed;
  private final double[] sums;
  private final double[] edgeOfRow;
  private final double[] nodes;
  private final double[] squares;
  private double weightSum;
  private double outputSum;
  private double outputSquares;

  private TotalEffects(KanModel model) {
    this.model = model;
    KanNetwork network = model.network();
    this.first = network.layer(0);
    this.evaluator = new NetworkEvaluator(network, Kernels.get());
    this.evaluator.setParameters(model.parameters());
    this.edges = new EdgeValues(network, evaluator);
    int capacity = evaluator.capacity();
    this.rest = network.depth() == 1 ? null : rest(network, model.parameters(), capacity);
    this.outputs = new double[network.outputs() * capacity];
    this.changed = new double[outputs.length];
    this.sums = new double[first.sums() * capacity];
    this.edgeOfRow = new double[sums.length];
    this.nodes = new double[first.nodes() * capacity];
    this.squares = new double[network.inputs()];
  }

  private static NetworkEvaluator rest(KanNetwork network, double[] all, int capacity) {
    List<KanLayer> layers = new ArrayList<>();
    for (int l = 1; l < network.depth(); l++) {
      layers.add(network.layer(l));
    }
    KanNetwork behind =
        new KanNetwork(network.degree(), network.baseFunction(), network.extrapolation(), layers);
    double[] parameters = new double[behind.parameterCount()];
    int from = network.offset(1, 0);
    int splines = network.symbolicOffset(0) - from;
    System.arraycopy(all, from, parameters, 0, splines);
    int symbolic = network.symbolicOffset(1);
    System.arraycopy(all, symbolic, parameters, splines, all.length - symbolic);
    NetworkEvaluator evaluator = new NetworkEvaluator(behind, Kernels.get(), capacity);
    evaluator.setParameters(parameters);
    return evaluator;
  }

  /**
   * Computes the indices.
   *
   * @param model a model of one output
   * @param sample rows in random order, features raw
   * @return one a feature, 0 for one that does not matter; all 0 if predictions do not vary
   */
  public static double[] of(KanModel model, RowBlock sample) {
    TotalEffects effects = new TotalEffects(model);
    KanNetwork network = model.network();
    double behind = network.edges() - (double) effects.first.inputs() * effects.first.sums();
    double perRow = SHIFTS.length * network.inputs() * (effects.first.sums() + behind);
    int affordable = (int) Math.max(LEAST_ROWS, Math.min(MOST_ROWS, BUDGET / perRow));
    int rows = Math.min(sample.rows(), affordable);
    int capacity = effects.evaluator.capacity();
    for (int from = 0; from < rows; from += capacity) {
      effects.add(sample, from, Math.min(capacity, rows - from));
    }
    return effects.indices();
  }

  private void add(RowBlock sample, int from, int rows) {
    int capacity = evaluator.capacity();
    model.featureMap().map(sample, from, rows, evaluator.inputTile(), capacity);
    evaluator.forward(rows);
    evaluator.outputs(rows, outputs);
    int width = first.sums();
    double[] values = new double[width];
    Arrays.fill(sums, 0.0);
    for (int r = 0; r < rows; r++) {
      double weight = sample.weight(from + r);
      weightSum += weight;
      outputSum += weight * outputs[r];
      outputSquares += weight * outputs[r] * outputs[r];
      for (int i = 0; i < first.inputs(); i++) {
        edges.load(0, i, r, values);
        for (int j = 0; j < width; j++) {
          sums[r * width + j] += values[j];
        }
      }
    }
    for (int i = 0; i < first.inputs(); i++) {
      for (int r = 0; r < rows; r++) {
        edges.load(0, i, r, values);
        System.arraycopy(values, 0, edgeOfRow, r * width, width);
      }
      for (double share : SHIFTS) {
        exchange(i, (int) (share * rows), sample, from, rows);
      }
    }
  }

  /** Gives each row the feature's value of the row some places on, and adds what changes. */
  private void exchange(int feature, int shift, RowBlock sample, int from, int rows) {
    int width = first.sums();
    int capacity = evaluator.capacity();
    for (int r = 0; r < rows; r++) {
      int other = (r + shift) % rows * width;
      int own = r * width;
      for (int n = 0; n < first.sumNodes(); n++) {
        nodes[n * capacity + r] = sums[own + n] - edgeOfRow[own + n] + edgeOfRow[other + n];
      }
      for (int n = first.sumNodes(); n < first.nodes(); n++) {
        int sum = first.sumNodes() + 2 * (n - first.sumNodes());
        double left = sums[own + sum] - edgeOfRow[own + sum] + edgeOfRow[other + sum];
        double right = sums[own + sum + 1] - edgeOfRow[own + sum + 1] + edgeOfRow[other + sum + 1];
        nodes[n * capacity + r] = left * right;
      }
    }
    double[] results = nodes;
    if (rest != null) {
      System.arraycopy(nodes, 0, rest.inputTile(), 0, nodes.length);
      rest.forward(rows);
      rest.outputs(rows, changed);
      results = changed;
    }
    for (int r = 0; r < rows; r++) {
      double change = results[r] - outputs[r];
      squares[feature] += sample.weight(from + r) * change * change;
    }
  }

  private double[] indices() {
    double mean = outputSum / weightSum;
    double variance = outputSquares / weightSum - mean * mean;
    double[] indices = new double[squares.length];
    // Rounding alone is no variance.
    if (variance > 1e-24 * (1 + mean * mean)) {
      for (int i = 0; i < indices.length; i++) {
        indices[i] = squares[i] / (2 * SHIFTS.length * weightSum * variance);
      }
    }
    return indices;
  }
}
