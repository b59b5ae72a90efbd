package org.kanspark.spark.aggregate;

import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/** Names Spark jobs, as the Spark UI shows them. */
final class NamedJobs {
  private static final String PROPERTY = "spark.job.description";

  private NamedJobs() {}

  /**
   * Runs Spark jobs under a description and puts the thread's former one back, so that a caller's
   * own description survives a fit.
   */
  static <T> T run(SparkContext context, String description, Supplier<T> jobs) {
    String former = context.getLocalProperty(PROPERTY);
    context.setLocalProperty(PROPERTY, description);
    try {
      return jobs.get();
    } finally {
      context.setLocalProperty(PROPERTY, former);
    }
  }
}
