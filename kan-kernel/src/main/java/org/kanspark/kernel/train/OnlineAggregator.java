package org.kanspark.kernel.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;

/**
 * Takes a step after every few rows of a partition, then averages the states of partitions by their
 * weight. Rows held back are left out.
 *
 * <p>The loss it sums is that of rows before a step has seen them.
 *
 * <pre>
 * Kingma, Ba: Adam: A method for stochastic optimization, ICLR 2015, algorithm 1.
 * </pre>
 */
final class OnlineAggregator implements Aggregator<OnlineAggregator> {
  private static final long serialVersionUID = 1L;

  /** Rows of a step. */
  static final int BATCH = 128;

  private static final double MEAN_DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.99;
  private static final double TINY = 1e-8;

  private final transient @Nullable OnlineTask task;
  private transient @Nullable Scratch scratch;
  private double lossSum;
  private double weightSum;
  private long steps;

  /** Weight times parameters, means and squares; null where there was no row. */
  private double @Nullable [][] sums;

  private @Nullable ActivationRanges ranges;

  OnlineAggregator(OnlineTask task) {
    this.task = task;
  }

  /** Holds the state of the partition and what it takes to evaluate a batch. */
  private static final class Scratch {
    final OnlineTask task;
    final NetworkEvaluator evaluator;
    final double[] outputs;
    final double[] byOutputs;
    final Scaling.Targets targets;
    final double[] parameters;
    final double[] means;
    final double[] squares;
    final double[] gradient;
    final ActivationRanges ranges;
    long steps;

    Scratch(OnlineTask task) {
      this.task = task;
      this.evaluator = new NetworkEvaluator(task.network(), Kernels.get(), BATCH);
      this.outputs = new double[task.network().outputs() * BATCH];
      this.byOutputs = new double[outputs.length];
      this.targets = new Scaling.Targets(BATCH, task.scaling().loss().labels());
      this.parameters = task.from().parameters().clone();
      this.means = task.from().means().clone();
      this.squares = task.from().squares().clone();
      this.gradient = new double[parameters.length];
      this.ranges = new ActivationRanges(task.network());
      this.steps = task.from().steps();
    }

    /** Evaluates a batch and its gradient; returns the sum of weight times loss. */
    double evaluate(RowBlock block, int from, int rows) {
      evaluator.setParameters(parameters);
      task.scaling().mapInputs(block, from, rows, evaluator.inputTile(), BATCH);
      targets.load(task.scaling(), block, from, rows);
      evaluator.forward(rows);
      ranges.add(evaluator, rows);
      evaluator.outputs(rows, outputs);
      double loss =
          task.scaling()
              .loss()
              .evaluate(outputs, BATCH, targets.labels, targets.weights, rows, byOutputs);
      evaluator.clearGradient();
      evaluator.backward(rows, byOutputs);
      Arrays.fill(gradient, 0.0);
      evaluator.addGradient(gradient);
      return loss;
    }

    void step(double weight) {
      steps++;
      double meanShare = 1 / (1 - StrictMath.pow(MEAN_DECAY, steps));
      double squareShare = 1 / (1 - StrictMath.pow(SQUARE_DECAY, steps));
      double rate = task.rate() * meanShare;
      for (int p = 0; p < parameters.length; p++) {
        double g = gradient[p] / weight;
        means[p] += (1 - MEAN_DECAY) * (g - means[p]);
        squares[p] += (1 - SQUARE_DECAY) * (g * g - squares[p]);
        parameters[p] -= rate * means[p] / (Math.sqrt(squares[p] * squareShare) + TINY);
      }
    }
  }

  @Override
  public void add(RowBlock block) {
    if (block.isHeldBack()) {
      return;
    }
    Scratch s = scratch();
    for (int from = 0; from < block.rows(); from += BATCH) {
      int rows = Math.min(BATCH, block.rows() - from);
      double loss = s.evaluate(block, from, rows);
      double weight = 0.0;
      for (int r = 0; r < rows; r++) {
        weight += s.targets.weights[r];
      }
      if (weight > 0) {
        s.step(weight);
      }
      lossSum += loss;
      weightSum += weight;
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
      double[][] weighted = {s.parameters, s.means, s.squares};
      for (double[] values : weighted) {
        for (int p = 0; p < values.length; p++) {
          values[p] *= weightSum;
        }
      }
      sums = weighted;
      steps = s.steps;
      ranges = s.ranges;
      scratch = null;
    }
  }

  @Override
  public void merge(OnlineAggregator other) {
    lossSum += other.lossSum;
    weightSum += other.weightSum;
    steps = Math.max(steps, other.steps);
    double[][] mine = sums;
    double[][] theirs = other.sums;
    if (mine == null) {
      sums = theirs;
    } else if (theirs != null) {
      for (int n = 0; n < mine.length; n++) {
        for (int p = 0; p < mine[n].length; p++) {
          mine[n][p] += theirs[n][p];
        }
      }
    }
    if (ranges == null) {
      ranges = other.ranges;
    } else if (other.ranges != null) {
      ranges.merge(other.ranges);
    }
  }

  /** Returns the mean loss of rows before a step has seen them. */
  double meanLoss() {
    return lossSum / weightSum;
  }

  /** Returns the ranges of the hidden activations, null if there was no row. */
  @Nullable ActivationRanges ranges() {
    return ranges;
  }

  /** Returns the mean of the states that partitions have ended at, null if there was no row. */
  @Nullable OnlineState mean() {
    double[][] all = sums;
    if (all == null || !(weightSum > 0)) {
      return null;
    }
    double[][] means =
        Arrays.stream(all)
            .map(sum -> Arrays.stream(sum).map(x -> x / weightSum).toArray())
            .toArray(double[][]::new);
    return new OnlineState(means[0], means[1], means[2], steps);
  }
}
