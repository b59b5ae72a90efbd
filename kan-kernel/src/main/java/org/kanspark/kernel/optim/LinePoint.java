package org.kanspark.kernel.optim;

/**
 * Holds what a line search knows of one point of the line.
 *
 * @param step distance from the start in multiples of the search direction
 * @param value objective there
 * @param slope derivative along the search direction there
 */
record LinePoint(double step, double value, double slope) {

  /** Makes the mark of a step where the objective, or part of its gradient, is not finite. */
  static LinePoint outside(double step) {
    return new LinePoint(step, Double.POSITIVE_INFINITY, Double.NaN);
  }

  boolean isFinite() {
    return Double.isFinite(value) && Double.isFinite(slope);
  }
}
