package org.kanspark.spark.aggregate;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.MergeTree;
import org.kanspark.kernel.data.PassRunner;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.spark.aggregate.PartialTransport.Merged;

/**
 * Runs each pass as one Spark job over an RDD of blocks, named by the pass's description.
 *
 * <p>Only ordinary tasks run: a failed one is repeated by Spark, and its repetition changes no bit
 * of the result, because partial results are merged in the association of {@link MergeTree}.
 */
public final class SparkPassRunner implements PassRunner {
  /** Bytes of partial results that the driver takes at once before a shuffle merges them first. */
  static final long DRIVER_LIMIT = 64L << 20;

  private JavaRDD<RowBlock> blocks;
  private final SparkContext context;
  private final int depth;
  private final boolean deterministic;
  private final long driverLimit;
  private PartialTransport transport;
  private final PassMeter meter;
  private final Map<Class<?>, Measured> measured = new HashMap<>();
  private int passes;

  /** Remembers what the latest pass of a kind shipped, in bytes. */
  private record Measured(long task, long partial) {

    /**
     * Expects partial results to have grown as much as the task has: a finer grid enlarges both.
     */
    long expectedPartial(long taskNow) {
      return Math.max(partial, partial * taskNow / Math.max(1, task));
    }
  }

  /**
   * Makes a runner.
   *
   * @param blocks the rows; cached by the caller if more than one pass is to come
   * @param aggregationDepth levels of the merge tree, at least 1
   * @param deterministic whether partial results are merged in partition order; if not, Spark's
   *     tree aggregation merges them as they come
   */
  public SparkPassRunner(JavaRDD<RowBlock> blocks, int aggregationDepth, boolean deterministic) {
    this(blocks, aggregationDepth, deterministic, driverLimit(blocks));
  }

  SparkPassRunner(
      JavaRDD<RowBlock> blocks, int aggregationDepth, boolean deterministic, long driverLimit) {
    this.blocks = blocks;
    this.context = blocks.context();
    this.depth = aggregationDepth;
    this.deterministic = deterministic;
    this.driverLimit = driverLimit;
    this.transport = new PartialTransport(blocks.getNumPartitions(), depth, driverLimit);
    this.meter = new PassMeter(context, blocks.getNumPartitions());
  }

  /** Stays well below what Spark lets a job bring to the driver, which 0 leaves unlimited. */
  private static long driverLimit(JavaRDD<RowBlock> blocks) {
    long most = blocks.context().conf().getSizeAsBytes("spark.driver.maxResultSize", "1g");
    return most == 0 ? DRIVER_LIMIT : Math.min(DRIVER_LIMIT, most / 4);
  }

  @Override
  public <A extends Aggregator<A>> A run(PassTask<A> task, String description) {
    passes++;
    long start = System.nanoTime();
    Shipped<PassTask<A>> shipped = Shipped.of(task);
    Broadcast<Shipped<PassTask<A>>> broadcast =
        JavaSparkContext.fromSparkContext(context).broadcast(shipped);
    PassMeter.Tasks counts = meter.tasks();
    try {
      JavaRDD<Partial<A>> partials =
          blocks.mapPartitionsWithIndex(
              (index, rows) -> partial(counts, broadcast.value(), index, rows), true);
      return NamedJobs.run(context, description, () -> merge(task, shipped, partials));
    } finally {
      Cleanup.run(broadcast::destroy);
      meter.addClusterPass(System.nanoTime() - start, shipped.size());
    }
  }

  private <A extends Aggregator<A>> A merge(
      PassTask<A> task, Shipped<PassTask<A>> shipped, JavaRDD<Partial<A>> partials) {
    A result = deterministic ? mergeInOrder(task, shipped, partials) : mergeAsTheyCome(partials);
    return result == null ? task.newAggregator() : result;
  }

  private static <A extends Aggregator<A>> Iterator<Partial<A>> partial(
      PassMeter.Tasks counts, Shipped<PassTask<A>> task, int index, Iterator<RowBlock> rows) {
    return rows.hasNext()
        ? List.of(counts.partial(task.shared(), index, rows)).iterator()
        : List.<Partial<A>>of().iterator();
  }

  private <A extends Aggregator<A>> @Nullable A mergeInOrder(
      PassTask<A> task, Shipped<PassTask<A>> shipped, JavaRDD<Partial<A>> partials) {
    Measured before = measured.get(task.getClass());
    Merged<A> merged =
        before == null
            ? transport.mergeUnmeasured(partials)
            : transport.merge(partials, before.expectedPartial(shipped.size()));
    measured.put(task.getClass(), new Measured(shipped.size(), merged.largest()));
    return merged.result();
  }

  private <A extends Aggregator<A>> @Nullable A mergeAsTheyCome(JavaRDD<Partial<A>> partials) {
    Partial<A> sum =
        partials.treeAggregate(Partial.nothing(), Partial::merge, Partial::merge, depth);
    return sum.isComplete() ? sum.open() : null;
  }

  /** Ships the rows to executors that read them, with each task. */
  @Override
  public void replaceRows(List<RowBlock> partitions) {
    replaceRows(
        JavaSparkContext.fromSparkContext(context).parallelize(partitions, partitions.size()));
  }

  /** Reads other blocks from the next pass on. */
  void replaceRows(JavaRDD<RowBlock> others) {
    blocks = others;
    transport = new PartialTransport(others.getNumPartitions(), depth, driverLimit);
    measured.clear();
  }

  /** Returns what the passes cost. */
  PassMeter meter() {
    return meter;
  }

  @Override
  public int partitions() {
    return blocks.getNumPartitions();
  }

  @Override
  public int passes() {
    return passes;
  }
}
