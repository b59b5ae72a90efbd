package org.kanspark.jobs.train;

/** Measures the seconds since it was made, and between calls. */
final class Stopwatch {
  private static final double SECOND = 1e9;

  private final long start = System.nanoTime();
  private long last = start;

  /** Returns the seconds since the last call, or since the start. */
  double lap() {
    long now = System.nanoTime();
    double seconds = (now - last) / SECOND;
    last = now;
    return seconds;
  }

  /** Returns the seconds since the start. */
  double total() {
    return (System.nanoTime() - start) / SECOND;
  }
}
