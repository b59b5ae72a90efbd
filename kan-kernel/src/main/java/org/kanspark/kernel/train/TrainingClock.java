package org.kanspark.kernel.train;

import org.kanspark.kernel.data.PassRunner;

/** Counts the passes and seconds of one training. */
final class TrainingClock {
  private final PassRunner runner;
  private final int passesBefore;
  private final long start = System.nanoTime();
  private int passesOfOthers;
  private double secondsOfOthers;

  TrainingClock(PassRunner runner) {
    this.runner = runner;
    this.passesBefore = runner.passes();
  }

  /** Adds what an earlier process has spent on the same training. */
  void add(int passes, double seconds) {
    passesOfOthers = passes;
    secondsOfOthers = seconds;
  }

  int passes() {
    return passesOfOthers + runner.passes() - passesBefore;
  }

  double seconds() {
    return secondsOfOthers + (System.nanoTime() - start) * 1e-9;
  }
}
