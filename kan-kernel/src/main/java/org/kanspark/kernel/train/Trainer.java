package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.PassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.data.StatisticsTask;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;

/**
 * Trains a network: one pass for statistics, then at each grid of the schedule the solver's passes.
 */
public final class Trainer {
  private final TrainingSettings settings;
  private final PassRunner runner;
  private final TrainingListener listener;

  private Trainer(TrainingSettings settings, PassRunner runner, TrainingListener listener) {
    this.settings = settings;
    this.runner = runner;
    this.listener = listener;
  }

  /**
   * Trains a model.
   *
   * @param settings how to train
   * @param runner reads the rows
   * @param listener hears of every step, and may throw to stop
   * @throws IllegalArgumentException if there is no row of positive weight, or a feature or label
   *     is not finite
   */
  public static TrainedModel train(
      TrainingSettings settings, PassRunner runner, TrainingListener listener) {
    return new Trainer(settings, runner, listener).train();
  }

  private TrainedModel train() {
    TrainingClock clock = new TrainingClock(runner);
    listener.checkCancelled();
    DataStatistics statistics =
        runner.run(new StatisticsTask(settings.seed()), "statistics of the rows");
    if (statistics.rows() == 0 || !(statistics.label().weightSum() > 0)) {
      throw new IllegalArgumentException("there is no training row of positive weight");
    }
    RowBlock sample = statistics.sampledRows();
    InputPlacement placement = new InputPlacement(settings, statistics, sample);
    Scaling scaling = new Scaling(placement.featureMap(), labelScale(statistics), settings.loss());
    Starts starts = new Starts(settings, scaling, sample);
    KnotChange start = start(placement, starts, sample);
    TrainingRun run = new TrainingRun(settings, runner, listener, clock, scaling, start);
    int[] grids = grids();
    for (int g = 0; g < grids.length; g++) {
      run.refine(grids[g], placement.inputs(grids[g]));
      if (settings.solver().equals("gauss-newton")) {
        new GaussNewtonSolver(settings, run, "grid " + grids[g], g == grids.length - 1).minimize();
      } else {
        new LbfgsSolver(settings, run, "grid " + grids[g]).minimize();
      }
    }
    KanModel model =
        new KanModel(
            run.network(), run.parameters(), placement.featureMap(), labelScale(statistics));
    return new TrainedModel(model, run.history(statistics));
  }

  /** Returns the start: random, and where it can be afforded the best of several. */
  private KnotChange start(InputPlacement placement, Starts starts, RowBlock sample) {
    List<InputSpline> inputs = placement.inputs(Initializer.firstGrid(settings));
    List<KnotChange> random = new ArrayList<>();
    random.add(Initializer.start(settings, inputs, placement.featureMap(), sample, 0));
    if (settings.solver().equals("gauss-newton")) {
      int affordable = starts.affordable(random.get(0).network());
      for (int number = 1; number < affordable; number++) {
        random.add(Initializer.start(settings, inputs, placement.featureMap(), sample, number));
      }
    }
    return random.size() == 1 ? random.get(0) : starts.choose(random);
  }

  private int[] grids() {
    int[] schedule = settings.refineSchedule();
    return schedule.length == 0 ? new int[] {settings.gridSize()} : schedule;
  }

  private static LabelScale labelScale(DataStatistics statistics) {
    double deviation = statistics.label().standardDeviation();
    boolean usable = deviation > 0 && Double.isFinite(1.0 / deviation);
    return new LabelScale(statistics.label().mean(), usable ? deviation : 1.0);
  }
}
