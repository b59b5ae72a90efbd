package org.kanspark.kernel.train;

import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.HashedTask;
import org.kanspark.kernel.data.PassRunner;
import org.kanspark.kernel.data.StatisticsTask;
import org.kanspark.kernel.data.UnmarkedTask;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.interpret.EdgeStatisticsTask;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Trains a network: one pass for statistics, then at each grid of the schedule the solver's passes.
 */
public final class Trainer {
  private final TrainingSettings settings;
  private PassRunner runner;
  private final TrainingListener listener;
  private final CheckpointStore checkpoints;

  private Trainer(
      TrainingSettings settings,
      PassRunner runner,
      TrainingListener listener,
      CheckpointStore checkpoints) {
    this.settings = settings;
    this.runner = runner;
    this.listener = listener;
    this.checkpoints = checkpoints;
  }

  /**
   * Trains a model.
   *
   * @param settings how to train
   * @param runner reads the rows
   * @param listener hears of every step, and may throw to stop
   * @throws IllegalArgumentException if there is no row of positive weight, a feature or label is
   *     not finite, or the initial model has another number of features
   */
  public static TrainedModel train(
      TrainingSettings settings, PassRunner runner, TrainingListener listener) {
    return train(settings, runner, listener, CheckpointStore.NONE);
  }

  /**
   * Trains a model, or goes on where an earlier process with the same settings and rows has left a
   * checkpoint: with the bits the model would have had without the interruption.
   *
   * @param settings how to train
   * @param runner reads the rows
   * @param listener hears of every step, and may throw to stop
   * @param checkpoints where to save what is needed to go on, and to look for it
   * @throws IllegalArgumentException if there is no row of positive weight, a feature or label is
   *     not finite, the initial model has another number of features, or the store cannot be
   *     written
   */
  public static TrainedModel train(
      TrainingSettings settings,
      PassRunner runner,
      TrainingListener listener,
      CheckpointStore checkpoints) {
    try {
      return new Trainer(settings, runner, listener, checkpoints).train();
    } finally {
      listener.onEnd();
    }
  }

  private TrainedModel train() {
    TrainingClock clock = new TrainingClock(runner);
    listener.checkCancelled();
    Identity identity = new Identity(settings, runner.partitions());
    TrainingPlan plan = TrainingPlan.of(settings, acceptedRows(identity));
    TrainingState saved = saved(identity, plan.largest());
    CurvatureRows curvatureRows = new CurvatureRows(plan.sample(), plan.statistics());
    FirstSteps first = new FirstSteps(settings, plan, listener, clock, curvatureRows);
    KnotChange start = saved == null ? first.run(runner) : saved.at();
    TrainingRun run = new TrainingRun(runner, listener, clock, plan, checkpoints, start);
    if (saved == null) {
      first.countIn(run);
      addNotes(run, plan);
    } else {
      run.restore(saved);
    }
    minimize(run, plan, curvatureRows, saved, first.steps());
    TrainedModel trained = result(run);
    checkpoints.remove();
    return trained;
  }

  /** Reads the rows once; returns their statistics if they can be learned from. */
  private DataStatistics acceptedRows(Identity identity) {
    DataStatistics statistics = statistics(identity);
    if (statistics.hasTooFewRows()) {
      statistics.addHeldBackRows();
      runner = UnmarkedTask.runner(runner);
    }
    RowRequirements.requireRows(settings, statistics);
    if (statistics.canBeMerged()) {
      runner.replaceRows(statistics.mergedRows());
    }
    RowRequirements.requireValues(settings, statistics);
    return statistics;
  }

  private void addNotes(TrainingRun run, TrainingPlan plan) {
    plan.scaling().notesOnFarValues(plan.statistics()).forEach(run::addNote);
    if (settings.penalty().shrinkage() == 0) {
      DistinctRows.noteIfTooFew(plan.sample(), plan.rows(), plan.largest()).ifPresent(run::addNote);
    }
  }

  /** Runs the solver at each grid of the plan, or from where a saved state stands. */
  private void minimize(
      TrainingRun run,
      TrainingPlan plan,
      CurvatureRows curvatureRows,
      @Nullable TrainingState saved,
      int firstSteps) {
    int steps = saved == null ? firstSteps : saved.stepsBefore();
    int from = saved == null ? 0 : saved.grid();
    for (int g = from; g < plan.grids().length; g++) {
      int grid = plan.grids()[g];
      TrainingState.Solver solver = saved != null && g == from ? saved.solver() : null;
      if (solver == null) {
        run.beginGrid(g, steps);
        if (plan.refines(grid)) {
          run.refine(grid, plan.placement().inputs(grid));
        }
      }
      String phase = "grid " + grid;
      if (plan.choice().gaussNewton()) {
        new GaussNewtonSolver(settings, run, phase, plan.isFinest(grid), solver).minimize();
      } else {
        steps +=
            new LbfgsSolver(settings, run, plan.scaling(), curvatureRows, steps, phase)
                .minimize(solver);
      }
      if (run.returnsToBest() || run.returnsIfWorse(phase)) {
        return;
      }
    }
  }

  private TrainedModel result(TrainingRun run) {
    Scaling scaling = run.scaling();
    KanModel model =
        new KanModel(
            run.network(),
            run.parameters(),
            scaling.featureMap(),
            scaling.labelScale(),
            settings.loss().link());
    EdgeStatistics edges =
        runner.run(new EdgeStatisticsTask(model), "statistics of the edges").statistics();
    if (settings.keepMissing()) {
      model = MissingValues.everywhere(model, edges);
    }
    return new TrainedModel(model, edges, run.history());
  }

  private DataStatistics statistics(Identity identity) {
    StatisticsTask task = new StatisticsTask(settings.seed(), settings.validatedFrom());
    String description = "statistics of the rows";
    if (checkpoints.interval() == 0) {
      return runner.run(task, description);
    }
    HashedTask.Hashed<DataStatistics> hashed = runner.run(new HashedTask<>(task), description);
    identity.addRows(hashed.inner().rows(), hashed.hash());
    return hashed.inner();
  }

  /** Returns what an earlier process has left of this training, null if it has left nothing. */
  private @Nullable TrainingState saved(Identity identity, KanNetwork network) {
    return checkpoints.interval() == 0
        ? null
        : checkpoints.open(identity.facts(), content -> StateFormat.read(content, network));
  }
}
