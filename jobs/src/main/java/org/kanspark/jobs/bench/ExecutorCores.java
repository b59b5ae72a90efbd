package org.kanspark.jobs.bench;

import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Counts what runs tasks.
 *
 * @param executors number of executors, 1 in a local session
 * @param cores number of cores of all of them
 */
public record ExecutorCores(int executors, int cores) {

  /** Counts the executors that have arrived, the driver where it runs tasks itself. */
  public static ExecutorCores of(SparkContext context) {
    List<Integer> coresOfEach =
        CollectionConverters.asJava(context.statusStore().executorList(true)).stream()
            .map(ExecutorSummary::totalCores)
            .filter(cores -> cores > 0)
            .toList();
    return new ExecutorCores(
        coresOfEach.size(), coresOfEach.stream().mapToInt(Integer::intValue).sum());
  }
}
