package org.kanspark.jobs.faults;

import static java.util.stream.Collectors.toSet;

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
record Executor(String id, String kernel) {
  private static final String SEPARATOR = " ";
  private static final int TASKS_OF_EACH = 8;
  private static final long PAUSE_MILLIS = 50;

  /** Asks all executors of an application, of which there are so many. */
  static Set<Executor> all(JavaSparkContext context, int number) {
    int tasks = TASKS_OF_EACH * number;
    // Not every serialiser that an application may choose takes records.
    return context
        .parallelize(Collections.nCopies(tasks, 0), tasks)
        .map(ignored -> self())
        .collect()
        .stream()
        .map(self -> new Executor(self.split(SEPARATOR)[0], self.split(SEPARATOR)[1]))
        .collect(toSet());
  }

  private static String self() throws InterruptedException {
    // So that one executor cannot do all of it before the others have begun.
    Thread.sleep(PAUSE_MILLIS);
    return SparkEnv.get().executorId() + SEPARATOR + Kernels.get().description();
  }
}
