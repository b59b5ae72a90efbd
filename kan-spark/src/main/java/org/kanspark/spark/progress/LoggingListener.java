package org.kanspark.spark.progress;

import java.util.Locale;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line a step to the logger {@code org.kanspark.training}, at level INFO. */
public final class LoggingListener implements TrainingListener {
  private static final Logger LOG = LoggerFactory.getLogger("org.kanspark.training");

  @Override
  public void onStep(TrainingStep step) {
    if (LOG.isInfoEnabled()) {
      LOG.info(line(step));
    }
  }

  /** Describes a step: iteration, pass, loss, error in units of the label, gradient, seconds. */
  public static String line(TrainingStep step) {
    return String.format(
        Locale.ROOT,
        "%s  step %d  pass %d  loss %.6g%s%s%s  %.1f s",
        step.phase(),
        step.iteration(),
        step.pass(),
        step.objective(),
        known("rmse %.6g", step.rmse()),
        known("validation %.6g", step.heldBackLoss()),
        known("gradient %.3g", step.gradientNorm()),
        step.seconds());
  }

  private static String known(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "  " + format, value);
  }
}
