package org.kanspark.kernel.train;

import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.loss.Loss;

/** Refuses rows that nothing can be learned from, by their statistics. */
final class RowRequirements {
  private static final double MOST_MAGNITUDE = 1e150;

  private RowRequirements() {}

  /**
   * Checks weights and rows held back.
   *
   * @throws IllegalArgumentException if no row has a positive weight, weights add up to infinity,
   *     or a column that shall hold rows back holds back none
   */
  static void requireRows(TrainingSettings settings, DataStatistics statistics) {
    requireWeights(settings, statistics);
    requireHeldBack(settings, statistics);
  }

  /**
   * Checks features and labels.
   *
   * @throws IllegalArgumentException if a value is missing though such are not kept, rows have
   *     another number of labels than the loss, or the loss does not accept a label
   */
  static void requireValues(TrainingSettings settings, DataStatistics statistics) {
    if (!settings.keepMissing()) {
      MissingValues.requireNone(statistics);
    }
    requireLabels(settings.loss(), statistics);
  }

  private static void requireWeights(TrainingSettings settings, DataStatistics statistics) {
    if (statistics.rows() == 0 || !(statistics.weightSum() > 0)) {
      throw new IllegalArgumentException(
          "there is no training row of positive weight"
              + (statistics.heldBackRows() > 0
                  ? ": all rows are held back for validation, by " + settings.validatedBy()
                  : ""));
    }
    if (statistics.weightSum() == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "the rows' weights add up to Infinity, accepted: a sum below 1.8e308");
    }
  }

  private static void requireHeldBack(TrainingSettings settings, DataStatistics statistics) {
    String source = settings.validatedBy();
    if (source != null && settings.validatedFrom() == 0 && statistics.heldBackRows() == 0) {
      throw new IllegalArgumentException(
          "the validation split has no rows: " + source + " holds back no row of positive weight");
    }
  }

  private static void requireLabels(Loss loss, DataStatistics statistics) {
    if (statistics.labelCount() != loss.labels()) {
      throw new IllegalArgumentException(
          "rows have %d labels, loss %s is of %d"
              .formatted(statistics.labelCount(), loss.name(), loss.labels()));
    }
    for (int n = 0; n < statistics.labelCount(); n++) {
      requireLabels(loss, statistics.label(n).min(), statistics.label(n).max());
    }
  }

  private static void requireLabels(Loss loss, double least, double most) {
    boolean small = Math.max(-least, most) <= MOST_MAGNITUDE;
    if (!small || !loss.accepts(least) || !loss.accepts(most)) {
      throw new IllegalArgumentException(
          "labels reach from %s to %s, accepted: %s"
              .formatted(least, most, small ? loss.acceptedLabels() : "magnitudes up to 1e150"));
    }
  }
}
