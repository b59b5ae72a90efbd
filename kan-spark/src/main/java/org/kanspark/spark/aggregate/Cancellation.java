package org.kanspark.spark.aggregate;

import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Lets work on the driver that runs no Spark job be cancelled like a job.
 *
 * <p>Spark cancels a job group by failing its active jobs, and, with {@code
 * cancelJobGroupAndFutureJobs}, the jobs it submits later. So a job of one empty task is submitted
 * about once a second where the caller has set a job group or job tags: it fails if the group was
 * cancelled. Plain {@code cancelJobGroup} leaves no trace when no job of the group is active at
 * that moment, so it stops local work only if it falls on such a job; interrupting the thread, or
 * stopping the context, always stops it within a pass.
 */
final class Cancellation {
  private static final long PROBE_INTERVAL_NANOS = 1_000_000_000L;

  private final SparkContext context;
  private long lastProbe = System.nanoTime();

  Cancellation(SparkContext context) {
    this.context = context;
  }

  /**
   * Returns if work may go on.
   *
   * @throws IllegalStateException if the thread was interrupted or the context stopped
   */
  void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("training was interrupted");
    }
    if (context.isStopped()) {
      throw new IllegalStateException("training was cancelled: the Spark context has been stopped");
    }
    long now = System.nanoTime();
    if (now - lastProbe >= PROBE_INTERVAL_NANOS && canBeCancelled()) {
      lastProbe = now;
      probe();
    }
  }

  private boolean canBeCancelled() {
    return context.getLocalProperty("spark.jobGroup.id") != null
        || context.getLocalProperty("spark.job.tags") != null;
  }

  private void probe() {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context);
    NamedJobs.run(
        context, "is training cancelled?", () -> spark.parallelize(List.of(0), 1).count());
  }
}
