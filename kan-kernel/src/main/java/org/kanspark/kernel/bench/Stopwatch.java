package org.kanspark.kernel.bench;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** Measures how much work is done in a second. */
final class Stopwatch {
  private static final int SAMPLES = 7;

  private Stopwatch() {}

  /**
   * Returns the median of seven samples, after a warm-up as long as all of them.
   *
   * @param work does some work and returns how much
   * @param seconds length of a sample
   * @return work a second
   */
  static double workPerSecond(LongSupplier work, double seconds) {
    sample(work, SAMPLES * seconds);
    double[] samples = new double[SAMPLES];
    Arrays.setAll(samples, n -> sample(work, seconds));
    Arrays.sort(samples);
    return samples[SAMPLES / 2];
  }

  private static double sample(LongSupplier work, double seconds) {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long done = 0;
    long now;
    do {
      done += work.getAsLong();
      now = System.nanoTime();
    } while (now < end);
    return done / ((now - start) * 1e-9);
  }
}
