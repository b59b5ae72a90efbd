package org.kanspark.kernel.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.optim.LbfgsState;
import org.kanspark.kernel.penalty.ObjectiveTerms;

/**
 * Holds all that later steps of a training depend on, after an accepted step: from it and the same
 * rows the training goes on with the bits it would have had. What follows from the rows and these
 * numbers is left out, and is computed again: the preconditioner of L-BFGS, gradient and curvature
 * of Gauss-Newton.
 *
 * @param grid place of the grid in the schedule
 * @param stepsBefore steps taken before this grid, those on sampled rows included
 * @param coarser where training stood before this grid
 * @param at network and parameters
 * @param damping damping of Gauss-Newton, carried from grid to grid
 * @param spent what has been spent so far
 * @param objectives the objective at the start and after every step and change of knots
 * @param notes what a user should know
 * @param watch what rows held back have shown
 * @param solver state of the solver at this grid
 */
record TrainingState(
    int grid,
    int stepsBefore,
    Mark coarser,
    KnotChange at,
    double damping,
    Spent spent,
    List<ObjectiveTerms> objectives,
    List<String> notes,
    Watch watch,
    Solver solver) {

  /** Is where training stood before a grid; no objective where nothing had been evaluated. */
  record Mark(KnotChange at, @Nullable ObjectiveTerms objective) {}

  /**
   * Is what rows held back have shown.
   *
   * @param best where their loss was least; null where nothing was held back
   * @param iterations accepted steps up to there
   * @param grid place of its grid in the schedule
   * @param firstIteration accepted steps before the present grid
   */
  record Watch(@Nullable Mark best, int iterations, int grid, int firstIteration) {}

  /** Counts accepted steps, passes, seconds, and evaluations in readings of all rows. */
  record Spent(
      int iterations,
      int passes,
      double seconds,
      double forwards,
      double gradients,
      double curvatures) {}

  /** Is the state of one of the solvers. */
  sealed interface Solver permits Lbfgs, GaussNewtonGrid {}

  /**
   * Is the state of {@link LbfgsDescent} between two steps.
   *
   * @param run point, gradient and correction pairs
   * @param steps steps at this grid
   * @param nextRefresh step at which the preconditioner is computed anew
   * @param nextLook step at which hidden knots are looked at
   * @param accepted terms of the objective at the point
   * @param blocksAt parameters the preconditioner was computed at
   * @param blockDamping its damping
   * @param smoothness what smoothness remembers
   */
  record Lbfgs(
      LbfgsState run,
      int steps,
      int nextRefresh,
      int nextLook,
      ObjectiveTerms accepted,
      double[] blocksAt,
      double blockDamping,
      Smoothness.State smoothness)
      implements Solver {}

  /**
   * Is the state of {@link GaussNewtonSolver} between two steps.
   *
   * @param steps steps at this grid
   * @param nextLook step at which hidden knots are looked at
   * @param mayMove whether hidden knots may still follow activations
   * @param recentLosses objectives before the last steps
   * @param method state of the method
   */
  record GaussNewtonGrid(
      int steps, int nextLook, boolean mayMove, double[] recentLosses, GaussNewton.State method)
      implements Solver {}
}
