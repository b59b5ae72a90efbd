package org.kanspark.kernel.train;

/** Watches training. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = step -> {};

  /** Takes note of an accepted step. */
  void onStep(TrainingStep step);

  /** Hears that no step is to come, whether training ended well or not. */
  default void onEnd() {}

  /** Throws to stop training; called before every pass. */
  default void checkCancelled() {}
}
