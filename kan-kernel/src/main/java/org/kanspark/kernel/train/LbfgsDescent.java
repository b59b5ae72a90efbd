package org.kanspark.kernel.train;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.optim.Lbfgs;
import org.kanspark.kernel.optim.LbfgsResult;
import org.kanspark.kernel.optim.LbfgsSettings;
import org.kanspark.kernel.optim.LbfgsState;
import org.kanspark.kernel.optim.LbfgsStep;
import org.kanspark.kernel.optim.Preconditioner;
import org.kanspark.kernel.optim.StopReason;
import org.kanspark.kernel.penalty.ObjectiveTerms;
import org.kanspark.kernel.penalty.Shrinkage;

/**
 * Lowers the loss of a network by preconditioned L-BFGS, one evaluation of loss and gradient a step
 * but for a few.
 *
 * <p>The initial inverse Hessian is {@link NodePreconditioner}, scaled by L-BFGS with {@code s.y /
 * y.Py}. It is computed anew after 1, 2, 4, 8 ... steps, for curvature ages faster the further a
 * start is from a minimum; correction pairs stay, since they belong to the function and not to the
 * preconditioner (Nocedal, Wright: the initial matrix may vary from step to step). Then the weight
 * of smoothness is adapted, too. Its damping falls in the first steps, {@code (1 + n)^(-3/2)} of
 * the mean diagonal, down to a tenth: at a random start the blocks promise more than they hold.
 *
 * <p>When activations have left the hidden knots these follow, unless the loss would rise: then
 * knots, parameters and pairs stay what they were. Pairs do not outlive a change of knots, since
 * the parameters mean something else.
 *
 * <pre>
 * Liu, Nocedal: On the limited memory BFGS method for large scale optimization,
 * Mathematical Programming 45 (1989).
 * Nocedal, Wright: Numerical Optimization, 2nd ed., section 7.2.
 * </pre>
 */
final class LbfgsDescent {
  /** Hidden knots are looked at after this many steps, then after twice as many ... */
  private static final int FIRST_LOOK = 4;

  /** Objective that is zero but for rounding. */
  private static final double ROUNDING = 1e-28;

  /** Most by which the loss may rise when hidden knots follow their activations. */
  private static final double TOLERATED_RISE = 1.02;

  /** Steps after which the preconditioner is computed anew at the latest. */
  private static final int MOST_STEPS_BETWEEN = 50;

  private static final double LEAST_DAMPING = 0.1;

  /**
   * Share of the parameters that smoothness takes to be determined. (With all of them, as
   * Gauss-Newton does, california_housing was smoothed too much; with less, kin8nm and fine grids
   * too little. RMSE of [8,16,8,1] on kin8nm, rows held back: 0.074 with next to none, 0.069 with
   * this.)
   */
  private static final double DETERMINED = 0.1;

  private static final double LEAST_WARM_DAMPING = 1e-4;

  /** Loss below which less and less of it counts as noise where training goes on from a model. */
  private static final double CLOSE_FIT = 0.01;

  /** Hears of progress. */
  interface Progress {
    /** Takes note of where steps start, at first and after knots have changed. */
    void onKnots(KnotChange at, ObjectiveTerms objective);

    /** Takes note of an accepted step; returns whether to go on. */
    boolean onStep(double[] parameters, ObjectiveTerms objective, double gradientNorm);

    /** Takes note of curvature computed from a number of sampled rows. */
    void onCurvature(int rows);

    /** Returns whether {@link #onCheckpoint} wants to know where the last step has led. */
    default boolean isCheckpointDue() {
      return false;
    }

    /** Takes note of all it takes to go on from here. */
    default void onCheckpoint(TrainingState.Lbfgs state) {}
  }

