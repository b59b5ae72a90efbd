package org.kanspark.jobs.cluster;

import org.kanspark.jobs.error.UserError;

/**
 * Says how large a cluster is.
 *
 * @param workers number of workers, at least 1
 * @param cores cores that each offers, at least 1
 * @param memory memory that each offers to executors, as Spark writes it: 2g, 512m
 * @param port where the master listens, 1 to 65535
 */
public record ClusterSize(int workers, int cores, String memory, int port) {

  /**
   * Checks the numbers.
   *
   * @throws UserError if one is not accepted
   */
  public ClusterSize {
    require("--workers", workers, 1, 1000);
    require("--cores", cores, 1, 10_000);
    require("--port", port, 1, 65_535);
    if (!memory.matches("[1-9][0-9]*[mMgG]")) {
      throw new UserError("--memory " + memory + " is not accepted: a number and m or g, as in 2g");
    }
  }

  private static void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UserError("%s %d is not accepted: %d to %d".formatted(option, value, least, most));
    }
  }
}
