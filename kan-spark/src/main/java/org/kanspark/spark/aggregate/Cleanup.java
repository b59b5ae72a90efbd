package org.kanspark.spark.aggregate;

/** Releases what Spark holds, also on a thread that was told to stop. */
final class Cleanup {
  private Cleanup() {}

  /** Runs a release, which an interrupted thread would fail at, and keeps the interruption. */
  static void run(Runnable release) {
    boolean interrupted = Thread.interrupted();
    try {
      release.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
