package org.kanspark.jobs.session;

import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tells what runs tasks.
 *
 * @param executors number of executors, 1 in a local session
 * @param cores number of cores of all of them
 * @param storageBytes bytes of rows that all of them can hold in memory
 */
public record Capacity(int executors, int cores, long storageBytes) {

  /** Adds up the executors that have arrived, the driver where it runs tasks itself. */
  public static Capacity of(SparkContext context) {
    List<ExecutorSummary> running =
        CollectionConverters.asJava(context.statusStore().executorList(true)).stream()
            .filter(executor -> executor.totalCores() > 0)
            .toList();
    return new Capacity(
        running.size(),
        running.stream().mapToInt(ExecutorSummary::totalCores).sum(),
        running.stream().mapToLong(ExecutorSummary::maxMemory).sum());
  }
}
