package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.HashedTask;
import org.kanspark.kernel.data.PassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.data.StatisticsTask;
import org.kanspark.kernel.data.UnmarkedTask;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.interpret.EdgeStatisticsTask;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Trains a network: one pass for statistics, then at each grid of the schedule the solver's passes.
 */
public final class Trainer {
  private static final int LEAST_CURVATURE_ROWS = 4096;
  private static final int CURVATURE_ROWS_PER_PARAMETER = 10;

  /** Edges up to which curvature costs a pass little, about .8 of its time an edge. */
  private static final int EDGES_OF_CHEAP_CURVATURE = 10;

  /** Parameters up to which curvature, 1 MB here, travels easily. */
  private static final int PARAMETERS_OF_CHEAP_CURVATURE = 500;

  private static final double MOST_MAGNITUDE = 1e150;

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
    DataStatistics statistics = statistics(identity);
    if (statistics.hasTooFewRows()) {
      statistics.addHeldBackRows();
      runner = UnmarkedTask.runner(runner);
    }
    requireWeights(statistics);
    requireHeldBack(statistics);
    if (statistics.canBeMerged()) {
      runner.replaceRows(statistics.mergedRows());
    }
    if (!settings.keepMissing()) {
      MissingValues.requireNone(statistics);
    }
    requireLabels(statistics);
    RowBlock sample = statistics.sampledRows();
    InputPlacement placement = new InputPlacement(settings, statistics, sample);
    WarmStart warm = WarmStart.of(settings, statistics);
    Scaling scaling =
        warm == null
            ? new Scaling(
                placement.featureMap(),
                LabelScales.of(settings.loss(), statistics, sample),
                settings.loss())
            : warm.scaling(settings.loss());
    int[] grids = warm == null ? grids() : warm.grids(settings);
    int finest = grids[grids.length - 1];
    KanNetwork largest =
        warm == null
            ? Initializer.network(settings, placement.inputs(finest), finest)
            : warm.network(finest, placement.inputs(finest));
    long rows = statistics.distinctRows();
    SampledRows curvatureRows = curvatureRows(largest, sample, rows);
    SolverChoice choice =
        SolverChoice.of(
            settings, largest, rows, curvatureRows == null ? rows : curvatureRows.rows());
    Starts starts = new Starts(settings, scaling, sample);
    CurvatureRows blockRows = new CurvatureRows(sample, statistics);
    SampledDescent descent =
        new SampledDescent(settings, listener, scaling, sample, blockRows, rows);
    OnlineDescent online = new OnlineDescent(settings, listener, scaling, sample);
    TrainingState saved = saved(identity, largest);
    KnotChange start =
        saved != null
            ? saved.at()
            : warm == null
                ? start(placement, scaling, choice, starts, descent, online, sample)
                : warm.start();
    TrainingRun run =
        new TrainingRun(
            runner, listener, clock, statistics, scaling, curvatureRows, checkpoints, start);
    int steps;
    if (saved == null) {
      run.countSampled(starts.rowsEvaluated(), starts.rowsEvaluated());
      run.countSampled(descent.gradientRows(), descent.curvatureRows());
      run.countSampled(online.gradientRows(), 0);
      boolean chosen = warm != null || starts.rowsEvaluated() > 0;
      steps = chosen ? starts.steps() : descent.steps() + online.rounds();
      scaling.notesOnFarValues(statistics).forEach(run::addNote);
      if (settings.penalty().shrinkage() == 0) {
        DistinctRows.noteIfTooFew(sample, rows, largest).ifPresent(run::addNote);
      }
    } else {
      run.restore(saved);
      steps = saved.stepsBefore();
    }
    for (int g = saved == null ? 0 : saved.grid(); g < grids.length; g++) {
      TrainingState.Solver solver = saved != null && g == saved.grid() ? saved.solver() : null;
      if (solver == null) {
        run.beginGrid(g, steps);
        if (warm == null || warm.isFiner(grids[g])) {
          run.refine(grids[g], placement.inputs(grids[g]));
        }
      }
      String phase = "grid " + grids[g];
      if (choice.gaussNewton()) {
        new GaussNewtonSolver(settings, run, phase, grids[g] == finest, solver).minimize();
      } else {
        steps += new LbfgsSolver(settings, run, scaling, blockRows, steps, phase).minimize(solver);
      }
      if (run.returnsToBest() || run.returnsIfWorse(phase)) {
        break;
      }
    }
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
    checkpoints.remove();
    return new TrainedModel(model, edges, run.history(choice));
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

