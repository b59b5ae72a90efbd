package org.kanspark.kernel.train;

import org.kanspark.kernel.data.PassRunner;

/** Counts the passes and seconds of one training. */
final class TrainingClock {
  private final PassRunner runner;
  private final int passesBefore;
  private final long start = System.nanoTime();

  TrainingClock(PassRunner runner) {
    this.runner = runner;
    this.passesBefore = runner.passes();
  }

  int passes() {
    return runner.passes() - passesBefore;
  }

  double seconds() {
    return (System.nanoTime() - start) * 1e-9;
  }
}
