package org.kanspark.kernel.optim;

/**
 * Holds what a line search knows of one point of the line.
 *
 * @param step distance from the start in multiples of the search direction
 * @param value objective there
 * @param slope derivative along the search direction there
 */
record LinePoint(double step, double value, double slope) {

  /** Makes the mark of a step whose end has coordinates that are not finite. */
  static LinePoint outside(double step) {
    return new LinePoint(step, Double.POSITIVE_INFINITY, Double.NaN);
  }

  /** Tells whether the objective is defined there, as far as value and slope show. */
  boolean isFinite() {
    return Double.isFinite(value) && Double.isFinite(slope);
  }
}
