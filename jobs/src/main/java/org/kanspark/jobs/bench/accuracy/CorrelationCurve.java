package org.kanspark.jobs.bench.accuracy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingStep;

/**
 * Notes when a fit by the squared loss reaches which correlation on rows that no step has seen:
 * those held back, before the solver sampled ones that the epochs over the sample leave out. Rounds
 * over all partitions see these, too; what they reach counts when the solver has told it of the
 * rows held back.
 *
 * <p>What a loss tells is R², and the correlation of predictions and labels is at least its root.
 */
final class CorrelationCurve implements TrainingListener {
  /** The pass for statistics is the only one before rounds over all partitions. */
  private static final int PASSES_BEFORE_ROUNDS = 1;

  private final List<Point> points = new ArrayList<>();
  private final long start;

  /** Begins to measure time. */
  CorrelationCurve() {
    this.start = System.nanoTime();
  }

  /**
   * Holds where a fit stood.
   *
   * @param seconds since the call of fit
   * @param passes number of passes
   * @param loss in squared standard deviations of the training rows' label
   * @param heldBack whether the loss is that of the rows held back
   */
  record Point(double seconds, int passes, double loss, boolean heldBack) {

    /** Returns a lower bound of the correlation, 0 for a loss above the label's variance. */
    double correlation(double heldBackVariance) {
      double variance = heldBack ? heldBackVariance : 1;
      return Math.sqrt(Math.max(0, 1 - loss / variance));
    }
  }

  @Override
  public void onStep(TrainingStep step) {
    boolean heldBack = !Double.isNaN(step.heldBackLoss());
    if (!heldBack && step.pass() > PASSES_BEFORE_ROUNDS) {
      return;
    }
    points.add(
        new Point(
            seconds(), step.pass(), heldBack ? step.heldBackLoss() : step.objective(), heldBack));
  }

  /** Returns the seconds since the beginning. */
  double seconds() {
    return (System.nanoTime() - start) * 1e-9;
  }

  /**
   * Returns where a correlation was first reached, null if it was not.
   *
   * @param heldBackVariance of the labels held back, in units of the training labels' variance
   */
  @Nullable Point first(double correlation, double heldBackVariance) {
    return points.stream()
        .filter(point -> point.correlation(heldBackVariance) >= correlation)
        .findFirst()
        .orElse(null);
  }
}
