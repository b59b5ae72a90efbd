package org.kanspark.kernel.train;

import org.kanspark.kernel.linalg.CholeskySolver;
import org.kanspark.kernel.linalg.DampedSolver;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Trains at one grid with Gauss-Newton steps under Levenberg damping.
 *
 * <p>One pass evaluates several dampings of a step at once, so that a damping that proves wrong
 * costs no pass of its own; gradient and curvature are computed in the same pass at the damping that
 * proved best the last time. Only when another one wins a second pass follows, for its curvature.
 *
 * <pre>
 * K. Levenberg, A method for the solution of certain non-linear problems in least squares, 1944.
 * </pre>
 */
final class GaussNewtonSolver {
  /** Dampings tried at once, relative to the last one that won. */
  private static final double[] FACTORS = {0.03, 0.3, 1, 3, 100};

  private static final double LEAST_DAMPING = 1e-16;
  private static final double MOST_DAMPING = 1e8;

  private final TrainingSettings settings;
  private final TrainingRun run;
  private final String phase;
  private final DampedSolver solver = new CholeskySolver();
  private final Fill fill;
  private final KanNetwork network;
  private double[] x;
  private double objective;
  private CandidatesAggregator.Expansion expansion;
  private int likeliest = 1;

  GaussNewtonSolver(TrainingSettings settings, TrainingRun run, String phase) {
    this.settings = settings;
    this.run = run;
    this.phase = phase;
    this.network = run.network();
    this.fill = new Fill(network, 1e-9);
    this.x = run.parameters();
    CandidatesAggregator first = run.candidatesPass(new double[][] {x}, 0, phase);
    this.objective = first.meanLoss(0) + fill.value(x);
    this.expansion = withFill(first.expansion());
  }

  private CandidatesAggregator.Expansion withFill(CandidatesAggregator.Expansion data) {
    fill.addGradient(x, data.gradient());
    fill.addCurvature(data.curvature());
    return data;
  }

  /** Runs until steps no longer help. */
  void minimize() {
    run.note(objective);
    int slow = 0;
    for (int steps = 0; steps < settings.maxIter() && slow < 3; ) {
      double before = objective;
      if (!step()) {
        return;
      }
      steps++;
      slow = before - objective <= settings.tol() * before ? slow + 1 : 0;
    }
  }

  /** Takes one step; returns false if no damping lowers the objective. */
  private boolean step() {
    while (run.damping() <= MOST_DAMPING) {
      double[][] candidates = candidates();
      CandidatesAggregator sums = run.candidatesPass(candidates, likeliest, phase);
      int best = -1;
      double bestObjective = objective;
      for (int c = 0; c < candidates.length; c++) {
        double value = sums.meanLoss(c) + fill.value(candidates[c]);
        if (value < bestObjective) {
          best = c;
          bestObjective = value;
        }
      }
      if (best >= 0) {
        x = candidates[best];
        objective = bestObjective;
        run.setDamping(Math.max(LEAST_DAMPING, run.damping() * FACTORS[best]));
        expansion = withFill(
            best == likeliest
                ? sums.expansion()
                : run.candidatesPass(new double[][] {x}, 0, phase).expansion());
        likeliest = best;
        run.accept(x, objective, norm(expansion.gradient()), phase);
        return true;
      }
      run.setDamping(run.damping() * 1e4);
    }
    return false;
  }

  private static double norm(double[] gradient) {
    double norm = 0.0;
    for (double g : gradient) {
      norm = Math.max(norm, Math.abs(g));
    }
    return norm;
  }

  private double[][] candidates() {
    int n = x.length;
    double[] right = new double[n];
    for (int p = 0; p < n; p++) {
      right[p] = -expansion.gradient()[p];
    }
    double[][] candidates = new double[FACTORS.length][];
    double[] step = new double[n];
    double[] diagonal = new double[n];
    for (int c = 0; c < FACTORS.length; c++) {
      double damping = Math.max(LEAST_DAMPING, run.damping() * FACTORS[c]);
      do {
        java.util.Arrays.fill(diagonal, damping);
        damping *= 10;
      } while (!solver.solve(expansion.curvature(), diagonal, right, step));
      candidates[c] = new double[n];
      for (int p = 0; p < n; p++) {
        candidates[c][p] = x[p] + step[p];
      }
    }
    return candidates;
  }
}
