package org.kanspark.jobs.report;

import java.util.List;

/** Says how good predictions are, in the numbers that their task has. */
public interface Scores {

  /**
   * Is one number.
   *
   * @param key name in {@code metrics.json}
   * @param title name for people
   * @param value the number
   * @param isShare whether it is at most 1 and dimensionless
   */
  record Metric(String key, String title, double value, boolean isShare) {}

  /** Returns the number of rows of weight greater than 0. */
  long rows();

  /** Returns the numbers in the order they are shown. */
  List<Metric> metrics();
}
