package org.kanspark.kernel.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.penalty.ObjectiveTerms;
import org.kanspark.kernel.penalty.Penalty;

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
  private static final double LAST_GRID_PROGRESS = 0.15;

  /** The same at the grids before, where a finer grid promises more than another step. */
  private static final double EARLY_GRID_PROGRESS = 0.3;

  /** The same at the last grid where training goes on from a model, to make it better. */
  private static final double WARM_PROGRESS = 0.02;

  /** The same where a penalty keeps the objective from falling towards 0. */
  private static final double PENALISED_PROGRESS = 1e-3;

  /** Most by which the loss may have risen a step after hidden knots followed activations. */
  private static final double TOLERATED_RISE = 1.02;

  private final TrainingSettings settings;
  private final TrainingRun run;
  private final String phase;
  private final boolean lastGrid;
  private final double progress;
  private final double before;
  private final double[] recentLosses = new double[PATIENCE];
  private GaussNewton method;
  private int steps;
  private int nextLook = FIRST_LOOK;
  private boolean mayMove = true;

  /**
   * Prepares training at a grid.
   *
   * @param settings how to train
   * @param run where training stands
   * @param phase what to call passes
   * @param lastGrid whether no finer grid follows
   * @param saved where steps stood, null at the start of the grid
   */
  GaussNewtonSolver(
      TrainingSettings settings,
      TrainingRun run,
      String phase,
      boolean lastGrid,
      TrainingState.@Nullable Solver saved) {
    this.settings = settings;
    this.run = run;
    this.phase = phase;
    this.lastGrid = lastGrid;
    this.progress = progress(settings, lastGrid);
    this.before = run.lastObjective();
    if (saved == null) {
      Arrays.fill(recentLosses, Double.POSITIVE_INFINITY);
      this.method = method(new KnotChange(run.network(), run.parameters()), run.damping());
      run.note(method.terms());
      return;
    }
    TrainingState.GaussNewtonGrid state = (TrainingState.GaussNewtonGrid) saved;
    System.arraycopy(state.recentLosses(), 0, recentLosses, 0, PATIENCE);
    this.steps = state.steps();
    this.nextLook = state.nextLook();
    this.mayMove = state.mayMove();
    this.method =
        new GaussNewton(
            run.network(),
            run.parameters(),
            state.method(),
            GaussNewton.PASS_FACTORS,
            true,
            new Penalty(settings.penalty(), run.network(), run.distinctRows()),
            determined(run.network()),
            run.evaluation(run.network(), phase));
  }

  private GaussNewton method(KnotChange at, double damping) {
    return new GaussNewton(
        at.network(),
        at.parameters(),
        damping,
        GaussNewton.PASS_FACTORS,
        true,
        new Penalty(settings.penalty(), at.network(), run.distinctRows()),
        determined(at.network()),
        run.evaluation(at.network(), phase));
  }

  private double determined(KanNetwork network) {
    return Smoothness.keepsModel(settings, network) ? 0.0 : Smoothness.ALL_DETERMINED;
  }

  private static double progress(TrainingSettings settings, boolean lastGrid) {
    if (!settings.penalty().isNone()) {
      return PENALISED_PROGRESS;
    }
    double last = settings.initialModel() == null ? LAST_GRID_PROGRESS : WARM_PROGRESS;
    return lastGrid ? last : EARLY_GRID_PROGRESS;
  }

  /** Runs until steps no longer help. */
  void minimize() {
    while (steps < settings.maxIter() && method.value() > 0.0) {
      boolean first = steps == 0;
      boolean helps = step() | (first && steps == 1 && returnToNestedKnots());
      if (run.isExhausted(settings.patience())) {
        break;
      }
      boolean look = steps == nextLook || (!helps && lastGrid);
      boolean moved = look && settings.updateGrid() && followActivations();
      if (!helps && !moved) {
        break;
      }
      run.checkpointIfDue(this::state);
    }
    if (settings.updateGrid()) {
      run.setRanges(method.ranges());
    }
  }

  private TrainingState.Solver state() {
    return new TrainingState.GaussNewtonGrid(
        steps, nextLook, mayMove, recentLosses.clone(), method.state());
  }

  /** Goes back to knots that nest if, after a step, those laid elsewhere have raised the loss. */
  private boolean returnToNestedKnots() {
    KnotChange nested = run.nestedRefinement();
    if (nested == null || method.value() <= TOLERATED_RISE * before) {
      return false;
    }
    GaussNewton there = method(nested, run.damping());
    boolean better = there.value() < method.value();
    if (better) {
      method = there;
      run.moveTo(nested);
      run.note(there.terms());
      Arrays.fill(recentLosses, Double.POSITIVE_INFINITY);
    }
    return better;
  }

  /** Takes a step; returns whether another promises enough. */
  private boolean step() {
    double old = method.value();
    if (!method.step()) {
      return false;
    }
    accept();
    int place = steps % PATIENCE;
    double earlier = recentLosses[place];
    recentLosses[place] = old;
    return method.value() <= (1 - progress) * earlier && method.gain() > settings.tol();
  }

  private void accept() {
    steps++;
    run.setDamping(method.damping());
    run.accept(method.parameters(), method.terms(), method.gradientNorm(), phase);
  }

  /**
   * Moves stale hidden knots; returns whether they were moved. Splines are not the same on other
   * knots, so a step is taken there: if the loss is still above what it was, all stays as it is for
   * good.
   */
  private boolean followActivations() {
    nextLook *= 2;
    boolean possible = mayMove && steps < settings.maxIter();
    boolean stale =
        lastGrid
            ? HiddenKnots.areStale(run.network(), method.ranges(), 0.0)
            : HiddenKnots.areStale(run.network(), method.ranges());
    if (!possible || !stale) {
      return false;
    }
    KnotChange moved = HiddenKnots.follow(run.network(), run.parameters(), method.ranges());
    GaussNewton there = method(moved, method.damping());
    ObjectiveTerms atOnce = there.terms();
    mayMove = there.step() && there.value() <= TOLERATED_RISE * method.value();
    if (mayMove) {
      method = there;
      run.moveTo(moved);
      run.note(atOnce);
      accept();
      Arrays.fill(recentLosses, Double.POSITIVE_INFINITY);
    }
    return mayMove;
  }
}
