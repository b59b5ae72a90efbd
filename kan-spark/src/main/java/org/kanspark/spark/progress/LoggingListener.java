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
        "%s  step %d  pass %d  loss %.6g%s%s  gradient %.3g  %.1f s",
        step.phase(),
        step.iteration(),
        step.pass(),
        step.objective(),
        Double.isNaN(step.rmse()) ? "" : String.format(Locale.ROOT, "  rmse %.6g", step.rmse()),
        Double.isNaN(step.heldBackLoss())
            ? ""
            : String.format(Locale.ROOT, "  validation %.6g", step.heldBackLoss()),
        step.gradientNorm(),
        step.seconds());
  }
}
