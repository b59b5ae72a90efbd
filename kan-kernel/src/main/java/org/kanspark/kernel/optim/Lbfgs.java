package org.kanspark.kernel.optim;

import org.jspecify.annotations.Nullable;

/**
 * Minimises a smooth function by limited-memory BFGS with a strong Wolfe line search.
 *
 * <p>Costs one evaluation per iteration on most problems: the step length 1 is tried first and
 * usually taken. Memory: about 2 historySize + 10 arrays of n doubles. The objective never rises
 * from one step to the next.
 *
 * <p>Goes on where others break off. A value or gradient that is not finite only shortens the step.
 * A pair whose s.y is not above 1e-12 |s| |y| is left out of the history. When a line search fails,
 * the history is dropped and the negative gradient tried once; only if that fails too the run ends
 * with {@link StopReason#LINE_SEARCH_FAILED}.
 *
 * <p>A run can be stopped by its listener, exported, and resumed with the same bits. Whoever
 * changes the function in between (new knots change the meaning of the parameters) must start
 * afresh with {@link #minimize}, because pairs of the old function mislead in the new one.
 *
 * <p>Instances are immutable and may be shared between threads, provided the preconditioner may.
 *
 * <pre>
 * Liu, Nocedal: On the limited memory BFGS method for large scale optimization,
 * Mathematical Programming 45 (1989).
 * Nocedal, Wright: Numerical Optimization, 2nd ed., chapters 3 and 7.
 * </pre>
 */
public final class Lbfgs {

  private final LbfgsSettings settings;
  private final @Nullable Preconditioner preconditioner;

  /** Creates a minimiser with scaled identity as initial inverse Hessian, gamma = s.y / y.y. */
  public Lbfgs(LbfgsSettings settings) {
    this(settings, null);
  }

  private Lbfgs(LbfgsSettings settings, @Nullable Preconditioner preconditioner) {
    this.settings = settings;
    this.preconditioner = preconditioner;
  }

  /**
   * Returns a minimiser with the same settings that uses gamma P as initial inverse Hessian in
   * every iteration, gamma = s.y / y.Py.
   *
   * <p>P may change from one iteration to the next; a resumed run then has the same bits only if
   * the caller restores P too.
   */
  public Lbfgs preconditionedBy(Preconditioner newPreconditioner) {
    return new Lbfgs(settings, newPreconditioner);
  }

  /** Returns the settings. */
  public LbfgsSettings settings() {
    return settings;
  }

  /**
   * Evaluates the objective once and returns the state at iteration 0.
   *
   * @param x the starting point, n finite coordinates; copied
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public static LbfgsState start(DifferentiableObjective objective, double[] x) {
    LbfgsState.requireFinite(x);
    double[] gradient = new double[x.length];
    double value = objective.evaluate(x.clone(), gradient);
    return new LbfgsState(0, 1, 0, x.clone(), value, gradient, new double[0][], new double[0][]);
  }

  /**
   * Minimises from a starting point: {@link #start}, then {@link #resume}.
   *
   * @param x the starting point, n finite coordinates; unchanged
   * @param maxIterations number of accepted steps allowed, at least 0
   * @throws IllegalArgumentException if a coordinate is not finite or {@code maxIterations}
   *     negative
   */
  public LbfgsResult minimize(
      DifferentiableObjective objective, double[] x, int maxIterations, StepListener listener) {
    requireNonNegative(maxIterations);
    return resume(objective, start(objective, x), maxIterations, listener);
  }

  /**
   * Continues from a state, without evaluating the objective there again.
   *
   * <p>With equal settings, objective and {@code maxIterations} the run continues with the bits it
   * would have had without the interruption. Only as many of the state's newest pairs are used as
   * the settings allow, and none that are not curved upwards.
   *
   * <p>Before each step, the first included, the run ends if, tested in this order, value or
   * gradient of the given state are not finite, the gradient is within its tolerance, the last
   * steps were small, or {@code maxIterations} is reached.
   *
   * @param state where to continue; unchanged
   * @param maxIterations number of accepted steps allowed, those before the state included, at
   *     least 0
   * @throws IllegalArgumentException if {@code maxIterations} is negative
   */
  public LbfgsResult resume(
      DifferentiableObjective objective,
      LbfgsState state,
      int maxIterations,
      StepListener listener) {
    requireNonNegative(maxIterations);
    if (!state.isFinite()) {
      return new LbfgsResult(state, StopReason.NON_FINITE_START);
    }
    LbfgsRun run = new LbfgsRun(objective, settings, preconditioner, state);
    StopReason reason = run.reasonToStop(maxIterations);
    while (reason == null) {
      LbfgsStep step = run.advance();
      if (step == null) {
        reason = StopReason.LINE_SEARCH_FAILED;
      } else if (!listener.onStep(step)) {
        reason = StopReason.LISTENER;
      } else {
        reason = run.reasonToStop(maxIterations);
      }
    }
    return new LbfgsResult(run.export(), reason);
  }

  private static void requireNonNegative(int maxIterations) {
    if (maxIterations < 0) {
      throw new IllegalArgumentException("maxIterations must not be negative: " + maxIterations);
    }
  }
}
