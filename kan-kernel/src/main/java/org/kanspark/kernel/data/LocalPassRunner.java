package org.kanspark.kernel.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs passes over partitions held in this process, one task a partition on a fixed number of
 * threads, with the bits a cluster would give for the same partitions.
 *
 * <p>Close it to stop its threads.
 */
public final class LocalPassRunner implements PassRunner, AutoCloseable {
  private List<List<RowBlock>> partitions;
  private final int aggregationDepth;
  private final ExecutorService threads;
  private int passes;

  /**
   * Makes a runner.
   *
   * @param partitions the blocks of each partition, at least one partition
   * @param aggregationDepth levels of the {@link MergeTree}
   * @param threads number of worker threads, at least 1
   */
  public LocalPassRunner(List<List<RowBlock>> partitions, int aggregationDepth, int threads) {
    if (partitions.isEmpty()) {
      throw new IllegalArgumentException("there is no partition");
    }
    this.partitions = List.copyOf(partitions);
    this.aggregationDepth = aggregationDepth;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "kan-local-pass");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Makes a runner with one thread over a single partition of one block. */
  public static LocalPassRunner of(RowBlock block) {
    return new LocalPassRunner(List.of(List.of(block)), 2, 1);
  }

  @Override
  public <A extends Aggregator<A>> A run(PassTask<A> task, String description) {
    passes++;
    List<Callable<A>> work = new ArrayList<>();
    for (List<RowBlock> blocks : partitions) {
      work.add(() -> aggregate(task, blocks));
    }
    try {
      List<A> partials = new ArrayList<>();
      for (Future<A> partial : threads.invokeAll(work)) {
        partials.add(partial.get());
      }
      return MergeTree.merge(partials, aggregationDepth);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during: " + description, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("failed during: " + description, e.getCause());
    }
  }

  @Override
  public void replaceRows(List<RowBlock> blocks) {
    partitions = blocks.stream().map(List::of).toList();
  }

  /** Aggregates the blocks of one partition, on whatever machine they are. */
  public static <A extends Aggregator<A>> A aggregate(
      PassTask<A> task, Iterable<RowBlock> partition) {
    A aggregator = task.newAggregator();
    for (RowBlock block : partition) {
      aggregator.add(block);
    }
    aggregator.finish();
    return aggregator;
  }

  @Override
  public int partitions() {
    return partitions.size();
  }

  @Override
  public int passes() {
    return passes;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
