package org.kanspark.kernel.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.linalg.CholeskySolver;
import org.kanspark.kernel.linalg.DampedSolver;
import org.kanspark.kernel.linalg.SymmetricMatrix;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.penalty.ActivationPull;
import org.kanspark.kernel.penalty.ActivationSums;
import org.kanspark.kernel.penalty.ObjectiveTerms;
import org.kanspark.kernel.penalty.Penalty;

/**
 * Takes Gauss-Newton steps under Levenberg damping, several dampings tried at once.
 *
 * <p>Damping uses the identity, not the diagonal: B-splines on one input are alike in scale, and a
 * diagonal close to 0 marks a cell without data, which must not move freely.
 *
 * <pre>
 * K. Levenberg, A method for the solution of certain non-linear problems in least squares, 1944.
 * </pre>
 */
final class GaussNewton {
  /** Dampings tried at once in a pass over all rows, relative to the last that won. */
  static final double[] PASS_FACTORS = {0.03, 0.3, 1, 3, 100};

  /** Relative difference of losses that are the same but for rounding. */
  private static final double SAME_LOSS = 1e-12;

  private static final double LEAST_DAMPING = 1e-16;

  /** Share of the largest curvature below which others are lost in rounding. */
  private static final double ROUNDING = 1e-15;

  private static final double MOST_DAMPING = 1e8;

  /** Evaluates candidates over the rows. */
  interface Evaluation {

    /**
     * Computes the losses of all candidates, and the gradient of one.
     *
     * @param candidates parameter vectors
     * @param expanded index of the one, or {@link CandidatesTask#NONE}
     * @param measuredFrom first layer whose activations are summed up, or NONE
     * @param pull gradient of a penalty by the values of hidden nodes; null for none
     */
    CandidatesAggregator run(
        double[][] candidates, int expanded, int measuredFrom, @Nullable ActivationPull pull);

    /** Returns the number of rows, equal ones counted once while these are known. */
    long rows();

    /**
     * Returns the curvature at the expanded candidate.
     *
     * @param sums what {@link #run} returned
     * @param at the candidate
     */
    SymmetricMatrix curvature(CandidatesAggregator sums, double[] at);
  }

  private final Evaluation evaluation;
  private final double[] factors;
  private final boolean expandAtOnce;
  private final int depth;
  private final boolean penalised;
  private final boolean linear;
  private final DampedSolver solver = new CholeskySolver();
  private final Smoothness smoothness;
  private final Penalty penalty;
  private @Nullable ActivationSums firstSums;
  private Penalty.Point point;
  private double[] x;
  private double damping;
  private ObjectiveTerms terms;
  private double objective;
  private double gain;
  private double[] gradient;
  private SymmetricMatrix curvature;
  private ActivationRanges ranges;
  private int likeliest;
  private boolean corrected;

  /**
   * Is what steps remember beside the point; the rest is evaluated there.
   *
   * @param damping damping of the last step
   * @param likeliest number of the damping that won, NONE where none is expanded at once
   * @param corrected whether the minimum of a linear model has been corrected
   * @param smoothness what smoothness remembers
   */
  record State(double damping, int likeliest, boolean corrected, Smoothness.State smoothness) {}

  /**
   * Evaluates the start.
   *
   * @param determined share of the parameters that {@link Smoothness} takes rows to determine
   */
  GaussNewton(
      KanNetwork network,
      double[] start,
      double damping,
      double[] factors,
      boolean expandAtOnce,
      Penalty penalty,
      double determined,
      Evaluation evaluation) {
    this(network, start, damping, null, factors, expandAtOnce, penalty, determined, evaluation);
  }

  /** Goes on from a point that steps have led to. */
  GaussNewton(
      KanNetwork network,
      double[] at,
      State state,
      double[] factors,
      boolean expandAtOnce,
      Penalty penalty,
      double determined,
      Evaluation evaluation) {
    this(
        network,
        at,
        state.damping(),
        state,
        factors,
        expandAtOnce,
        penalty,
        determined,
        evaluation);
  }

  private GaussNewton(
      KanNetwork network,
      double[] start,
      double damping,
      @Nullable State state,
      double[] factors,
      boolean expandAtOnce,
      Penalty penalty,
      double determined,
      Evaluation evaluation) {
    this.evaluation = evaluation;
    this.factors = factors;
    this.expandAtOnce = expandAtOnce;
    this.likeliest = expandAtOnce ? factors.length / 3 : CandidatesTask.NONE;
    this.damping = damping;
    this.penalty = penalty;
    this.depth = network.depth();
    this.x = start;
    CandidatesAggregator sums = measure(new double[][] {start}, 0);
    this.point = point(start, sums, 0);
    this.terms = terms(point, sums, 0);
    if (penalty.pulls()) {
      sums = evaluation.run(new double[][] {start}, 0, CandidatesTask.NONE, point.pull());
    }
    this.smoothness = new Smoothness(network, evaluation.rows(), determined);
    this.penalised = !penalty.isNone();
    this.linear = depth == 1 && !penalised;
    if (state != null) {
      likeliest = state.likeliest();
      corrected = state.corrected();
      smoothness.restore(state.smoothness());
    } else if (!linear) {
      // Where one step leads to the minimum the start's loss says nothing of what rows will leave.
      smoothness.adapt(start, terms.loss());
    }
    this.objective = terms.total() + smoothness.value(start);
    this.gradient = sums.meanGradient();
    this.curvature = evaluation.curvature(sums, start);
    this.ranges = sums.ranges();
    addTerms();
  }

