package org.kanspark.kernel.data;

import java.util.List;

/**
 * Wraps a task and lets rows that are marked as held back count like all others.
 *
 * @param task what the pass computes
 */
public record UnmarkedTask<A extends Aggregator<A>>(PassTask<A> task)
    implements PassTask<UnmarkedTask.Unmarked<A>> {
  private static final long serialVersionUID = 1L;

  /** Returns a runner of such passes. */
  public static PassRunner runner(PassRunner runner) {
    return new PassRunner() {
      @Override
      public <A extends Aggregator<A>> A run(PassTask<A> task, String description) {
        return runner.run(new UnmarkedTask<>(task), description).inner;
      }

      @Override
      public void replaceRows(List<RowBlock> partitions) {
        runner.replaceRows(partitions);
      }

      @Override
      public int partitions() {
        return runner.partitions();
      }

      @Override
      public int passes() {
        return runner.passes();
      }
    };
  }

  @Override
  public Unmarked<A> newAggregator() {
    return new Unmarked<>(task.newAggregator());
  }

  /** Takes the marks from the blocks for another aggregator. */
  public static final class Unmarked<A extends Aggregator<A>> implements Aggregator<Unmarked<A>> {
    private static final long serialVersionUID = 1L;

    private final A inner;

    private Unmarked(A inner) {
      this.inner = inner;
    }

    @Override
    public void add(RowBlock block) {
      inner.add(block.marked(false));
    }

    @Override
    public void finish() {
      inner.finish();
    }

    @Override
    public void merge(Unmarked<A> other) {
      inner.merge(other.inner);
    }
  }
}
