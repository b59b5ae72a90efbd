package org.kanspark.spark.aggregate;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.PassRunner;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingStep;
import org.kanspark.spark.aggregate.SurveyTask.Survey;
import org.kanspark.spark.block.RowBlocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the passes of one fit over cached blocks.
 *
 * <p>The first pass always runs on Spark and fills the cache. If the blocks turn out to be small,
 * the following passes run in the driver on the same partitions, with the same bits; bringing the
 * blocks there costs a further reading, counted as a pass, only where partitions are of very
 * different size.
 *
 * <p>Close it to release the cache and the threads.
 */
public final class TrainingPasses implements PassRunner, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("org.kanspark.training");
  private static final double BYTES_PER_MEGABYTE = 1 << 20;

  private final String fit;
  private final RowBlocks rows;
  private JavaRDD<RowBlock> cached;
  private final SparkContext context;
  private final SparkPassRunner cluster;
  private final Cancellation cancellation;
  private final int depth;
  private final long localLimit;
  private @Nullable LocalPassRunner local;
  private @Nullable Broadcast<List<RowBlock>> shipped;
  private boolean surveyed;
  private int passes;

  /** Whether something between here and the last row has failed or was cancelled. */
  private boolean broken;

  /**
   * Prepares the passes; nothing is read yet.
   *
   * @param rows the training rows
   * @param fit names the fit, in descriptions of jobs and of cached blocks and in the log
   * @param aggregationDepth levels of the merge tree, at least 1
   * @param deterministic whether partial results are merged in partition order
   * @param localMaxMB size up to which blocks move into the driver, 0 for never
   */
  public TrainingPasses(
      RowBlocks rows, String fit, int aggregationDepth, boolean deterministic, double localMaxMB) {
    this.fit = fit;
    this.rows = rows;
    this.context = rows.rdd().context();
    this.cluster = new SparkPassRunner(rows.rdd(), aggregationDepth, deterministic);
    this.cancellation = new Cancellation(context, fit + ", until training ends");
    this.depth = aggregationDepth;
    this.localLimit = (long) (localMaxMB * BYTES_PER_MEGABYTE);
    // Last, since whatever failed before would leave it registered.
    this.cached = persist(rows.rdd());
  }

  private JavaRDD<RowBlock> persist(JavaRDD<RowBlock> blocks) {
    return blocks.setName(fit + ": training blocks").persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * Returns a listener that also stops work between passes where the fit's thread was interrupted,
   * its job group or one of its tags cancelled, or the context stopped.
   */
  public TrainingListener cancelling(TrainingListener listener) {
    return new TrainingListener() {
      @Override
      public void onStep(TrainingStep step) {
        listener.onStep(step);
      }

      @Override
      public void onEnd() {
        listener.onEnd();
      }

      @Override
      public void checkCancelled() {
        listener.checkCancelled();
        broken = true;
        cancellation.check();
        broken = false;
      }
    };
  }

  @Override
  public <A extends Aggregator<A>> A run(PassTask<A> task, String description) {
    broken = true;
    cancellation.check();
    passes++;
    String named = fit + ": " + description;
    A result =
        local != null
            ? runLocally(local, task, named)
            : surveyed ? cluster.run(task, named) : survey(task, named);
    broken = false;
    return result;
  }

  private <A extends Aggregator<A>> A runLocally(
      LocalPassRunner runner, PassTask<A> task, String description) {
    long start = System.nanoTime();
    A result = runner.run(task, description);
    cluster.meter().addLocalPass(System.nanoTime() - start);
    return result;
  }

  private <A extends Aggregator<A>> A survey(PassTask<A> task, String description) {
    if (partitions() == 0) {
      throw RowBlocks.noRows();
    }
    Survey<A> survey = firstPass(new SurveyTask<>(task, localLimit / partitions()), description);
    surveyed = true;
    survey.warnOfMissingVectors();
    if (survey.rows() == 0) {
      throw rows.nothingLeft();
    }
    if (survey.bytes() <= localLimit) {
      List<List<RowBlock>> blocks = survey.isComplete() ? survey.blocks(partitions()) : collect();
      local = new LocalPassRunner(blocks, depth, threads());
      cached.unpersist(true);
      LOG.debug("{} rows, {} bytes: passes run in the driver", survey.rows(), survey.bytes());
    }
    return survey.inner();
  }

  // Spark's exceptions are checked in Java but not declared by its methods.
  private <A extends Aggregator<A>> Survey<A> firstPass(SurveyTask<A> task, String description) {
    try {
      return cluster.run(task, description);
    } catch (Exception failure) {
      rows.explain(failure);
      throw failure;
    }
  }

  /** Moves the rows into the driver if they are small, else to the executors, once each. */
  @Override
  public void replaceRows(List<RowBlock> partitions) {
    release();
    if (partitions.stream().mapToLong(RowBlock::bytes).sum() <= localLimit) {
      local = new LocalPassRunner(partitions.stream().map(List::of).toList(), depth, threads());
      return;
    }
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context);
    Broadcast<List<RowBlock>> all = spark.broadcast(List.copyOf(partitions));
    shipped = all;
    List<Integer> numbers = IntStream.range(0, partitions.size()).boxed().toList();
    cached = persist(spark.parallelize(numbers, numbers.size()).map(n -> all.value().get(n)));
    cluster.replaceRows(cached);
  }

  private List<List<RowBlock>> collect() {
    passes++;
    return NamedJobs.run(
        context,
        fit + ": brings all rows to the driver",
        () -> List.copyOf(cached.glom().collect()));
  }

  /** Uses what the driver has, but no more threads than Spark was given in local mode. */
  private int threads() {
    int cores = Runtime.getRuntime().availableProcessors();
    return context.isLocal() ? Math.min(cores, context.defaultParallelism()) : cores;
  }

  /** Returns whether passes run in the driver, known after the first pass. */
  public boolean isLocal() {
    return local != null;
  }

  @Override
  public int partitions() {
    return cluster.partitions();
  }

  @Override
  public int passes() {
    return passes;
  }

  /** Releases what is held, and says in the log what the passes cost if none has failed. */
  @Override
  public void close() {
    if (passes() > 0 && !broken) {
      LOG.info("{}: {}", fit, cluster.meter().line());
    }
    try (cancellation) {
      release();
    }
  }

  private void release() {
    if (local == null) {
      Cleanup.run(() -> cached.unpersist(true));
    } else {
      local.close();
      local = null;
    }
    if (shipped != null) {
      Cleanup.run(shipped::destroy);
      shipped = null;
    }
  }
}
