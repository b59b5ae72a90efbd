package org.kanspark.kernel.optim;

import org.jspecify.annotations.Nullable;

/**
 * Narrows the interval in which a line search looks for its step, and proposes the next trial.
 *
 * <p>{@code low} is the start of the line or the best point with sufficient decrease. Its slope
 * points towards {@code high}, the other end, which is unknown until a trial went too far. A point
 * where the objective is not finite can be {@code high}, never {@code low}.
 *
 * <pre>
 * Nocedal, Wright: Numerical Optimization, 2nd ed., algorithms 3.5 and 3.6, in one loop; the rule
 * that enforces a shrinking interval is that of Moré, Thuente, ACM TOMS 20 (1994).
 * </pre>
 */
final class StepBracket {

  /** Largest growth of the step while no upper end is known. */
  private static final double MAX_GROWTH = 10.0;

  /** A trial keeps this part of the interval's width from both ends. */
  private static final double MARGIN = 0.1;

  /** An interval that kept more than this part of its width over two trials is halved instead. */
  private static final double ENOUGH_SHRINKING = 0.66;

  /** Part of the way to a point outside the domain that is tried when no step worked so far. */
  private static final double RETREAT = 0.1;

  private static final double EPSILON = 0x1p-52;

  private LinePoint low;
  private LinePoint previousLow;
  private @Nullable LinePoint high;
  private double width = Double.POSITIVE_INFINITY;
  private double previousWidth = Double.POSITIVE_INFINITY;
  private boolean shrinksSlowly;

  StepBracket(LinePoint start) {
    low = start;
    previousLow = start;
  }

  LinePoint low() {
    return low;
  }

  /**
   * Takes in a trial that does not meet the Wolfe conditions.
   *
   * @param trial a step inside the interval, or beyond {@code low} while there is no {@code high}
   * @param sufficient whether it meets the condition of sufficient decrease
   * @return true if the trial is the new {@code low}
   */
  boolean add(LinePoint trial, boolean sufficient) {
    boolean improves = sufficient && trial.isFinite() && trial.value() < low.value();
    if (improves) {
      double towardsEnd = high == null ? 1.0 : high.step() - low.step();
      if (trial.slope() * towardsEnd >= 0.0) {
        high = low;
      }
      previousLow = low;
      low = trial;
    } else {
      high = trial;
    }
    double newWidth = high == null ? Double.POSITIVE_INFINITY : Math.abs(high.step() - low.step());
    shrinksSlowly = newWidth > ENOUGH_SHRINKING * previousWidth;
    previousWidth = width;
    width = newWidth;
    return improves;
  }

  /**
   * Tells whether no trial can improve on {@code low} any more: the interval has shrunk to
   * neighbouring numbers, or even a straight line down all of it would not change the value's last
   * digit.
   */
  boolean isExhausted() {
    LinePoint end = high;
    if (end == null) {
      return false;
    }
    return width <= EPSILON * Math.max(low.step(), end.step())
        || width * Math.abs(low.slope()) <= 0.5 * EPSILON * Math.abs(low.value());
  }

  /** Proposes the next step to try; call it only after a trial was added. */
  double next() {
    LinePoint end = high;
    if (end == null) {
      return extrapolate();
    }
    if (!end.isFinite()) {
      double part = low.step() == 0.0 ? RETREAT : 0.5;
      return low.step() + part * (end.step() - low.step());
    }
    double middle = 0.5 * (low.step() + end.step());
    double cubic = CubicInterpolation.minimiser(low, end);
    if (shrinksSlowly || Double.isNaN(cubic)) {
      return middle;
    }
    double left = Math.min(low.step(), end.step()) + MARGIN * width;
    double right = Math.max(low.step(), end.step()) - MARGIN * width;
    return Math.max(left, Math.min(right, cubic));
  }

  /** Grows the step at least as much again as last time, at most to ten times itself. */
  private double extrapolate() {
    double shortest = low.step() + (low.step() - previousLow.step());
    double longest = MAX_GROWTH * low.step();
    double cubic = CubicInterpolation.minimiser(previousLow, low);
    // Without a minimum, or with one behind, the line still falls steeply: go as far as allowed.
    return Double.isNaN(cubic) || cubic <= low.step()
        ? longest
        : Math.max(shortest, Math.min(longest, cubic));
  }
}
