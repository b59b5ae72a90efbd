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
  private static final double LAST_GRID_PROGRESS = 0.1;

  /** The same at the grids before, where a finer grid promises more than another step. */
  private static final double EARLY_GRID_PROGRESS = 0.5;

  private final TrainingSettings settings;
  private final TrainingRun run;
  private final String phase;
  private final double progress;
  private int steps;
  private int nextLook = FIRST_LOOK;

  GaussNewtonSolver(TrainingSettings settings, TrainingRun run, String phase, boolean lastGrid) {
    this.settings = settings;
    this.run = run;
    this.phase = phase;
    this.progress = lastGrid ? LAST_GRID_PROGRESS : EARLY_GRID_PROGRESS;
  }

  /** Runs until steps no longer help. */
  void minimize() {
    while (minimizeBetweenKnotChanges()) {}
  }

  /** Runs at fixed knots; returns whether these have moved and there is more to do. */
  private boolean minimizeBetweenKnotChanges() {
    GaussNewton method =
        new GaussNewton(
            run.network(),
            run.parameters(),
            run.damping(),
            GaussNewton.PASS_FACTORS,
            run.evaluation(phase));
    run.note(method.loss());
    double[] last = new double[PATIENCE];
    Arrays.fill(last, Double.POSITIVE_INFINITY);
    while (steps < settings.maxIter()) {
      double before = method.loss();
      if (!method.step()) {
        return false;
      }
      run.setDamping(method.damping());
      run.accept(method.parameters(), method.loss(), method.gradientNorm(), phase);
      double old = last[steps % PATIENCE];
      last[steps % PATIENCE] = before;
      steps++;
      boolean slow = Double.isFinite(old) && method.loss() > (1 - progress) * old;
      if (slow || method.loss() == 0.0) {
        return false;
      }
      if (settings.updateGrid() && steps == nextLook) {
        nextLook *= 2;
        if (HiddenKnots.areStale(run.network(), method.ranges())) {
          run.followActivations(method.ranges());
          return true;
        }
      }
    }
    return false;
  }
}
