package org.kanspark.jobs.faults;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingStep;
import org.kanspark.regression.KANRegressor;

/** Fits always the same model to the same rows, while something happens. */
final class DisturbedFit {
  /** Times that every fault is gone through. */
  static final int TIMES = Integer.getInteger("kan.faults.times", 1);

  /** Steps after which things happen. */
  private static final int MIDST = 3;

  private static final int STEPS = 7;

  private DisturbedFit() {}

  /** Returns the estimator, whose passes are all Spark jobs. */
  static KANRegressor estimator(String solver) {
    return new KANRegressor("kan")
        .setHiddenLayers(5)
        .setGridSize(8)
        .setSolver(solver)
        .setMaxIter(STEPS)
        .setTol(0)
        .setLocalMaxMB(0);
  }

  /** Returns what a fit exports that nothing happens to. */
  static String undisturbed(SparkSession spark, Trouble trouble, KANRegressor estimator) {
    return disturbed(spark, trouble, estimator, () -> {});
  }

  /** Returns what a fit exports in whose midst something happens, between two passes. */
  static String disturbed(
      SparkSession spark, Trouble trouble, KANRegressor estimator, Runnable happening) {
    trouble.clear();
    AtomicInteger last = new AtomicInteger();
    TrainingListener listener =
        (TrainingStep step) -> {
          last.set(step.iteration());
          if (step.iteration() == MIDST) {
            happening.run();
          }
        };
    String json =
        estimator
            .setTrainingListener(listener)
            .fit(TroubledRows.frame(spark, trouble))
            .exportJson();
    if (last.get() <= MIDST) {
      throw new IllegalStateException("training ended at step " + last + ": nothing happened");
    }
    return json;
  }
}
