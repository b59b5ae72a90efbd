package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.data.PassRunner;
import org.kanspark.kernel.network.InputSpline;

/**
 * Finds where the solver starts: at a given model, at the best of several random networks where
 * that can be afforded, or where a random one has come by steps on few rows.
 */
final class FirstSteps {
  private final TrainingSettings settings;
  private final TrainingPlan plan;
  private final Starts starts;
  private final SampledDescent descent;
  private final OnlineDescent online;

  /**
   * Prepares a start.
   *
   * @param settings how to train
   * @param plan what follows from the rows
   * @param listener hears of online rounds, and may throw to stop
   * @param clock counts passes and seconds
   * @param curvatureRows sampled rows and the extremes
   */
  FirstSteps(
      TrainingSettings settings,
      TrainingPlan plan,
      TrainingListener listener,
      TrainingClock clock,
      CurvatureRows curvatureRows) {
    this.settings = settings;
    this.plan = plan;
    this.starts = new Starts(settings, plan.scaling(), plan.sample());
    this.descent =
        new SampledDescent(
            settings, listener, plan.scaling(), plan.sample(), curvatureRows, plan.rows());
    this.online = new OnlineDescent(settings, listener, clock, plan.scaling(), plan.sample());
  }

  /**
   * Returns the start.
   *
   * @param runner reads the rows, where online steps are asked for
   */
  KnotChange run(PassRunner runner) {
    WarmStart warm = plan.warm();
    if (warm != null) {
      return warm.start();
    }
    List<InputSpline> inputs = plan.placement().inputs(Initializer.firstGrid(settings));
    KnotChange first = random(inputs, 0);
    if (settings.maxIter() == 0) {
      return first;
    }
    if (settings.onlineStart()) {
      return online.run(first, runner);
    }
    int affordable = starts.affordable(first.network());
    if (affordable > 1) {
      return bestOf(affordable, inputs, first);
    }
    return plan.choice().gaussNewton() ? first : descent.run(first);
  }

  private KnotChange random(List<InputSpline> inputs, int number) {
    return Initializer.start(settings, inputs, plan.scaling(), plan.sample(), number);
  }

  private KnotChange bestOf(int count, List<InputSpline> inputs, KnotChange first) {
    List<KnotChange> random = new ArrayList<>();
    random.add(first);
    for (int number = 1; number < count; number++) {
      random.add(random(inputs, number));
    }
    KnotChange best = starts.choose(random);
    if (settings.updateGrid()) {
      // Only a part of the rows has been seen: leave the others room.
      ActivationRanges ranges =
          Initializer.ranges(best.network(), best.parameters(), plan.scaling(), plan.sample());
      if (HiddenKnots.areStale(best.network(), ranges, -HiddenKnots.CLEARANCE)) {
        return HiddenKnots.follow(best.network(), best.parameters(), ranges);
      }
    }
    return best;
  }

  /** Returns the number of steps taken, a round of online steps counted as one. */
  int steps() {
    boolean chosen = plan.warm() != null || starts.rowsEvaluated() > 0;
    return chosen ? starts.steps() : descent.steps() + online.rounds();
  }

  /** Adds what has been computed to the cost of a training. */
  void countIn(TrainingRun run) {
    run.countSampled(starts.rowsEvaluated(), starts.rowsEvaluated());
    run.countSampled(descent.gradientRows(), descent.curvatureRows());
    run.countSampled(online.gradientRows(), 0);
  }
}
