package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.linalg.GramSum;
import org.kanspark.kernel.linalg.SymmetricMatrix;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.network.ActivationTerm;
import org.kanspark.kernel.network.JacobianRow;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.penalty.ActivationPull;
import org.kanspark.kernel.penalty.ActivationSums;

/** Sums the losses of candidates, and gradient and curvature of one of them. */
final class CandidatesAggregator implements Aggregator<CandidatesAggregator> {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable CandidatesTask task;
  private transient @Nullable Scratch scratch;
  private double weightSum;
  private double @Nullable [] lossSums;
  private double @Nullable [] gradientSum;
  private @Nullable SymmetricMatrix curvatureSum;
  private @Nullable ActivationRanges ranges;
  private final HeldBackLoss heldBack;
  private final ArrayList<ActivationSums> activations = new ArrayList<>();

  CandidatesAggregator(CandidatesTask task) {
    this.task = task;
    this.heldBack = new HeldBackLoss(task.candidates().length);
  }

  /** Holds what one thread needs to evaluate tiles. */
  private static final class Scratch {
    final CandidatesTask task;
    final NetworkEvaluator[] evaluators;
    final Scaling.Targets targets;
    final double[] outputs;
    final double[] gradient;
    final double[] curvature;
    final double[] direction;
    final @Nullable JacobianRow row;
    final @Nullable ActivationTerm term;
    final List<ActivationSums.Adder> adders = new ArrayList<>();
    @Nullable GramSum gram;

    Scratch(CandidatesTask task) {
      this.task = task;
      KanNetwork network = task.network();
      this.evaluators = new NetworkEvaluator[task.candidates().length];
      for (int c = 0; c < evaluators.length; c++) {
        evaluators[c] = new NetworkEvaluator(network, Kernels.get());
        evaluators[c].setParameters(task.candidates()[c]);
      }
      int capacity = evaluators[0].capacity();
      this.targets = new Scaling.Targets(capacity, task.scaling().loss().labels());
      this.outputs = new double[capacity * network.outputs()];
      this.gradient = new double[outputs.length];
      this.curvature = new double[outputs.length];
      this.direction = new double[outputs.length];
      this.row = task.curvature() ? new JacobianRow(network, evaluators[task.expanded()]) : null;
      ActivationPull pull = task.pull();
      this.term = pull == null ? null : pull.on(evaluators[task.expanded()], targets.weights);
      if (task.measuredFrom() != CandidatesTask.NONE) {
        for (NetworkEvaluator evaluator : evaluators) {
          adders.add(new ActivationSums.Adder(evaluator, network.depth(), task.measuredFrom()));
        }
      }
    }

    /** Returns whether the Jacobian of the only output gives the gradient of the loss, too. */
    boolean gradientByJacobian() {
      return row != null && task.network().outputs() == 1;
    }

    boolean backward() {
      return !gradientByJacobian() || term != null;
    }
  }

  @Override
  public void add(RowBlock block) {
    Scratch s = scratch();
    if (block.isHeldBack()) {
      heldBack.add(block, s.evaluators, s.task.scaling(), s.targets, s.outputs, s.gradient);
      return;
    }
    int capacity = s.evaluators[0].capacity();
    for (int from = 0; from < block.rows(); from += capacity) {
      int rows = Math.min(capacity, block.rows() - from);
      s.targets.load(s.task.scaling(), block, from, rows);
      for (int r = 0; r < rows; r++) {
        weightSum += s.targets.weights[r];
      }
      for (int c = 0; c < s.evaluators.length; c++) {
        addLosses(s, c, block, from, rows);
      }
    }
  }

  private void addLosses(Scratch s, int candidate, RowBlock block, int from, int rows) {
    NetworkEvaluator evaluator = s.evaluators[candidate];
    Scaling scaling = s.task.scaling();
    int capacity = evaluator.capacity();
    scaling.mapInputs(block, from, rows, evaluator.inputTile(), capacity);
    evaluator.forward(rows);
    evaluator.outputs(rows, s.outputs);
    double[] losses = lossSums;
    if (losses == null) {
      losses = new double[s.evaluators.length];
      lossSums = losses;
    }
    losses[candidate] +=
        scaling
            .loss()
            .evaluate(s.outputs, capacity, s.targets.labels, s.targets.weights, rows, s.gradient);
    if (!s.adders.isEmpty()) {
      s.adders.get(candidate).add(s.targets.weights, rows);
    }
    if (candidate == s.task.expanded()) {
      expand(s, evaluator, rows);
    }
  }

  private void expand(Scratch s, NetworkEvaluator evaluator, int rows) {
    ActivationRanges seen = ranges;
    if (seen == null) {
      seen = new ActivationRanges(s.task.network());
      ranges = seen;
    }
    seen.add(evaluator, rows);
    if (s.row == null) {
      evaluator.backward(rows, s.gradient, s.term);
      return;
    }
    addCurvature(s, s.row, evaluator, rows);
    if (s.gradientByJacobian()) {
      // The Jacobian has given the loss's gradient already.
      Arrays.fill(s.gradient, 0.0);
    }
    if (s.backward()) {
      evaluator.backward(rows, s.gradient, s.term);
    }
  }

