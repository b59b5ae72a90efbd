package org.kanspark.kernel.optim;

import java.util.Arrays;

/**
 * Searches along a direction of descent for a step that meets the strong Wolfe conditions.
 *
 * <pre>
 * f(x + t d) &lt;= f(x) + c1 t g.d     (sufficient decrease)
 * |g(x + t d).d| &lt;= c2 |g.d|        (curvature)
 *
 * Nocedal, Wright: Numerical Optimization, 2nd ed., section 3.1 and algorithms 3.5, 3.6.
 * </pre>
 *
 * <p>The first trial that meets both is taken, so that a good first trial costs one evaluation. A
 * value or gradient that is not finite bounds the step from above. Works in buffers of its own,
 * which it reuses; not thread-safe.
 */
final class StrongWolfeLineSearch {

  /** Tells what a search has found. */
  enum Outcome {
    /** A step that meets both conditions. */
    STRONG_WOLFE,
    /** A step with sufficient decrease; none that meets both was found within the limits. */
    SUFFICIENT_DECREASE,
    /** No step with sufficient decrease. */
    FAILED
  }

  private final DifferentiableObjective objective;
  private final LbfgsSettings settings;
  private final double[] trialX;
  private double[] trialGradient;
  private double[] gradient;
  private LinePoint accepted = new LinePoint(0.0, Double.NaN, Double.NaN);
  private int evaluations;

  StrongWolfeLineSearch(DifferentiableObjective objective, LbfgsSettings settings, int size) {
    this.objective = objective;
    this.settings = settings;
    this.trialX = new double[size];
    this.trialGradient = new double[size];
    this.gradient = new double[size];
  }

  /**
   * Searches from {@code x} along {@code direction}.
   *
   * @param x the start, n coordinates, unchanged
   * @param value the objective at {@code x}, finite
   * @param slope the gradient at {@code x} times {@code direction}, finite and negative
   * @param direction n finite components, unchanged
   * @param firstStep the first step tried, positive
   * @return what was found; unless it is {@link Outcome#FAILED}, {@link #accepted} and {@link
   *     #gradient} tell where
   */
  Outcome search(double[] x, double value, double slope, double[] direction, double firstStep) {
    LinePoint start = new LinePoint(0.0, value, slope);
    StepBracket bracket = new StepBracket(start);
    double step = firstStep;
    for (int trials = 0; trials < settings.maxLineSearchEvaluations(); trials++) {
      DenseVectors.move(x, step, direction, trialX);
      if (Arrays.equals(trialX, x)) {
        break;
      }
      LinePoint trial = evaluate(step, direction);
      boolean sufficient = isSufficientDecrease(start, trial);
      if (sufficient && Math.abs(trial.slope()) <= -settings.curvature() * slope) {
        accepted = trial;
        keepTrialGradient();
        return Outcome.STRONG_WOLFE;
      }
      if (bracket.add(trial, sufficient)) {
        keepTrialGradient();
      }
      if (bracket.isExhausted()) {
        break;
      }
      step = bracket.next();
    }
    accepted = bracket.low();
    return accepted.step() > 0.0 ? Outcome.SUFFICIENT_DECREASE : Outcome.FAILED;
  }

  /** Returns the point the last search found. */
  LinePoint accepted() {
    return accepted;
  }

  /** Returns the gradient at the point the last search found; the next search overwrites it. */
  double[] gradient() {
    return gradient;
  }

  /** Counts the evaluations of the objective in all searches so far. */
  int evaluations() {
    return evaluations;
  }

  private LinePoint evaluate(double step, double[] direction) {
    if (!DenseVectors.isFinite(trialX)) {
      return LinePoint.outside(step);
    }
    evaluations++;
    double value = objective.evaluate(trialX, trialGradient);
    // One component that is not finite suffices to make the slope so, whatever it is multiplied by.
    return new LinePoint(step, value, DenseVectors.dot(trialGradient, direction));
  }

  private boolean isSufficientDecrease(LinePoint start, LinePoint trial) {
    double bound = start.value() + settings.sufficientDecrease() * trial.step() * start.slope();
    return trial.isFinite() && trial.value() <= bound;
  }

  private void keepTrialGradient() {
    double[] previous = gradient;
    gradient = trialGradient;
    trialGradient = previous;
  }
}
