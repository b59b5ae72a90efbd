package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.PassRunner;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.linalg.SymmetricMatrix;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.penalty.ActivationPull;
import org.kanspark.kernel.penalty.ObjectiveTerms;

/** Holds where one training stands: network, parameters, what has been spent, what was seen. */
final class TrainingRun {
  private static final double MOST_RISE_OF_A_GRID = 2;

  /** Objective below which differences are rounding: an RMSE of 1e-12 deviations of the label. */
  private static final double ROUNDING = 1e-24;

  private static final double FIRST_DAMPING = 1e-2;
  private static final double UNDAMPED = 1e-15;

  private final PassRunner runner;
  private final TrainingListener listener;
  private final TrainingClock clock;
  private final DataStatistics statistics;
  private final Scaling scaling;
  private final @Nullable SampledRows curvatureRows;
  private final SolverChoice choice;
  private final CheckpointStore checkpoints;
  private final List<ObjectiveTerms> objectives = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private KanNetwork network;
  private double[] parameters;
  private int iterations;
  private double forwards;
  private double gradients;
  private double sampled;
  private double curvatures;
  private double damping;
  private @Nullable ActivationRanges ranges;
  private @Nullable KnotChange nested;
  private int grid;
  private int stepsBefore;
  private TrainingState.Mark coarser;
  private @Nullable ObjectiveTerms here;
  private TrainingState.@Nullable Mark best;
  private int bestIteration;
  private int bestGrid;
  private int firstIteration;
  private int lastCheckpoint;

  /** Begins at a network and its parameters. */
  TrainingRun(
      PassRunner runner,
      TrainingListener listener,
      TrainingClock clock,
      TrainingPlan plan,
      CheckpointStore checkpoints,
      KnotChange start) {
    this.runner = runner;
    this.listener = listener;
    this.clock = clock;
    this.statistics = plan.statistics();
    this.scaling = plan.scaling();
    this.curvatureRows = plan.curvatureRows();
    this.choice = plan.choice();
    this.checkpoints = checkpoints;
    this.network = start.network();
    this.parameters = start.parameters();
    // One layer is linear in its parameters: the undamped step leads to the minimum.
    this.damping = network.depth() == 1 ? UNDAMPED : FIRST_DAMPING;
    this.coarser = mark();
  }

  /** Goes on where an earlier process was. */
  void restore(TrainingState state) {
    moveTo(state.at());
    grid = state.grid();
    stepsBefore = state.stepsBefore();
    coarser = state.coarser();
    damping = state.damping();
    objectives.addAll(state.objectives());
    here = objectives.get(objectives.size() - 1);
    best = state.watch().best();
    bestIteration = state.watch().iterations();
    bestGrid = state.watch().grid();
    firstIteration = state.watch().firstIteration();
    notes.addAll(state.notes());
    iterations = state.spent().iterations();
    lastCheckpoint = iterations;
    forwards = state.spent().forwards();
    gradients = state.spent().gradients();
    curvatures = state.spent().curvatures();
    clock.add(state.spent().passes(), state.spent().seconds());
  }

  /** Returns whether as many steps as asked for were accepted since the last checkpoint. */
  boolean isCheckpointDue() {
    return checkpoints.interval() > 0 && iterations - lastCheckpoint >= checkpoints.interval();
  }

  /** Saves where training stands if that is due; only between steps, after the first of a grid. */
  void checkpointIfDue(Supplier<TrainingState.Solver> solver) {
    if (!isCheckpointDue()) {
      return;
    }
    TrainingState.Spent spent =
        new TrainingState.Spent(
            iterations, clock.passes(), clock.seconds(), forwards, gradients, curvatures);
    TrainingState state =
        new TrainingState(
            grid,
            stepsBefore,
            coarser,
            new KnotChange(network, parameters),
            damping,
            spent,
            objectives,
            notes,
            new TrainingState.Watch(best, bestIteration, bestGrid, firstIteration),
            solver.get());
    checkpoints.save(iterations, StateFormat.write(state));
    lastCheckpoint = iterations;
  }

  KanNetwork network() {
    return network;
  }

  /** Returns the number of rows, equal ones counted once while these are known. */
  long distinctRows() {
    return statistics.distinctRows();
  }

  double[] parameters() {
    return parameters;
  }

  /** Reads all rows in passes. */
  Objective.Rows rows(String phase) {
    return new Objective.Rows() {
      @Override
      public long count() {
        return statistics.distinctRows();
      }

      @Override
      public GradientAggregator gradient(GradientTask task) {
        gradients++;
        return pass(task, phase);
      }

      @Override
      public MeasureAggregator measure(MeasureTask task) {
        forwards++;
        return pass(task, phase);
      }
    };
  }

  private <A extends Aggregator<A>> A pass(PassTask<A> task, String phase) {
    listener.checkCancelled();
    return runner.run(task, description(phase));
  }

  /** Says where training stands: "pass 12 after step 10, grid 5, loss 0.0123". */
  private String description(String phase) {
    String loss = here == null ? "" : String.format(Locale.ROOT, ", loss %.6g", here.total());
    return "pass " + (clock.passes() + 1) + " after step " + iterations + ", " + phase + loss;
  }

