package org.kanspark.kernel.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.kanspark.kernel.data.ColumnMoments;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.model.LabelScale;

/** Finds the label scaling that a loss asks for. */
final class LabelScales {
  /** Deviation of labels over their mean at which all are the same but for rounding. */
  private static final double LEAST_DEVIATION = 1e-18;

  /** Standard deviation of a normal distribution over its median absolute deviation. */
  private static final double NORMAL_DEVIATION = 1.4826022185056018;

  private LabelScales() {}

  /**
   * Returns the scaling.
   *
   * @throws IllegalArgumentException if labels whose mean counts by its logarithm are all 0
   */
  static LabelScale of(Loss loss, DataStatistics statistics, RowBlock sample) {
    return switch (loss.labelScaling()) {
      case STANDARD -> standard(statistics);
      case ROBUST -> robust(sample, statistics.label().standardDeviation());
      case LOG_MEAN -> logMean(loss, statistics.label().mean());
      case NONE -> LabelScale.NONE;
    };
  }

  private static LabelScale standard(DataStatistics statistics) {
    double[] means = new double[statistics.labelCount()];
    double[] scales = new double[means.length];
    for (int n = 0; n < means.length; n++) {
      ColumnMoments label = statistics.label(n);
      means[n] = label.mean();
      scales[n] = scale(means[n], label.standardDeviation());
    }
    return new LabelScale(means, scales);
  }

  private static double scale(double centre, double deviation) {
    double least = Math.max(LEAST_DEVIATION * Math.abs(centre), Double.MIN_NORMAL);
    return Math.max(deviation, least);
  }

  private static LabelScale logMean(Loss loss, double mean) {
    if (!(mean > 0)) {
      throw new IllegalArgumentException(
          "the mean label is %s, accepted for loss %s: a number > 0".formatted(mean, loss.name()));
    }
    return new LabelScale(StrictMath.log(mean), 1.0);
  }

  /** Scales by median and median absolute deviation of the sample, where that is not 0. */
  private static LabelScale robust(RowBlock sample, double deviation) {
    double[] labels = sample.labels();
    double median = median(labels, sample);
    double[] distances = Arrays.stream(labels).map(y -> Math.abs(y - median)).toArray();
    double robust = NORMAL_DEVIATION * median(distances, sample);
    return new LabelScale(median, scale(median, robust > 0 ? robust : deviation));
  }

  private static double median(double[] values, RowBlock sample) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(r -> values[r]))
            .mapToInt(Integer::intValue)
            .toArray();
    double half = 0.0;
    for (int r : order) {
      half += sample.weight(r) / 2;
    }
    double below = 0.0;
    for (int r : order) {
      below += sample.weight(r);
      if (below >= half) {
        return values[r];
      }
    }
    return 0.0;
  }
}
