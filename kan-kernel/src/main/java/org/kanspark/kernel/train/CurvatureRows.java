package org.kanspark.kernel.train;

import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.RowBlock;

/**
 * Gives rows that curvature is computed from: sampled ones, and at the extremes of every feature.
 *
 * <p>A row far out weighs heavily in the curvature, through the slope of its extrapolation, and a
 * sample rarely has it. (california_housing has households of 1,243 where most are of 3; without
 * its extremes the first step along the preconditioned gradient of all rows was 1e-5 of what the
 * sample promised.) So for each feature two sampled rows are repeated with its least and its
 * greatest value, each with the weight of one row.
 */
final class CurvatureRows {
  private final RowBlock sample;
  private final double[] extremes;
  private final long rows;

  /**
   * Makes the source of rows.
   *
   * @param sample sampled rows
   * @param statistics statistics of all rows
   */
  CurvatureRows(RowBlock sample, DataStatistics statistics) {
    this.sample = sample;
    this.rows = statistics.distinctRows();
    this.extremes = new double[2 * sample.features()];
    for (int f = 0; f < sample.features(); f++) {
      extremes[2 * f] = statistics.feature(f).min();
      extremes[2 * f + 1] = statistics.feature(f).max();
    }
  }

  /** Returns up to a number of sampled rows, and the extremes if these are not all rows. */
  RowBlock first(int most) {
    int sampled = Math.min(most, sample.rows());
    RowBlock plain = sample.slice(0, sampled);
    if (sampled >= rows || extremes.length > sampled) {
      return plain;
    }
    int all = sampled + extremes.length;
    double[] values = new double[all * sample.features()];
    for (int f = 0; f < sample.features(); f++) {
      System.arraycopy(plain.values(), f * sampled, values, f * all, sampled);
      System.arraycopy(plain.values(), f * sampled, values, f * all + sampled, extremes.length);
      values[f * all + sampled + 2 * f] = extremes[2 * f];
      values[f * all + sampled + 2 * f + 1] = extremes[2 * f + 1];
    }
    double[] labels = new double[all * sample.labelColumns()];
    for (int n = 0; n < sample.labelColumns(); n++) {
      System.arraycopy(plain.labels(), n * sampled, labels, n * all, sampled);
      System.arraycopy(plain.labels(), n * sampled, labels, n * all + sampled, extremes.length);
    }
    double[] weights = new double[all];
    for (int r = 0; r < sampled; r++) {
      weights[r] = plain.weight(r);
    }
    double share = (double) sampled / rows;
    for (int e = 0; e < extremes.length; e++) {
      weights[sampled + e] = share * plain.weight(e);
    }
    return new RowBlock(all, sample.features(), values, labels, weights);
  }
}
