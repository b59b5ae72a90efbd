package org.kanspark.jobs.compare;

/** Measures time. */
final class Clock {
  private static final double SECOND = 1e9;

  private Clock() {}

  /** Returns the seconds since a reading of {@link System#nanoTime}. */
  static double secondsSince(long start) {
    return (System.nanoTime() - start) / SECOND;
  }
}
