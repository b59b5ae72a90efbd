package org.kanspark.jobs.train;

import org.kanspark.kernel.train.TrainingListener;

/** Watches a job: every step of training, and when training is over. */
public interface JobListener extends TrainingListener {

  /** Takes note that the last step was taken; scores and files follow. */
  default void onTrained() {}
}
