package org.kanspark.jobs.faults;

import java.io.Serializable;
import java.util.Collections;
import java.util.Set;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.kanspark.kernel.ops.Kernels;

/**
 * Tells one executor from the others.
 *
 * @param id what Spark calls it
 * @param kernel what it computes with
 */
record Executor(String id, String kernel) implements Serializable {
  private static final int TASKS_OF_EACH = 8;
  private static final long PAUSE_MILLIS = 50;

  /** Asks all executors of an application, of which there are so many. */
  static Set<Executor> all(JavaSparkContext context, int number) {
    int tasks = TASKS_OF_EACH * number;
    return Set.copyOf(
        context
            .parallelize(Collections.nCopies(tasks, 0), tasks)
            .map(ignored -> self())
            .distinct()
            .collect());
  }

  private static Executor self() throws InterruptedException {
    // So that one executor cannot do all of it before the others have begun.
    Thread.sleep(PAUSE_MILLIS);
    return new Executor(SparkEnv.get().executorId(), Kernels.get().description());
  }
}
