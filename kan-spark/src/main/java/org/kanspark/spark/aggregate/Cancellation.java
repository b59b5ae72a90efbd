package org.kanspark.spark.aggregate;

import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets a fit be cancelled like a job, whatever it does at that moment: by its job group or one of
 * its job tags, by interrupting its thread, or by stopping the context.
 *
 * <p>Work on the driver runs no job that Spark could cancel. So where the caller has set a group or
 * a tag a {@link StandingJob} is active from the first check on; where not there is no cost.
 */
final class Cancellation implements AutoCloseable {
  private final SparkContext context;
  private final String description;
  private @Nullable StandingJob standing;
  private boolean begun;

  /**
   * Prepares checks.
   *
   * @param description of the standing job, for people who look at Spark's user interface
   */
  Cancellation(SparkContext context, String description) {
    this.context = context;
    this.description = description;
  }

  /**
   * Returns if work may go on.
   *
   * @throws IllegalStateException if not
   */
  void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("training was interrupted");
    }
    if (context.isStopped()) {
      throw cancelled("the Spark context has been stopped");
    }
    if (!begun && canBeCancelled()) {
      standing = new StandingJob(context, description);
    }
    begun = true;
    if (standing != null) {
      standing.check(
          reason -> {
            throw cancelled(reason);
          });
    }
  }

  private static IllegalStateException cancelled(String why) {
    return new IllegalStateException("training was cancelled: " + why);
  }

  private boolean canBeCancelled() {
    String tags = context.getLocalProperty("spark.job.tags");
    return context.getLocalProperty("spark.jobGroup.id") != null
        || (tags != null && !tags.isEmpty());
  }

  @Override
  public void close() {
    if (standing != null) {
      Cleanup.run(standing::close);
    }
  }
}
