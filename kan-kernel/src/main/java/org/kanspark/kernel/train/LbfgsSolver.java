package org.kanspark.kernel.train;

import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.penalty.ObjectiveTerms;

/** Trains at one grid with preconditioned L-BFGS, one pass an evaluation. */
final class LbfgsSolver {
  private final TrainingSettings settings;
  private final LbfgsDescent descent;

  /**
   * Prepares training at a grid.
   *
   * @param settings how to train
   * @param run where training stands
   * @param scaling from raw rows to the network's units
   * @param curvatureRows rows that curvature is taken from
   * @param stepsBefore steps this training has taken before, those on sampled rows included
   * @param phase what to call passes
   */
  LbfgsSolver(
      TrainingSettings settings,
      TrainingRun run,
      Scaling scaling,
      CurvatureRows curvatureRows,
      int stepsBefore,
      String phase) {
    this.settings = settings;
    LbfgsDescent.Progress progress =
        new LbfgsDescent.Progress() {
          @Override
          public void onKnots(KnotChange at, ObjectiveTerms objective) {
            run.moveTo(at);
            run.note(objective);
          }

          @Override
          public boolean onStep(
              double[] parameters, ObjectiveTerms objective, double gradientNorm) {
            run.accept(parameters, objective, gradientNorm, phase);
            return !run.isExhausted(settings.patience());
          }

          @Override
          public void onCurvature(int rows) {
            run.countSampled(0.0, rows);
          }

          @Override
          public boolean isCheckpointDue() {
            return run.isCheckpointDue();
          }

          @Override
          public void onCheckpoint(TrainingState.Lbfgs state) {
            run.checkpointIfDue(() -> state);
          }
        };
    KnotChange start = new KnotChange(run.network(), run.parameters());
    this.descent =
        new LbfgsDescent(
            settings, scaling, curvatureRows, stepsBefore, start, run.rows(phase), progress);
  }

  /**
   * Runs until steps no longer help; returns their number at this grid.
   *
   * @param saved where steps stood, null at the start of the grid
   */
  int minimize(TrainingState.@Nullable Solver saved) {
    if (saved == null) {
      descent.minimize(settings.maxIter());
    } else {
      descent.resume((TrainingState.Lbfgs) saved, settings.maxIter());
    }
    return descent.steps();
  }
}