  /** Evaluates candidates in passes over all rows, curvature there too or over sampled rows. */
  GaussNewton.Evaluation evaluation(KanNetwork evaluated, String phase) {
    SampledRows sampled = curvatureRows;
    return new GaussNewton.Evaluation() {
      @Override
      public long rows() {
        return statistics.distinctRows();
      }

      @Override
      public CandidatesAggregator run(
          double[][] candidates, int expanded, int measuredFrom, @Nullable ActivationPull pull) {
        boolean expands = expanded != CandidatesTask.NONE;
        boolean curvature = expands && sampled == null;
        forwards += candidates.length - (expands ? 1 : 0);
        gradients += expands ? 1 : 0;
        curvatures += curvature ? 1 : 0;
        return pass(
            new CandidatesTask(
                evaluated, candidates, expanded, curvature, measuredFrom, pull, scaling),
            phase);
      }

      @Override
      public SymmetricMatrix curvature(CandidatesAggregator sums, double[] at) {
        if (sampled == null) {
          return sums.meanCurvature();
        }
        curvatures += sampled.share();
        CandidatesTask task = CandidatesTask.forCurvature(evaluated, at, scaling);
        return sampled.run(task).meanCurvature();
      }
    };
  }

  /** Counts the sampled rows that gradients and curvature were computed at. */
  void countSampled(double gradientRows, double curvatureRows) {
    gradients += gradientRows / statistics.distinctRows();
    sampled += gradientRows / statistics.distinctRows();
    curvatures += curvatureRows / statistics.distinctRows();
  }

  /** Returns the damping of Gauss-Newton steps, carried from grid to grid. */
  double damping() {
    return damping;
  }

  void setDamping(double newDamping) {
    damping = newDamping;
  }

  /** Takes note of where hidden activations are, so that finer knots can be laid there. */
  void setRanges(ActivationRanges seen) {
    ranges = seen;
  }

  /** Takes note of a sentence a user should read. */
  void addNote(String sentence) {
    notes.add(sentence);
  }

  /** Takes note of the objective at the start or after knots have changed. */
  void note(ObjectiveTerms objective) {
    objectives.add(objective);
    here = objective;
    TrainingState.Mark least = best;
    double before =
        least == null || least.objective() == null
            ? Double.POSITIVE_INFINITY
            : least.objective().heldBackLoss();
    if (objective.heldBackLoss() < before) {
      best = mark();
      bestIteration = iterations;
      bestGrid = grid;
    }
  }

  /** Returns whether as many steps as patience allows did not serve the rows held back. */
  boolean isExhausted(int patience) {
    return best != null && iterations - Math.max(bestIteration, firstIteration) >= patience;
  }

  /**
   * Goes back to where the loss on the rows held back was least; returns whether that was at an
   * earlier grid.
   */
  boolean returnsToBest() {
    TrainingState.Mark least = best;
    if (least == null || least.at().parameters() == parameters) {
      return false;
    }
    moveTo(least.at());
    here = least.objective();
    ranges = null;
    return bestGrid < grid;
  }

  /** Takes note of an accepted step. */
  void accept(
      double[] stepParameters, ObjectiveTerms objective, double gradientNorm, String phase) {
    parameters = stepParameters;
    iterations++;
    note(objective);
    listener.onStep(
        new TrainingStep(
            iterations,
            clock.passes(),
            objective.total(),
            scaling.rmse(objective.loss()),
            objective.heldBackLoss(),
            gradientNorm,
            clock.seconds(),
            phase));
  }

  /** Refines all knots; inputs of the first layer that have few distinct values stay coarse. */
  void refine(int gridSize, List<InputSpline> firstInputs) {
    List<InputSpline> finer = WarmStart.finer(network, firstInputs);
    nested = ranges == null ? null : KnotChange.refine(network, parameters, gridSize, finer, null);
    moveTo(KnotChange.refine(network, parameters, gridSize, finer, ranges));
    ranges = null;
  }

  /**
   * Returns the last refinement with every knot where it was, if hidden knots may have been laid
   * elsewhere.
   */
  @Nullable KnotChange nestedRefinement() {
    return nested;
  }

  /** Returns the objective where training stands, infinity if it is not known. */
  double lastObjective() {
    return here == null ? Double.POSITIVE_INFINITY : here.total();
  }

  private TrainingState.Mark mark() {
    return new TrainingState.Mark(new KnotChange(network, parameters), here);
  }

  /**
   * Takes note of where training stands before a grid.
   *
   * @param place of the grid in the schedule
   * @param steps steps taken so far, those on sampled rows included
   */
  void beginGrid(int place, int steps) {
    grid = place;
    stepsBefore = steps;
    firstIteration = iterations;
    coarser = mark();
  }

  /**
   * Returns to where training stood before this grid if the objective has risen by more than
   * smoothness may cost, and notes it; returns whether it did.
   */
  boolean returnsIfWorse(String phase) {
    ObjectiveTerms before = coarser.objective();
    if (before == null) {
      return false;
    }
    double most = Math.max(ROUNDING, MOST_RISE_OF_A_GRID * before.total());
    if (lastObjective() <= most) {
      return false;
    }
    addNote(
        "%s ended at an objective of %.3g, above the %.3g before: the coarser grid is kept"
            .formatted(phase, lastObjective(), before.total()));
    moveTo(coarser.at());
    note(before);
    return true;
  }

  /** Goes on with other knots. */
  void moveTo(KnotChange change) {
    network = change.network();
    parameters = change.parameters();
  }

  Scaling scaling() {
    return scaling;
  }

  TrainingHistory history() {
    return new TrainingHistory(
        objectives.stream().mapToDouble(ObjectiveTerms::total).toArray(),
        List.copyOf(objectives),
        best == null
            ? new double[0]
            : objectives.stream().mapToDouble(ObjectiveTerms::heldBackLoss).toArray(),
        best == null ? iterations : bestIteration,
        iterations,
        clock.passes(),
        forwards,
        gradients,
        curvatures,
        sampled,
        choice.solver(),
        choice.reason(),
        clock.seconds(),
        statistics.rows(),
        statistics.weightSum(),
        statistics.heldBackRows(),
        List.copyOf(notes));
  }
}
