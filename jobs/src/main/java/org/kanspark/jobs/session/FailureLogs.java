package org.kanspark.jobs.session;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Keeps Spark from logging a failure with its stack trace, several times over, on its way to the
 * command, which says what it means in one line and has the whole trace where it is asked for.
 */
public final class FailureLogs {
  /** Log what reaches the command as an exception. */
  private static final List<String> OF_THE_DRIVER =
      List.of(
          "org.apache.spark.SparkContext",
          "org.apache.spark.metrics.MetricsSystem",
          "org.apache.spark.ml.util.Instrumentation",
          "org.apache.spark.scheduler.cluster.StandaloneSchedulerBackend",
          "org.apache.spark.sql.execution.datasources.FileFormatWriter");

  /** Log failed tasks; on a cluster these are tried again, which is news. */
  private static final List<String> OF_TASKS =
      List.of(
          "org.apache.spark.executor.Executor",
          "org.apache.spark.scheduler.TaskSetManager",
          "org.apache.spark.storage.BlockManager",
          "org.apache.spark.util.Utils");

  private FailureLogs() {}

  /** Switches off all logs, for a process that is ending: what Spark meets then is no news. */
  public static void silence() {
    Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
  }

  /** Switches them off for this process, those of tasks only where they run in it. */
  static void silence(String master) {
    OF_THE_DRIVER.forEach(name -> Configurator.setLevel(name, Level.OFF));
    if (master.startsWith("local") && !master.startsWith("local-cluster")) {
      OF_TASKS.forEach(name -> Configurator.setLevel(name, Level.OFF));
    }
  }
}
