package org.kanspark.spark.aggregate;

import java.io.Serializable;
import java.util.Iterator;
import java.util.Locale;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.data.RowBlock;

/**
 * Measures what passes cost. Tasks count in accumulators, which the Spark UI shows with every
 * stage: {@code kan: rows}, {@code kan: ms in the kernel}, {@code kan: bytes of sums}. What a task
 * did that was repeated counts again: it was done.
 */
final class PassMeter {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double BYTES_PER_MEGABYTE = 1 << 20;

  private final Tasks tasks;
  private final int cores;
  private int clusterPasses;
  private long clusterNanos;
  private long broadcast;
  private int localPasses;
  private long localNanos;

  /** Makes a meter of passes over so many partitions. */
  PassMeter(SparkContext context, int partitions) {
    this.tasks =
        new Tasks(
            context.longAccumulator("kan: rows"),
            context.doubleAccumulator("kan: ms in the kernel"),
            context.longAccumulator("kan: bytes of sums"));
    this.cores = Math.max(1, Math.min(partitions, context.defaultParallelism()));
  }

  /** Counts on executors. */
  record Tasks(LongAccumulator rows, DoubleAccumulator millis, LongAccumulator bytes)
      implements Serializable {

    /** Aggregates the blocks of one partition, which has some. */
    <A extends Aggregator<A>> Partial<A> partial(
        PassTask<A> task, int index, Iterator<RowBlock> blocks) {
      A aggregator = task.newAggregator();
      long count = 0;
      long nanos = 0;
      while (blocks.hasNext()) {
        RowBlock block = blocks.next();
        long start = System.nanoTime();
        aggregator.add(block);
        nanos += System.nanoTime() - start;
        count += block.rows();
      }
      aggregator.finish();
      Partial<A> partial = Partial.of(index, aggregator);
      rows.add(count);
      millis.add(nanos / NANOS_PER_MILLI);
      bytes.add(partial.size());
      return partial;
    }
  }

  /** Returns what tasks count in. */
  Tasks tasks() {
    return tasks;
  }

  /** Takes note of a pass that ran on executors. */
  void addClusterPass(long nanos, long bytesBroadcast) {
    clusterPasses++;
    clusterNanos += nanos;
    broadcast += bytesBroadcast;
  }

  /** Takes note of a pass that ran in the driver. */
  void addLocalPass(long nanos) {
    localPasses++;
    localNanos += nanos;
  }

  /** Says in one line what passes cost so far. */
  String line() {
    double seconds = clusterNanos / NANOS_PER_SECOND;
    double kernel = tasks.millis().value() / MILLIS_PER_SECOND;
    return String.format(
        Locale.ROOT,
        "passes: %d on executors (%d rows read in %.2f s, %.2f s of it in the kernel on %d %s),"
            + " %d in the driver (%.2f s); broadcast %.3f MB, aggregated %.3f MB",
        clusterPasses,
        tasks.rows().value(),
        seconds,
        kernel / cores,
        cores,
        cores == 1 ? "core" : "cores",
        localPasses,
        localNanos / NANOS_PER_SECOND,
        broadcast / BYTES_PER_MEGABYTE,
        tasks.bytes().value() / BYTES_PER_MEGABYTE);
  }
}
