package org.kanspark.kernel.train;

import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.penalty.ActivationSums;

/** Sums up the activations of the rows it is given. */
final class MeasureAggregator implements Aggregator<MeasureAggregator> {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable MeasureTask task;
  private transient @Nullable Scratch scratch;
  private @Nullable ActivationSums sums;

  MeasureAggregator(MeasureTask task) {
    this.task = task;
  }

  /** Holds what one thread needs to evaluate tiles. */
  private static final class Scratch {
    final MeasureTask task;
    final NetworkEvaluator evaluator;
    final ActivationSums.Adder adder;
    final double[] weights;

    Scratch(MeasureTask task) {
      this.task = task;
      this.evaluator = new NetworkEvaluator(task.network(), Kernels.get());
      this.evaluator.setParameters(task.parameters());
      int depth = task.network().depth();
      this.adder = new ActivationSums.Adder(evaluator, depth, task.firstLayer());
      this.weights = new double[evaluator.capacity()];
    }
  }

  @Override
  public void add(RowBlock block) {
    if (block.isHeldBack()) {
      return;
    }
    Scratch s = scratch;
    if (s == null) {
      if (task == null) {
        throw new IllegalStateException("rows were added after the aggregator had travelled");
      }
      s = new Scratch(task);
      scratch = s;
      sums = s.adder.sums();
    }
    int capacity = s.evaluator.capacity();
    for (int from = 0; from < block.rows(); from += capacity) {
      int rows = Math.min(capacity, block.rows() - from);
      s.task.scaling().mapInputs(block, from, rows, s.evaluator.inputTile(), capacity);
      for (int r = 0; r < rows; r++) {
        s.weights[r] = block.weight(from + r);
      }
      s.evaluator.forward(rows);
      s.adder.add(s.weights, rows);
    }
  }

  @Override
  public void finish() {
    scratch = null;
  }

  @Override
  public void merge(MeasureAggregator other) {
    if (sums == null) {
      sums = other.sums;
    } else if (other.sums != null) {
      sums.merge(other.sums);
    }
  }

  /**
   * Returns the sums.
   *
   * @throws IllegalStateException if there was no row
   */
  ActivationSums sums() {
    if (sums == null) {
      throw new IllegalStateException("there are no rows");
    }
    return sums;
  }
}