  private final TrainingSettings settings;
  private final Scaling scaling;
  private final CurvatureRows curvatureRows;
  private final Objective.Rows rows;
  private final Progress progress;
  private final int stepsBefore;
  private final KnotChange start;
  private KanNetwork network;
  private Smoothness smoothness;
  private @Nullable NodePreconditioner blocks;
  private double[] blocksAt = {};
  private double blockDamping;
  private Objective objective;
  // Terms of the points tried since the last step, by value: the line search decides among them.
  private final Map<Double, ObjectiveTerms> evaluated = new HashMap<>();
  private int steps;
  private boolean ended;
  private boolean stale;
  private ObjectiveTerms accepted = ObjectiveTerms.ofLoss(Double.NaN);
  private int nextRefresh;
  private int nextLook = FIRST_LOOK;

  /**
   * Prepares a descent.
   *
   * @param settings tolerance, and whether hidden knots follow
   * @param scaling from raw rows to the network's units
   * @param curvatureRows rows that curvature is taken from
   * @param stepsBefore steps this training has taken before
   * @param start network and parameters to start from
   * @param rows reads the rows
   * @param progress hears of progress
   */
  LbfgsDescent(
      TrainingSettings settings,
      Scaling scaling,
      CurvatureRows curvatureRows,
      int stepsBefore,
      KnotChange start,
      Objective.Rows rows,
      Progress progress) {
    this.settings = settings;
    this.scaling = scaling;
    this.curvatureRows = curvatureRows;
    this.stepsBefore = stepsBefore;
    this.rows = rows;
    this.progress = progress;
    this.network = start.network();
    this.smoothness = smoothness();
    this.objective = new Objective(settings.penalty(), network, scaling, rows);
    this.start = start;
  }

  /** Runs up to a number of accepted steps; returns where it ends. */
  KnotChange minimize(int maxSteps) {
    LbfgsState state = Lbfgs.start(this::evaluate, start.parameters());
    accepted = objective.terms();
    progress.onKnots(start, accepted);
    return minimize(refreshed(state), maxSteps);
  }

  /** Goes on from a state at the start's knots, up to a number of accepted steps in all. */
  KnotChange resume(TrainingState.Lbfgs saved, int maxSteps) {
    steps = saved.steps();
    nextRefresh = saved.nextRefresh();
    nextLook = saved.nextLook();
    accepted = saved.accepted();
    smoothness.restore(saved.smoothness());
    computeBlocks(saved.blocksAt(), saved.blockDamping());
    return minimize(saved.run(), maxSteps);
  }

  private KnotChange minimize(LbfgsState from, int maxSteps) {
    Preconditioner current = (gradient, out) -> Objects.requireNonNull(blocks).apply(gradient, out);
    Lbfgs lbfgs =
        new Lbfgs(LbfgsSettings.builder().tolerance(settings.tol()).build())
            .preconditionedBy(current);
    LbfgsState state = from;
    LbfgsResult result;
    do {
      int most = state.iteration() + maxSteps - steps;
      result =
          lbfgs.resume(this::evaluate, state, most, step -> onStep(step, steps + 1 < maxSteps));
      state = result.state();
      if (result.reason() == StopReason.LISTENER && !ended) {
        state = nextState(state);
      }
    } while (result.reason() == StopReason.LISTENER && !ended);
    return new KnotChange(network, state.x());
  }

  /** Does what is due between two steps; returns where to go on. */
  private LbfgsState nextState(LbfgsState reached) {
    LbfgsState state = reached;
    if (stale) {
      state = follow(reached);
    } else if (steps >= nextRefresh) {
      state = refreshed(reached);
    }
    if (progress.isCheckpointDue()) {
      progress.onCheckpoint(
          new TrainingState.Lbfgs(
              state,
              steps,
              nextRefresh,
              nextLook,
              accepted,
              blocksAt,
              blockDamping,
              smoothness.state()));
    }
    return state;
  }

  /** Returns the number of steps taken. */
  int steps() {
    return steps;
  }

  private Smoothness smoothness() {
    double determined = Smoothness.keepsModel(settings, network) ? 0.0 : DETERMINED;
    return new Smoothness(network, rows.count(), determined);
  }

  private Shrinkage shrinkage() {
    return new Shrinkage(settings.penalty().shrinkage(), network, rows.count());
  }

