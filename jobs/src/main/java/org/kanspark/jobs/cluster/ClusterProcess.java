package org.kanspark.jobs.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * Names a process in a way that outlives this one: a number alone may have gone to another since.
 *
 * @param name what the process is to the cluster
 * @param pid its number
 * @param started when it started
 */
record ClusterProcess(String name, long pid, Instant started) {

  static ClusterProcess of(String name, ProcessHandle process) {
    return new ClusterProcess(name, process.pid(), start(process));
  }

  /** Reads what {@link #toString} wrote. */
  static ClusterProcess parse(String line) {
    String[] words = line.split(" ", 3);
    return new ClusterProcess(words[0], Long.parseLong(words[1]), Instant.parse(words[2]));
  }

  /** Returns the process if it still runs. */
  Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid).filter(p -> p.isAlive() && start(p).equals(started));
  }

  private static Instant start(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  @Override
  public String toString() {
    return name + " " + pid + " " + started;
  }
}
