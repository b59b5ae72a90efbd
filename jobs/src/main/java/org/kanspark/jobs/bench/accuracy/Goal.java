package org.kanspark.jobs.bench.accuracy;

/**
 * Holds what a case shall reach.
 *
 * @param median score of the median seed
 * @param worst score of the worst seed; NaN where any will do
 * @param passes most passes of any seed; 0 where any number will do
 * @param aim median score that would be better still; NaN where there is none
 */
record Goal(double median, double worst, int passes, double aim) {
  static Goal of(double median) {
    return new Goal(median, Double.NaN, 0, Double.NaN);
  }

  static Goal of(double median, double aim) {
    return new Goal(median, Double.NaN, 0, aim);
  }
}
