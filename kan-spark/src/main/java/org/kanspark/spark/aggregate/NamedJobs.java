package org.kanspark.spark.aggregate;

import java.util.UUID;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/** Names Spark jobs, as the Spark UI shows them, and ends them with the thread that waits. */
final class NamedJobs {
  private static final String PROPERTY = "spark.job.description";

  private NamedJobs() {}

  /**
   * Runs Spark jobs under a description and puts the thread's former one back, so that a caller's
   * own description survives a fit. If the thread is interrupted its jobs are cancelled, which
   * Spark leaves to the caller: their tasks would go on caching blocks after these were released.
   */
  // Spark's exceptions are checked in Java but not declared by its methods.
  static <T> T run(SparkContext context, String description, Supplier<T> jobs) {
    String former = context.getLocalProperty(PROPERTY);
    String tag = "kanspark-" + UUID.randomUUID();
    context.setLocalProperty(PROPERTY, description);
    context.addJobTag(tag);
    try {
      return jobs.get();
    } catch (Exception failure) {
      if (isInterruption(failure)) {
        context.cancelJobsWithTag(tag);
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted during: " + description, failure);
      }
      throw failure;
    } finally {
      context.removeJobTag(tag);
      context.setLocalProperty(PROPERTY, former);
    }
  }

  private static boolean isInterruption(Exception failure) {
    return ((Object) failure) instanceof InterruptedException
        || Thread.currentThread().isInterrupted();
  }
}