  private void addCurvature(Scratch s, JacobianRow row, NetworkEvaluator evaluator, int rows) {
    GramSum gram = s.gram;
    double[] gradients = gradientSum;
    if (gradients == null || gram == null) {
      int parameters = s.task.network().parameterCount();
      gradients = new double[parameters];
      gradientSum = gradients;
      gram = new GramSum(parameters, row.values().length);
      s.gram = gram;
    }
    s.task
        .scaling()
        .loss()
        .curvature(
            s.outputs,
            evaluator.capacity(),
            s.targets.labels,
            s.targets.weights,
            rows,
            s.curvature);
    Loss loss = s.task.scaling().loss();
    int capacity = evaluator.capacity();
    for (int d = 0; d < loss.outputs(); d++) {
      loss.direction(d, s.curvature, s.targets.weights, capacity, rows, s.direction);
      evaluator.propagate(rows, s.direction);
      for (int r = 0; r < rows; r++) {
        row.load(r);
        double factor = s.curvature[d * capacity + r];
        gram.add(factor, row.runs(), row.starts(), row.offsets(), row.values());
        if (s.gradientByJacobian()) {
          addRow(s.gradient[r], row, gradients);
        }
      }
    }
  }

  private static void addRow(double factor, JacobianRow row, double[] gradient) {
    for (int a = 0; a < row.runs(); a++) {
      int shift = row.starts()[a] - row.offsets()[a];
      for (int n = row.offsets()[a]; n < row.offsets()[a + 1]; n++) {
        gradient[shift + n] = Math.fma(factor, row.values()[n], gradient[shift + n]);
      }
    }
  }

  private Scratch scratch() {
    Scratch current = scratch;
    if (current == null) {
      if (task == null) {
        throw new IllegalStateException("rows were added after the aggregator had travelled");
      }
      current = new Scratch(task);
      scratch = current;
      current.adders.forEach(adder -> activations.add(adder.sums()));
    }
    return current;
  }

  @Override
  public void finish() {
    Scratch s = scratch;
    if (s != null && s.gram != null) {
      curvatureSum = s.gram.toMatrix();
    }
    if (s != null && s.task.expanded() != CandidatesTask.NONE && s.backward()) {
      double[] jacobian = gradientSum;
      double[] sum = jacobian == null ? new double[s.task.network().parameterCount()] : jacobian;
      s.evaluators[s.task.expanded()].addGradient(sum);
      gradientSum = sum;
    }
    scratch = null;
  }

  @Override
  public void merge(CandidatesAggregator other) {
    heldBack.merge(other.heldBack);
    weightSum += other.weightSum;
    mergeActivations(other.activations);
    lossSums = sum(lossSums, other.lossSums);
    gradientSum = sum(gradientSum, other.gradientSum);
    if (curvatureSum == null) {
      curvatureSum = other.curvatureSum;
    } else if (other.curvatureSum != null) {
      curvatureSum.add(other.curvatureSum);
    }
    if (ranges == null) {
      ranges = other.ranges;
    } else if (other.ranges != null) {
      ranges.merge(other.ranges);
    }
  }

  private void mergeActivations(List<ActivationSums> others) {
    if (activations.isEmpty()) {
      activations.addAll(others);
      return;
    }
    for (int c = 0; c < others.size(); c++) {
      activations.get(c).merge(others.get(c));
    }
  }

  private static double @Nullable [] sum(double @Nullable [] mine, double @Nullable [] theirs) {
    if (mine == null || theirs == null) {
      return mine == null ? theirs : mine;
    }
    for (int p = 0; p < mine.length; p++) {
      mine[p] += theirs[p];
    }
    return mine;
  }

  /** Returns the mean loss of a candidate. */
  double meanLoss(int candidate) {
    return lossSums == null ? Double.NaN : lossSums[candidate] / weightSum;
  }

  /** Returns the mean loss of a candidate on rows held back, NaN where there are none. */
  double meanHeldBackLoss(int candidate) {
    return heldBack.mean(candidate);
  }

  /** Returns the sums over a candidate's activations. */
  ActivationSums activations(int candidate) {
    return activations.get(candidate);
  }

  /** Returns the gradient of the mean loss at the expanded candidate. */
  double[] meanGradient() {
    return Arrays.stream(Objects.requireNonNull(gradientSum)).map(g -> g / weightSum).toArray();
  }

  /** Returns the curvature of the mean loss at the expanded candidate. */
  SymmetricMatrix meanCurvature() {
    SymmetricMatrix mean = Objects.requireNonNull(curvatureSum);
    mean.scale(1.0 / weightSum);
    curvatureSum = null;
    return mean;
  }

  /** Returns the ranges of the hidden activations at the expanded candidate. */
  ActivationRanges ranges() {
    return Objects.requireNonNull(ranges);
  }
}
