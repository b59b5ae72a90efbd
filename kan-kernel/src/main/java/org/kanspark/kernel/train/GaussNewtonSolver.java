package org.kanspark.kernel.train;

import java.util.Arrays;

/**
 * Trains at one grid with Gauss-Newton.
 *
 * <p>One pass evaluates several dampings of a step at once, so that a damping that proves wrong
 * costs no pass of its own; gradient and curvature are computed in the same pass at the damping
 * that proved best the last time. Only when another one wins a second pass follows, for its
 * curvature.
 */
final class GaussNewtonSolver {
  /** Hidden knots are looked at after this many steps at a grid, then after twice as many ... */
  private static final int FIRST_LOOK = 2;

  /** Steps over which progress is judged. */
  private static final int PATIENCE = 5;

  /** Least share by which the objective must fall over these steps at the last grid. */
  private static final double LAST_GRID_PROGRESS = 0.05;

  /** The same at the grids before, where a finer grid promises more than another step. */
  private static final double EARLY_GRID_PROGRESS = 0.3;

  /** Most by which the loss may rise when hidden knots follow their activations. */
  private static final double TOLERATED_RISE = 1.02;

  private final TrainingSettings settings;
  private final TrainingRun run;
  private final String phase;
  private final double progress;
  private final double[] recentLosses = new double[PATIENCE];
  private GaussNewton method;
  private int steps;
  private int nextLook = FIRST_LOOK;

  GaussNewtonSolver(TrainingSettings settings, TrainingRun run, String phase, boolean lastGrid) {
    this.settings = settings;
    this.run = run;
    this.phase = phase;
    this.progress = lastGrid ? LAST_GRID_PROGRESS : EARLY_GRID_PROGRESS;
    Arrays.fill(recentLosses, Double.POSITIVE_INFINITY);
    this.method = method(new KnotChange(run.network(), run.parameters()), run.damping());
    run.note(method.loss());
  }

  private GaussNewton method(KnotChange at, double damping) {
    return new GaussNewton(
        at.network(),
        at.parameters(),
        damping,
        GaussNewton.PASS_FACTORS,
        run.evaluation(at.network(), phase));
  }

  /** Runs until steps no longer help. */
  void minimize() {
    while (steps < settings.maxIter() && method.loss() > 0.0) {
      double before = method.loss();
      if (!method.step()) {
        return;
      }
      run.setDamping(method.damping());
      run.accept(method.parameters(), method.loss(), method.gradientNorm(), phase);
      double old = recentLosses[steps % PATIENCE];
      recentLosses[steps % PATIENCE] = before;
      steps++;
      if (method.loss() > (1 - progress) * old) {
        return;
      }
      if (settings.updateGrid() && steps == nextLook) {
        nextLook *= 2;
        followActivations();
      }
    }
  }

  /** Moves stale hidden knots, unless the loss would rise: then they stay for good. */
  private void followActivations() {
    if (!HiddenKnots.areStale(run.network(), method.ranges())) {
      return;
    }
    KnotChange moved = HiddenKnots.follow(run.network(), run.parameters(), method.ranges());
    GaussNewton there = method(moved, method.damping());
    if (there.loss() <= TOLERATED_RISE * method.loss()) {
      method = there;
      run.moveTo(moved);
      run.note(there.loss());
    } else {
      nextLook = Integer.MAX_VALUE;
    }
  }
}
