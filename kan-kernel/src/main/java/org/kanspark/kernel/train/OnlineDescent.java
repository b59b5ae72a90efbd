package org.kanspark.kernel.train;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.PassRunner;
import org.kanspark.kernel.data.RowBlock;

/**
 * Takes online steps before the solver: over sampled rows on the driver, then over all rows, each
 * partition by itself and the results averaged.
 *
 * <p>Far from a minimum a gradient over a hundred rows shows the way about as well as one over all,
 * and there are a thousand of them in a pass; near it their noise keeps them away, and the solver
 * goes on. Averages serve only while partitions stay close to each other, so the sample comes
 * first: from a random start they end in different valleys.
 *
 * <pre>
 * Agarwal, Chapelle, Dudik, Langford: A reliable effective terascale linear learning system,
 * JMLR 15 (2014), section 3: online passes and averages, then L-BFGS.
 * </pre>
 */
final class OnlineDescent {
  /**
   * Rates of the first and the last epoch over the sample. What the last leaves in noise the mean
   * of partitions takes out: determinants of 4x4 matrices were at a correlation of .979 after it
   * and at .991 two rounds later, where a last rate of 1e-3 ended at .985.
   */
  private static final double FIRST_RATE = 0.03;

  private static final double LAST_RATE = 0.0075;

  /** Rows that steps see on the driver, if the sample is gone through at least as often as said. */
  private static final int ROWS_SEEN = 1 << 19;

  private static final int LEAST_EPOCHS = 8;
  private static final int MOST_EPOCHS = 24;
  private static final int MOST_ROUNDS = 12;
  private static final double RATE_DECAY_OF_A_ROUND = 0.85;

  /** Share of the sample that its epochs leave out: it tells whether steps lead on. */
  private static final int UNSEEN_SHARE = 8;

  private static final int LEAST_ROWS = 16 * OnlineAggregator.BATCH;

  /** Part of its loss a round must take away for another. */
  private static final double WORTH_A_ROUND = 0.03;

  private final TrainingSettings settings;
  private final TrainingListener listener;
  private final TrainingClock clock;
  private final Scaling scaling;
  private final RowBlock sample;
  private final RowBlock unseen;
  private double gradientRows;
  private int rounds;
  private double rate = FIRST_RATE;

  /**
   * Prepares online steps.
   *
   * @param settings whether hidden knots follow
   * @param listener hears of every round, and may throw to stop
   * @param clock counts passes and seconds
   * @param scaling from raw rows to the network's units
   * @param sample sampled rows
   */
  OnlineDescent(
      TrainingSettings settings,
      TrainingListener listener,
      TrainingClock clock,
      Scaling scaling,
      RowBlock sample) {
    this.settings = settings;
    this.listener = listener;
    this.clock = clock;
    this.scaling = scaling;
    int kept = sample.rows() / UNSEEN_SHARE;
    this.sample = sample.slice(kept, sample.rows());
    this.unseen = sample.slice(0, kept);
  }

  /** Holds a network, its state, and its loss on what epochs leave out of the sample. */
  private record Reached(KnotChange at, OnlineState state, double loss) {}

  /** Descends from a start; where there are few rows it stays there. */
  KnotChange run(KnotChange start, PassRunner runner) {
    if (sample.rows() < LEAST_ROWS) {
      return start;
    }
    OnlineState begin = OnlineState.at(start.parameters());
    Reached reached = new Reached(start, begin, loss(start));
    int epochs = Math.max(LEAST_EPOCHS, Math.min(MOST_EPOCHS, ROWS_SEEN / sample.rows()));
    double decay = StrictMath.pow(LAST_RATE / FIRST_RATE, 1.0 / epochs);
    Reached last = reached;
    for (int epoch = 0; epoch < epochs; epoch++) {
      gradientRows += sample.rows();
      last = round(last, this::overSample);
      reached = last.loss < reached.loss ? last : reached;
      rate *= decay;
    }
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      String description = "online steps of every partition, round " + round;
      Reached next = round(reached, task -> runner.run(task, description));
      if (!(next.loss < reached.loss)) {
        break;
      }
      boolean enough = next.loss > (1 - WORTH_A_ROUND) * reached.loss;
      reached = next;
      rate *= RATE_DECAY_OF_A_ROUND;
      if (enough) {
        break;
      }
    }
    return reached.at;
  }

  private OnlineAggregator overSample(OnlineTask task) {
    OnlineAggregator steps = task.newAggregator();
    steps.add(sample);
    steps.finish();
    return steps;
  }

  private Reached round(Reached from, Function<OnlineTask, OnlineAggregator> steps) {
    listener.checkCancelled();
    rounds++;
    OnlineTask task = new OnlineTask(from.at.network(), from.state, rate, scaling);
    OnlineAggregator sums = steps.apply(task);
    OnlineState mean = sums.mean();
    if (mean == null) {
      return from;
    }
    KnotChange at = follow(new KnotChange(from.at.network(), mean.parameters()), sums.ranges());
    double loss = loss(at);
    tell(loss);
    return new Reached(at, mean.withParameters(at.parameters()), loss);
  }

  private void tell(double loss) {
    listener.onStep(
        new TrainingStep(
            0,
            clock.passes(),
            loss,
            scaling.rmse(loss),
            Double.NaN,
            Double.NaN,
            clock.seconds(),
            "online round " + rounds));
  }

  private KnotChange follow(KnotChange at, @Nullable ActivationRanges ranges) {
    return settings.updateGrid() && ranges != null && HiddenKnots.areStale(at.network(), ranges)
        ? HiddenKnots.follow(at.network(), at.parameters(), ranges)
        : at;
  }

  private double loss(KnotChange at) {
    GradientTask task = new GradientTask(at.network(), at.parameters(), scaling);
    GradientAggregator sums = task.newAggregator();
    sums.add(unseen);
    sums.finish();
    return sums.lossSum() / sums.weightSum();
  }

  /** Returns the sampled rows that gradients were computed at, repetitions counted. */
  double gradientRows() {
    return gradientRows;
  }

  /** Returns how often the sample, or all rows, have been gone through. */
  int rounds() {
    return rounds;
  }
}
