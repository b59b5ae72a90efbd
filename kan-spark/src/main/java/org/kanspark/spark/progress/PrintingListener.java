package org.kanspark.spark.progress;

import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingStep;

/**
 * Prints one line a step to standard output, as it is when the step is done: in a note under the
 * paragraph that trains, in a shell on the screen.
 *
 * @param every number of steps to one line, at least 1; online rounds have one each only if it is 1
 */
public record PrintingListener(int every) implements TrainingListener {

  /** Prints every step. */
  public PrintingListener() {
    this(1);
  }

  /**
   * Prints the first step and every so many.
   *
   * @throws IllegalArgumentException if the number is less than 1
   */
  public PrintingListener {
    if (every < 1) {
      throw new IllegalArgumentException("every is " + every + ", accepted is 1 or more");
    }
  }

  @Override
  public void onStep(TrainingStep step) {
    boolean isRound = step.iteration() == 0;
    if (every == 1 || (!isRound && (step.iteration() == 1 || step.iteration() % every == 0))) {
      System.out.println(LoggingListener.line(step));
    }
  }
}