  /** Computes losses, what the penalty needs and, if it does not pull, the expansion of one. */
  private CandidatesAggregator measure(double[][] candidates, int expanded) {
    boolean known = depth == 1 && firstSums != null;
    int from = firstSums == null ? 0 : 1;
    return evaluation.run(
        candidates,
        penalty.pulls() ? CandidatesTask.NONE : expanded,
        penalty.needsSums() && !known ? from : CandidatesTask.NONE,
        null);
  }

  private Penalty.Point point(double[] at, CandidatesAggregator sums, int candidate) {
    if (!penalty.needsSums()) {
      return penalty.at(at, null);
    }
    ActivationSums first = firstSums;
    if (first == null) {
      first = sums.activations(candidate);
      firstSums = first;
    }
    return penalty.at(at, depth == 1 ? first : sums.activations(candidate).withFirstLayerOf(first));
  }

  private static ObjectiveTerms terms(
      Penalty.Point point, CandidatesAggregator sums, int candidate) {
    return point
        .withLoss(sums.meanLoss(candidate))
        .withHeldBackLoss(sums.meanHeldBackLoss(candidate));
  }

  private void addTerms() {
    point.addGradient(gradient);
    point.addCurvature(curvature);
    smoothness.addGradient(x, gradient);
    smoothness.addCurvature(curvature);
  }

  /**
   * Takes one step; returns false if no damping lowers the mean loss and what fills empty cells.
   */
  boolean step() {
    while (damping <= MOST_DAMPING) {
      double[][] candidates = candidates();
      CandidatesAggregator sums = measure(candidates, likeliest);
      int best = -1;
      double least = objective;
      Penalty.Point there = point;
      for (int c = 0; c < candidates.length; c++) {
        Penalty.Point tried = point(candidates[c], sums, c);
        double value = terms(tried, sums, c).total() + smoothness.value(candidates[c]);
        boolean allowed = penalised || smoothness.allows(sums.meanLoss(c));
        if (allowed && value < least) {
          best = c;
          least = value;
          there = tried;
        }
      }
      if (best >= 0) {
        gain = (objective - least) / objective;
        point = there;
        accept(candidates[best], best, sums);
        return true;
      }
      damping *= 10 * factors[factors.length - 1];
    }
    return false;
  }

  private void accept(double[] to, int best, CandidatesAggregator sums) {
    damping = Math.max(LEAST_DAMPING, damping * factors[best]);
    terms = terms(point, sums, best);
    boolean expanded = best == likeliest && !penalty.pulls();
    expand(to, expanded ? sums : expansion(to, point.pull()));
    if (linear && !corrected) {
      corrected = true;
      correct();
    }
    smoothness.adapt(x, terms.loss());
    objective = terms.total() + smoothness.value(x);
    addTerms();
    likeliest = expandAtOnce ? best : CandidatesTask.NONE;
  }

  private CandidatesAggregator expansion(double[] at, @Nullable ActivationPull pull) {
    return evaluation.run(new double[][] {at}, 0, CandidatesTask.NONE, pull);
  }

  private void expand(double[] at, CandidatesAggregator sums) {
    x = at;
    gradient = sums.meanGradient();
    curvature = evaluation.curvature(sums, at);
    ranges = sums.ranges();
  }

  /**
   * Solves once more for what is left of the gradient at the minimum of a linear model: the sums of
   * J'J know directions of little curvature (SiLU is nearly a spline) to few digits, the gradient
   * knows them to all. The loss no longer shows the difference.
   */
  private void correct() {
    double[] to = candidate(LEAST_DAMPING);
    CandidatesAggregator sums = expansion(to, null);
    if (sums.meanLoss(0) <= (1 + SAME_LOSS) * terms.loss()) {
      terms = ObjectiveTerms.ofLoss(sums.meanLoss(0)).withHeldBackLoss(sums.meanHeldBackLoss(0));
      expand(to, sums);
    }
  }

  private double[][] candidates() {
    double[][] candidates = new double[factors.length][];
    for (int c = 0; c < factors.length; c++) {
      candidates[c] = candidate(Math.max(LEAST_DAMPING, damping * factors[c]));
    }
    return candidates;
  }

  /** Returns where a damped step leads; damped more where rounding has spoiled the curvature. */
  private double[] candidate(double least) {
    int n = x.length;
    double[] right = new double[n];
    for (int p = 0; p < n; p++) {
      right[p] = -gradient[p];
    }
    double[] step = new double[n];
    double[] diagonal = new double[n];
    double tried = least;
    Arrays.fill(diagonal, tried);
    // J'J at fine grids has eigenvalues that are 0 or negative by rounding.
    while (!solver.solve(curvature, diagonal, right, step)) {
      tried = Math.max(10 * tried, ROUNDING * curvature.largestDiagonal());
      Arrays.fill(diagonal, tried);
      if (!(tried < Double.MAX_VALUE)) {
        return x.clone();
      }
    }
    for (int p = 0; p < n; p++) {
      step[p] += x[p];
    }
    return step;
  }

  double[] parameters() {
    return x;
  }

  /** Returns the share by which the last step lowered objective and smoothness together. */
  double gain() {
    return gain;
  }

  /** Returns the objective in its terms. */
  ObjectiveTerms terms() {
    return terms;
  }

  /** Returns the objective, without what fills empty cells. */
  double value() {
    return terms.total();
  }

  double damping() {
    return damping;
  }

  /** Returns what is to be remembered to go on from here. */
  State state() {
    return new State(damping, likeliest, corrected, smoothness.state());
  }

  ActivationRanges ranges() {
    return ranges;
  }

  double gradientNorm() {
    return Arrays.stream(gradient).map(Math::abs).max().orElse(0.0);
  }
}