  private void requireWeights(DataStatistics statistics) {
    if (statistics.rows() == 0 || !(statistics.weightSum() > 0)) {
      throw new IllegalArgumentException(
          "there is no training row of positive weight"
              + (statistics.heldBackRows() > 0
                  ? ": all rows are held back for validation, by " + settings.validatedBy()
                  : ""));
    }
    if (statistics.weightSum() == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "the rows' weights add up to Infinity, accepted: a sum below 1.8e308");
    }
  }

  private void requireHeldBack(DataStatistics statistics) {
    String source = settings.validatedBy();
    if (source != null && settings.validatedFrom() == 0 && statistics.heldBackRows() == 0) {
      throw new IllegalArgumentException(
          "the validation split has no rows: " + source + " holds back no row of positive weight");
    }
  }

  private void requireLabels(DataStatistics statistics) {
    if (statistics.labelCount() != settings.loss().labels()) {
      throw new IllegalArgumentException(
          "rows have %d labels, loss %s is of %d"
              .formatted(
                  statistics.labelCount(), settings.loss().name(), settings.loss().labels()));
    }
    for (int n = 0; n < statistics.labelCount(); n++) {
      requireLabels(statistics.label(n).min(), statistics.label(n).max());
    }
  }

  private void requireLabels(double least, double most) {
    boolean small = Math.max(-least, most) <= MOST_MAGNITUDE;
    if (!small || !settings.loss().accepts(least) || !settings.loss().accepts(most)) {
      throw new IllegalArgumentException(
          "labels reach from %s to %s, accepted: %s"
              .formatted(
                  least,
                  most,
                  small ? settings.loss().acceptedLabels() : "magnitudes up to 1e150"));
    }
  }

  /**
   * Returns the rows that curvature is taken from, enough to know every parameter; null for all
   * rows, in the passes, where these are few or the network is small. (With curvature from 4096 of
   * 20,000 rows [2,1,1] needed up to 182 passes for what all rows give in 60.)
   */
  private static @Nullable SampledRows curvatureRows(
      KanNetwork network, RowBlock sample, long rows) {
    int parameters = network.parameterCount();
    int most = Math.max(LEAST_CURVATURE_ROWS, CURVATURE_ROWS_PER_PARAMETER * parameters);
    boolean cheap =
        network.edges() <= EDGES_OF_CHEAP_CURVATURE && parameters <= PARAMETERS_OF_CHEAP_CURVATURE;
    return cheap || rows <= Math.min(most, sample.rows())
        ? null
        : new SampledRows(sample, most, rows);
  }

  /** Returns the start: the best of several where that can be afforded, else a random one. */
  private KnotChange start(
      InputPlacement placement,
      Scaling scaling,
      SolverChoice choice,
      Starts starts,
      SampledDescent descent,
      OnlineDescent online,
      RowBlock sample) {
    List<InputSpline> inputs = placement.inputs(Initializer.firstGrid(settings));
    List<KnotChange> random = new ArrayList<>();
    random.add(Initializer.start(settings, inputs, scaling, sample, 0));
    if (settings.maxIter() == 0) {
      return random.get(0);
    }
    if (settings.onlineStart()) {
      return online.run(random.get(0), runner);
    }
    int affordable = starts.affordable(random.get(0).network());
    for (int number = 1; number < affordable; number++) {
      random.add(Initializer.start(settings, inputs, scaling, sample, number));
    }
    if (random.size() == 1) {
      return choice.gaussNewton() ? random.get(0) : descent.run(random.get(0));
    }
    KnotChange best = starts.choose(random);
    if (settings.updateGrid()) {
      // Only a part of the rows has been seen: leave the others room.
      ActivationRanges ranges =
          Initializer.ranges(best.network(), best.parameters(), scaling, sample);
      if (HiddenKnots.areStale(best.network(), ranges, -HiddenKnots.CLEARANCE)) {
        return HiddenKnots.follow(best.network(), best.parameters(), ranges);
      }
    }
    return best;
  }

  private int[] grids() {
    int[] schedule = settings.refineSchedule();
    return schedule.length == 0 ? new int[] {settings.gridSize()} : schedule;
  }
}
