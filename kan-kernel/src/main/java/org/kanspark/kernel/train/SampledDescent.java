package org.kanspark.kernel.train;

import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.penalty.ObjectiveTerms;

/**
 * Takes the first steps of L-BFGS on sampled rows, before any pass.
 *
 * <p>Far from a minimum a few thousand rows show the way as well as all rows do: [8,32,32,1] with
 * 20,000 rows came as far in 20 passes after 30 steps on 4,096 rows as in 45 without. On large data
 * samples grow, each four times the last, as long as they are a small part of all rows. As many
 * rows more, which the steps do not see, tell when a sample has no more to teach.
 *
 * <pre>
 * Byrd, Chin, Nocedal, Wu: Sample size selection in optimization methods for machine learning,
 * Mathematical Programming 134 (2012).
 * </pre>
 */
final class SampledDescent {
  private static final int FIRST_ROWS = 4096;
  private static final int LEAST_ROWS = 256;
  private static final int GROWTH = 4;

  /** All rows are at least this many times as many as those of a sample. */
  private static final int SHARE = 4;

  private static final int FIRST_STEPS = 30;
  private static final int NEXT_STEPS = 20;
  private static final int STEPS_BETWEEN_LOOKS = 5;

  private final TrainingSettings settings;
  private final TrainingListener listener;
  private final Scaling scaling;
  private final RowBlock sample;
  private final CurvatureRows curvatureRows;
  private final long rows;
  private int steps;
  private double gradientRows;
  private double curvatureRowsUsed;

  /**
   * Prepares a descent.
   *
   * @param settings how to train
   * @param listener may throw to stop
   * @param scaling from raw rows to the network's units
   * @param sample sampled rows
   * @param curvatureRows rows that curvature is taken from
   * @param rows number of all rows
   */
  SampledDescent(
      TrainingSettings settings,
      TrainingListener listener,
      Scaling scaling,
      RowBlock sample,
      CurvatureRows curvatureRows,
      long rows) {
    this.settings = settings;
    this.listener = listener;
    this.scaling = scaling;
    this.sample = sample;
    this.curvatureRows = curvatureRows;
    this.rows = rows;
  }

  /** Descends from a start as far as samples lead; where there are few rows it stays there. */
  KnotChange run(KnotChange start) {
    KnotChange at = start;
    long most = Math.min(rows / SHARE, sample.rows() / 2);
    for (long next = Math.min(most, FIRST_ROWS); next <= most; next *= GROWTH) {
      if (next < LEAST_ROWS) {
        return at;
      }
      at = descend(at, (int) next);
    }
    return at;
  }

  private KnotChange descend(KnotChange start, int rowsUsed) {
    Watch watch = new Watch(start, sample.slice(rowsUsed, Math.min(2 * rowsUsed, sample.rows())));
    SampledRows part = new SampledRows(sample, rowsUsed, rows);
    LbfgsDescent descent =
        new LbfgsDescent(settings, scaling, curvatureRows, steps, start, reading(part), watch);
    descent.minimize(steps == 0 ? FIRST_STEPS : NEXT_STEPS);
    steps += descent.steps();
    return watch.best;
  }

  private Objective.Rows reading(SampledRows part) {
    return new Objective.Rows() {
      @Override
      public long count() {
        return part.rows();
      }

      @Override
      public GradientAggregator gradient(GradientTask task) {
        listener.checkCancelled();
        gradientRows += part.rows();
        return part.run(task);
      }

      @Override
      public MeasureAggregator measure(MeasureTask task) {
        listener.checkCancelled();
        return part.run(task);
      }
    };
  }

  /** Keeps what does best on rows that the steps do not see, and ends when these gain no more. */
  private final class Watch implements LbfgsDescent.Progress {
    private final SampledRows unseen;
    private KnotChange best;
    private KanNetwork network;
    private double least;
    private int untilLook = STEPS_BETWEEN_LOOKS;

    Watch(KnotChange start, RowBlock unseen) {
      this.unseen = new SampledRows(unseen, unseen.rows(), rows);
      this.best = start;
      this.network = start.network();
      this.least = loss(start);
    }

    private double loss(KnotChange at) {
      return new Objective(settings.penalty(), at.network(), scaling, reading(unseen))
          .evaluate(at.parameters(), new double[at.network().parameterCount()]);
    }

    @Override
    public void onKnots(KnotChange at, ObjectiveTerms objective) {
      network = at.network();
    }

    @Override
    public boolean onStep(double[] parameters, ObjectiveTerms objective, double gradientNorm) {
      untilLook--;
      if (untilLook > 0) {
        return true;
      }
      untilLook = STEPS_BETWEEN_LOOKS;
      KnotChange at = new KnotChange(network, parameters);
      double reached = loss(at);
      if (!(reached < least)) {
        return false;
      }
      best = at;
      least = reached;
      return true;
    }

    @Override
    public void onCurvature(int sampled) {
      curvatureRowsUsed += sampled;
    }
  }

  /** Returns the number of steps taken. */
  int steps() {
    return steps;
  }

  /** Returns the rows that loss and gradient were computed at so far, repetitions counted. */
  double gradientRows() {
    return gradientRows;
  }

  /** Returns the rows that curvature was computed at so far, repetitions counted. */
  double curvatureRows() {
    return curvatureRowsUsed;
  }
}
