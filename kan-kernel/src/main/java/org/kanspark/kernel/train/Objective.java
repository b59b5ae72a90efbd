package org.kanspark.kernel.train;

import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.penalty.ActivationPull;
import org.kanspark.kernel.penalty.ActivationSums;
import org.kanspark.kernel.penalty.ObjectiveTerms;
import org.kanspark.kernel.penalty.Penalty;
import org.kanspark.kernel.penalty.PenaltySettings;

/**
 * Evaluates the objective of one network with its exact gradient: in one reading of the rows, or,
 * where the activity of edges counts and there are hidden nodes, in two: forward for the sums that
 * activity follows from, then for loss and gradient.
 */
final class Objective {

  /** Reads the rows. */
  interface Rows {
    /** Returns their number. */
    long count();

    GradientAggregator gradient(GradientTask task);

    MeasureAggregator measure(MeasureTask task);
  }

  private final KanNetwork network;
  private final Scaling scaling;
  private final Rows rows;
  private final Penalty penalty;
  private @Nullable ActivationSums firstSums;
  private @Nullable GradientAggregator last;
  private ObjectiveTerms terms = ObjectiveTerms.ofLoss(Double.NaN);

  Objective(PenaltySettings settings, KanNetwork network, Scaling scaling, Rows rows) {
    this.network = network;
    this.scaling = scaling;
    this.rows = rows;
    this.penalty = new Penalty(settings, network, rows.count());
  }

  /** Returns the objective; overwrites a vector with its gradient. */
  double evaluate(double[] at, double[] gradient) {
    if (penalty.isNone()) {
      GradientAggregator sums = rows.gradient(new GradientTask(network, at, scaling));
      last = sums;
      terms = terms(ObjectiveTerms.ofLoss(sums.meanLoss(gradient)), sums);
      return terms.total();
    }
    Penalty.Point point = penalty.at(at, penalty.needsSums() ? sums(at) : null);
    ActivationPull pull = point.pull();
    GradientAggregator sums = rows.gradient(new GradientTask(network, at, scaling, pull));
    last = sums;
    terms = terms(point.withLoss(sums.meanLoss(gradient)), sums);
    point.addGradient(gradient);
    return terms.total();
  }

  private static ObjectiveTerms terms(ObjectiveTerms terms, GradientAggregator sums) {
    return terms.withHeldBackLoss(sums.meanHeldBackLoss());
  }

  /** Sums up activations; those of the first layer are read once, whatever the parameters. */
  private ActivationSums sums(double[] at) {
    ActivationSums first = firstSums;
    if (first == null) {
      first = rows.measure(new MeasureTask(network, at, 0, scaling)).sums();
      firstSums = first;
      return first;
    }
    return network.depth() == 1
        ? first
        : rows.measure(new MeasureTask(network, at, 1, scaling)).sums().withFirstLayerOf(first);
  }

  /** Returns the terms of the value computed last. */
  ObjectiveTerms terms() {
    return terms;
  }

  /** Returns the ranges of hidden activations where the objective was evaluated last. */
  ActivationRanges ranges() {
    if (last == null) {
      throw new IllegalStateException("nothing has been evaluated");
    }
    return last.ranges();
  }
}