  private double evaluate(double[] x, double[] gradient) {
    double value = objective.evaluate(x, gradient) + smoothness.value(x);
    smoothness.addGradient(x, gradient);
    evaluated.put(value, objective.terms());
    return value;
  }

  /** Returns whether to go on with the knots as they are. */
  private boolean onStep(LbfgsStep step, boolean more) {
    steps++;
    double[] x = step.x();
    ObjectiveTerms terms = Objects.requireNonNull(evaluated.get(step.objective()));
    evaluated.clear();
    accepted = terms;
    ended = !progress.onStep(x, terms, step.gradientNorm()) || terms.total() <= ROUNDING;
    if (ended || !more) {
      return !ended;
    }
    if (settings.updateGrid() && steps == nextLook) {
      nextLook *= 2;
      stale = HiddenKnots.areStale(network, objective.ranges());
    }
    return !stale && steps < nextRefresh && !progress.isCheckpointDue();
  }

  /** Computes the preconditioner anew and adapts smoothness; returns where to go on. */
  private LbfgsState refreshed(LbfgsState state) {
    double[] at = state.x();
    double[] gradient = state.gradient().clone();
    smoothness.subtractGradient(at, gradient);
    smoothness.adapt(at, noise());
    smoothness.addGradient(at, gradient);
    double n = 1.0 + stepsBefore + steps;
    computeBlocks(at, Math.max(leastDamping(), 1.0 / (n * Math.sqrt(n))));
    nextRefresh = steps + Math.min(MOST_STEPS_BETWEEN, Math.max(1, steps));
    return new LbfgsState(
        state.iteration(),
        state.evaluations(),
        state.smallSteps(),
        at,
        accepted.total() + smoothness.value(at),
        gradient,
        state.steps(),
        state.gradientChanges());
  }

  private void computeBlocks(double[] at, double damping) {
    NodePreconditioner made =
        new NodePreconditioner(
            network, at, scaling, curvatureRows, smoothness, shrinkage(), damping);
    progress.onCurvature(made.rows());
    blocks = made;
    blocksAt = at;
    blockDamping = damping;
  }

  /**
   * Returns the loss that smoothness counts with: less and less of it where a model fits closely,
   * for then little of it is noise. (With all of it, set at few steps only, the pruned [2,1,1] of
   * the textbook example stayed at an RMSE of 5e-4 for half of the seeds; so it came to 3.1e-4.)
   */
  private double noise() {
    double loss = accepted.loss();
    double close = settings.initialModel() == null ? 1.0 : Math.min(1.0, loss / CLOSE_FIT);
    return loss * close * close;
  }

  /**
   * Returns what damping falls to. Blocks of a model that fits closely already hold what they
   * promise: what rows leave unexplained bounds their noise. (Trained for 100 steps more, the
   * pruned [2,1,1] of the textbook example came to an RMSE of 5e-4 to 3e-3 with a tenth, to 2.9e-4
   * to 3.5e-4 with this.)
   */
  private double leastDamping() {
    return settings.initialModel() == null
        ? LEAST_DAMPING
        : Math.max(LEAST_WARM_DAMPING, Math.min(LEAST_DAMPING, objective.terms().loss()));
  }

  /** Moves stale hidden knots, unless the loss would rise; returns where to go on. */
  private LbfgsState follow(LbfgsState state) {
    stale = false;
    KanNetwork oldNetwork = network;
    Smoothness oldSmoothness = smoothness;
    Objective oldObjective = objective;
    ActivationRanges ranges = objective.ranges();
    KnotChange moved = HiddenKnots.follow(network, state.x(), ranges);
    network = moved.network();
    smoothness = smoothness();
    objective = new Objective(settings.penalty(), network, scaling, rows);
    LbfgsState there = Lbfgs.start(this::evaluate, moved.parameters());
    if (objective.terms().total() <= TOLERATED_RISE * accepted.total()) {
      accepted = objective.terms();
      progress.onKnots(moved, accepted);
      return refreshed(there);
    }
    network = oldNetwork;
    smoothness = oldSmoothness;
    objective = oldObjective;
    return state;
  }
}
