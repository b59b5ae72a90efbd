package org.kanspark.kernel.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.ActivationTerm;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.penalty.ActivationPull;

/**
 * Sums loss and gradient over rows, and notes the ranges of hidden activations, which cost nothing
 * here and tell where knots should go.
 */
public final class GradientAggregator implements Aggregator<GradientAggregator> {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable GradientTask task;
  private transient @Nullable Scratch scratch;
  private double lossSum;
  private double weightSum;
  private double @Nullable [] gradientSum;
  private @Nullable ActivationRanges ranges;
  private final HeldBackLoss heldBack = new HeldBackLoss(1);

  GradientAggregator(GradientTask task) {
    this.task = task;
  }

  /** Holds what one thread needs to evaluate tiles. */
  private static final class Scratch {
    final GradientTask task;
    final NetworkEvaluator evaluator;
    final NetworkEvaluator[] evaluators;
    final double[] outputs;
    final double[] gradient;
    final Scaling.Targets targets;
    final @Nullable ActivationTerm term;

    Scratch(GradientTask task) {
      this.task = task;
      this.evaluator = new NetworkEvaluator(task.network(), Kernels.get());
      this.evaluators = new NetworkEvaluator[] {evaluator};
      int capacity = evaluator.capacity();
      this.evaluator.setParameters(task.parameters());
      this.outputs = new double[task.network().outputs() * capacity];
      this.gradient = new double[outputs.length];
      this.targets = new Scaling.Targets(capacity, task.scaling().loss().labels());
      ActivationPull pull = task.pull();
      this.term = pull == null ? null : pull.on(evaluator, targets.weights);
    }

    void load(RowBlock block, int from, int rows) {
      task.scaling().mapInputs(block, from, rows, evaluator.inputTile(), evaluator.capacity());
      targets.load(task.scaling(), block, from, rows);
    }
  }

  @Override
  public void add(RowBlock block) {
    Scratch s = scratch();
    if (block.isHeldBack()) {
      heldBack.add(block, s.evaluators, s.task.scaling(), s.targets, s.outputs, s.gradient);
      return;
    }
    ActivationRanges seen = ranges;
    if (seen == null) {
      seen = new ActivationRanges(s.task.network());
      ranges = seen;
    }
    int capacity = s.evaluator.capacity();
    for (int from = 0; from < block.rows(); from += capacity) {
      int rows = Math.min(capacity, block.rows() - from);
      s.load(block, from, rows);
      s.evaluator.forward(rows);
      s.evaluator.outputs(rows, s.outputs);
      lossSum +=
          s.task
              .scaling()
              .loss()
              .evaluate(s.outputs, capacity, s.targets.labels, s.targets.weights, rows, s.gradient);
      for (int r = 0; r < rows; r++) {
        weightSum += s.targets.weights[r];
      }
      seen.add(s.evaluator, rows);
      s.evaluator.backward(rows, s.gradient, s.term);
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
    }
    return current;
  }

  @Override
  public void finish() {
    Scratch s = scratch;
    if (s != null) {
      double[] sum = new double[s.task.network().parameterCount()];
      s.evaluator.addGradient(sum);
      gradientSum = sum;
      scratch = null;
    }
  }

  @Override
  public void merge(GradientAggregator other) {
    heldBack.merge(other.heldBack);
    lossSum += other.lossSum;
    weightSum += other.weightSum;
    double[] mine = gradientSum;
    double[] theirs = other.gradientSum;
    if (mine == null) {
      gradientSum = theirs;
    } else if (theirs != null) {
      for (int p = 0; p < mine.length; p++) {
        mine[p] += theirs[p];
      }
    }
    if (ranges == null) {
      ranges = other.ranges;
    } else if (other.ranges != null) {
      ranges.merge(other.ranges);
    }
  }

  /** Returns the sum over rows of weight times loss. */
  public double lossSum() {
    return lossSum;
  }

  /** Returns the sum of the weights. */
  public double weightSum() {
    return weightSum;
  }

  /** Returns the mean loss on rows held back, NaN where there are none. */
  public double meanHeldBackLoss() {
    return heldBack.mean(0);
  }

  /**
   * Copies the gradient of the mean loss.
   *
   * @param gradient receives one number a parameter
   * @return the mean loss
   */
  public double meanLoss(double[] gradient) {
    double[] sum = gradientSum;
    Arrays.fill(gradient, 0.0);
    if (sum != null) {
      for (int p = 0; p < gradient.length; p++) {
        gradient[p] = sum[p] / weightSum;
      }
    }
    return lossSum / weightSum;
  }

  /**
   * Returns the ranges of the hidden activations.
   *
   * @throws IllegalStateException if there was no row
   */
  public ActivationRanges ranges() {
    if (ranges == null) {
      throw new IllegalStateException("there are no rows");
    }
    return ranges;
  }
}
