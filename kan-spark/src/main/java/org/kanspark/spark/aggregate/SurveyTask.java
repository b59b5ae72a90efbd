package org.kanspark.spark.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.ops.Kernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps the task of the first pass: finds out how large the data is, and brings the blocks along if
 * they are small, so that a small data set is in the driver after one reading.
 *
 * @param task what the pass computes
 * @param share bytes that one partition may bring along
 */
record SurveyTask<A extends Aggregator<A>>(PassTask<A> task, long share)
    implements PassTask<SurveyTask.Survey<A>> {

  @Override
  public Survey<A> newAggregator() {
    return new Survey<>(task.newAggregator(), share);
  }

  /** Counts rows and bytes around another aggregator. */
  static final class Survey<A extends Aggregator<A>> implements Aggregator<Survey<A>> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("org.kanspark.training");

    private final A inner;
    private final long share;
    private final SortedMap<Integer, List<RowBlock>> brought = new TreeMap<>();
    private final SortedSet<String> withoutVectors = new TreeSet<>();
    private boolean complete = true;
    private long rows;
    private long bytes;

    private Survey(A inner, long share) {
      this.inner = inner;
      this.share = share;
    }

    @Override
    public void add(RowBlock block) {
      inner.add(block);
      if (Kernels.isWithoutModule()) {
        withoutVectors.add(executor());
      }
      rows += block.rows();
      bytes += block.bytes();
      complete &= bytes <= share;
      if (complete) {
        brought.computeIfAbsent(TaskContext.getPartitionId(), p -> new ArrayList<>()).add(block);
      } else {
        brought.clear();
      }
    }

    @Override
    public void merge(Survey<A> other) {
      inner.merge(other.inner);
      rows += other.rows;
      bytes += other.bytes;
      withoutVectors.addAll(other.withoutVectors);
      complete &= other.complete;
      if (complete) {
        brought.putAll(other.brought);
      } else {
        brought.clear();
      }
    }

    @Override
    public void finish() {
      inner.finish();
    }

    /** Returns what the wrapped task has summed. */
    A inner() {
      return inner;
    }

    /** Warns of executors that compute slowly; a driver that does says so itself. */
    void warnOfMissingVectors() {
      withoutVectors.remove(executor());
      if (!withoutVectors.isEmpty()) {
        LOG.warn(
            "executors without the vector module compute several times slower, the same bits: {};"
                + " set spark.executor.extraJavaOptions=--add-modules=jdk.incubator.vector",
            String.join(", ", withoutVectors));
      }
    }

    private static String executor() {
      SparkEnv env = SparkEnv.get();
      return env.executorId() + " on " + env.blockManager().blockManagerId().host();
    }

    /** Returns the number of rows seen. */
    long rows() {
      return rows;
    }

    /** Returns the memory of all blocks seen. */
    long bytes() {
      return bytes;
    }

    /** Returns whether every partition has brought its blocks along. */
    boolean isComplete() {
      return complete;
    }

    /** Returns the blocks of each partition, none for partitions without rows. */
    List<List<RowBlock>> blocks(int partitions) {
      List<List<RowBlock>> all = new ArrayList<>();
      for (int p = 0; p < partitions; p++) {
        all.add(brought.getOrDefault(p, List.of()));
      }
      return all;
    }
  }
}
