package org.kanspark.kernel.train;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.optim.Lbfgs;
import org.kanspark.kernel.optim.LbfgsResult;
import org.kanspark.kernel.optim.LbfgsSettings;
import org.kanspark.kernel.optim.LbfgsStep;
import org.kanspark.kernel.optim.StopReason;

/**
 * Trains at one grid with L-BFGS, one pass an evaluation. When activations have left the hidden
 * knots, these follow, and the history of steps is dropped, since the parameters mean something
 * else.
 */
final class LbfgsSolver {
  /** Hidden knots are looked at after this many steps at a grid, then after twice as many ... */
  private static final int FIRST_LOOK = 4;

  private final TrainingSettings settings;
  private final TrainingRun run;
  private final String phase;
  private @Nullable GradientAggregator last;
  private int steps;
  private int nextLook = FIRST_LOOK;

  LbfgsSolver(TrainingSettings settings, TrainingRun run, String phase) {
    this.settings = settings;
    this.run = run;
    this.phase = phase;
  }

  void minimize() {
    Lbfgs lbfgs = new Lbfgs(LbfgsSettings.builder().tolerance(settings.tol()).build());
    StopReason reason;
    do {
      var start = Lbfgs.start(this::evaluate, run.parameters());
      run.note(start.objective());
      LbfgsResult result =
          lbfgs.resume(this::evaluate, start, settings.maxIter() - steps, this::onStep);
      reason = result.reason();
      if (reason == StopReason.LISTENER) {
        run.followActivations(Objects.requireNonNull(last).ranges());
      }
    } while (reason == StopReason.LISTENER);
  }

  private double evaluate(double[] x, double[] gradient) {
    GradientAggregator sums = run.gradientPass(x, phase);
    last = sums;
    return sums.meanLoss(gradient);
  }

  /** Returns whether to go on with the knots as they are. */
  private boolean onStep(LbfgsStep step) {
    steps++;
    run.accept(step.x(), step.objective(), step.gradientNorm(), phase);
    boolean look = settings.updateGrid() && steps == nextLook && steps < settings.maxIter();
    if (!look) {
      return true;
    }
    nextLook *= 2;
    return !HiddenKnots.areStale(run.network(), Objects.requireNonNull(last).ranges());
  }
}
