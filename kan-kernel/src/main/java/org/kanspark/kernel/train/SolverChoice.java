package org.kanspark.kernel.train;

import org.kanspark.kernel.network.KanNetwork;

/**
 * Says which solver trains, and why.
 *
 * @param gaussNewton whether it is Gauss-Newton, otherwise L-BFGS
 * @param reason one clause a user understands
 */
record SolverChoice(boolean gaussNewton, String reason) {
  /** Edges a core evaluates forward and backward in a second, about. */
  private static final double EDGES_PER_SECOND = 2e8;

  /** Multiply-adds of sums of outer products in a second, about. */
  private static final double OUTER_PRODUCTS_PER_SECOND = 1e9;

  /** Multiply-adds of a factorisation in a second, about. */
  private static final double FACTORISED_PER_SECOND = 5e9;

  private static final double GAUSS_NEWTON_PASSES = 50;

  /** Passes in which L-BFGS comes near what Gauss-Newton reaches in its own. */
  private static final double LBFGS_PASSES = 2000;

  /** Seconds below which Gauss-Newton's accuracy is worth its price in any case. */
  private static final double AFFORDABLE_SECONDS = 60;

  /**
   * Chooses by predicted seconds of one core, unless a solver is set: more cores must not lead to
   * another model.
   *
   * @param settings how to train
   * @param network the network at its finest grid
   * @param rows number of training rows
   * @param curvatureRows rows that curvature is taken from
   * @throws IllegalArgumentException if Gauss-Newton is set and the network is too large for it
   */
  static SolverChoice of(
      TrainingSettings settings, KanNetwork network, long rows, long curvatureRows) {
    if (!settings.loss().curves()) {
      return withoutCurvature(settings);
    }
    return switch (settings.solver()) {
      case "l-bfgs" -> new SolverChoice(false, "as set");
      case "gauss-newton" -> gaussNewton(settings, network);
      default -> byPrediction(settings, network, rows, curvatureRows);
    };
  }

  private static SolverChoice withoutCurvature(TrainingSettings settings) {
    String loss = settings.loss().name();
    if (settings.solver().equals("gauss-newton")) {
      throw new IllegalArgumentException(
          "solver is gauss-newton, accepted for loss %s: auto, l-bfgs".formatted(loss));
    }
    return new SolverChoice(false, "loss %s has no curvature".formatted(loss));
  }

  private static SolverChoice gaussNewton(TrainingSettings settings, KanNetwork network) {
    if (network.parameterCount() > settings.gaussNewtonMaxParameters()) {
      throw new IllegalArgumentException(
          ("solver gauss-newton: the network has %d parameters at its finest grid, accepted: up to"
                  + " gaussNewtonMaxParameters = %d; use l-bfgs or raise it")
              .formatted(network.parameterCount(), settings.gaussNewtonMaxParameters()));
    }
    return new SolverChoice(true, "as set");
  }

  private static SolverChoice byPrediction(
      TrainingSettings settings, KanNetwork network, long rows, long curvatureRows) {
    if (network.parameterCount() > settings.gaussNewtonMaxParameters()) {
      return new SolverChoice(
          false,
          "%d parameters are more than gaussNewtonMaxParameters = %d"
              .formatted(network.parameterCount(), settings.gaussNewtonMaxParameters()));
    }
    double gaussNewton = gaussNewtonSeconds(network, rows, curvatureRows);
    double lbfgs = LBFGS_PASSES * passSeconds(network, rows);
    if (gaussNewton <= lbfgs) {
      return new SolverChoice(
          true, "predicted %.2g s, l-bfgs %.2g s".formatted(gaussNewton, lbfgs));
    }
    if (gaussNewton < AFFORDABLE_SECONDS) {
      return new SolverChoice(
          true,
          "predicted %.2g s, l-bfgs %.2g s: below %.0f s the more accurate solver is worth it"
              .formatted(gaussNewton, lbfgs, AFFORDABLE_SECONDS));
    }
    return new SolverChoice(
        false, "predicted %.2g s, gauss-newton %.2g s".formatted(lbfgs, gaussNewton));
  }

  private static double passSeconds(KanNetwork network, long rows) {
    return rows * network.edges() / EDGES_PER_SECOND;
  }

  private static double gaussNewtonSeconds(KanNetwork network, long rows, long curvatureRows) {
    double parameters = network.parameterCount();
    double active = network.edges() * (network.degree() + 2.0);
    double curvature =
        (double) network.outputs()
            * Math.min(rows, curvatureRows)
            * active
            * active
            / 2
            / OUTER_PRODUCTS_PER_SECOND;
    int tried = GaussNewton.PASS_FACTORS.length;
    double factorisations =
        tried * parameters * parameters * parameters / 6 / FACTORISED_PER_SECOND;
    // A loss alone costs about a third of a loss and gradient.
    double pass = passSeconds(network, rows) * (1 + tried / 3.0);
    return GAUSS_NEWTON_PASSES * (pass + curvature + factorisations);
  }

  /** Returns the solver's name. */
  String solver() {
    return gaussNewton ? "gauss-newton" : "l-bfgs";
  }
}
