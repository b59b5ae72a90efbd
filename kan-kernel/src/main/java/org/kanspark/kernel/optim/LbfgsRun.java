package org.kanspark.kernel.optim;

import org.jspecify.annotations.Nullable;

/** Holds the moving parts of one minimisation and takes its steps. */
final class LbfgsRun {

  private final LbfgsSettings settings;
  private final @Nullable Preconditioner preconditioner;
  private final StrongWolfeLineSearch lineSearch;
  private final LbfgsHistory history;
  private final int previousEvaluations;
  private final double[] direction;
  private double[] x;
  private double[] nextX;
  private final double[] gradient;
  private double objective;
  private int iteration;
  private int smallSteps;

  /** Prepares to continue from a state whose value and gradient are finite; copies its arrays. */
  LbfgsRun(
      DifferentiableObjective objective,
      LbfgsSettings settings,
      @Nullable Preconditioner preconditioner,
      LbfgsState state) {
    int size = state.x().length;
    this.settings = settings;
    this.preconditioner = preconditioner;
    this.lineSearch = new StrongWolfeLineSearch(objective, settings, size);
    this.history = new LbfgsHistory(settings.historySize(), size);
    this.history.restore(state.steps(), state.gradientChanges());
    this.previousEvaluations = state.evaluations();
    this.direction = new double[size];
    this.x = state.x().clone();
    this.nextX = new double[size];
    this.gradient = state.gradient().clone();
    this.objective = state.objective();
    this.iteration = state.iteration();
    this.smallSteps = state.smallSteps();
  }

  /** Returns the reason to stop before another step, null if there is none. */
  @Nullable StopReason reasonToStop(int maxIterations) {
    if (gradientNorm() <= settings.gradientTolerance()) {
      return StopReason.GRADIENT_TOLERANCE;
    }
    if (smallSteps >= settings.toleranceSteps()) {
      return StopReason.OBJECTIVE_TOLERANCE;
    }
    return iteration >= maxIterations ? StopReason.MAX_ITERATIONS : null;
  }

  /**
   * Takes a step: along the quasi-Newton direction, or, if that leads nowhere, without history
   * along the negative gradient.
   *
   * @return null if that leads nowhere either; the point stays the same, the history is lost
   */
  @Nullable LbfgsStep advance() {
    if (preconditioner != null || !history.isEmpty()) {
      history.direction(gradient, preconditioner, direction);
      StrongWolfeLineSearch.Outcome outcome = search(firstStep());
      if (outcome != StrongWolfeLineSearch.Outcome.FAILED) {
        return accept(outcome);
      }
      history.clear();
    }
    DenseVectors.scale(-1.0, gradient, direction);
    StrongWolfeLineSearch.Outcome outcome = search(firstStepAlongGradient());
    return outcome == StrongWolfeLineSearch.Outcome.FAILED ? null : accept(outcome);
  }

  int iteration() {
    return iteration;
  }

  double objective() {
    return objective;
  }

  double gradientNorm() {
    return DenseVectors.normInfinity(gradient);
  }

  int evaluations() {
    return previousEvaluations + lineSearch.evaluations();
  }

  double[] copyOfX() {
    return x.clone();
  }

  double[] copyOfGradient() {
    return gradient.clone();
  }

  LbfgsState export() {
    return new LbfgsState(
        iteration,
        evaluations(),
        smallSteps,
        copyOfX(),
        objective,
        copyOfGradient(),
        history.copyOfSteps(),
        history.copyOfGradientChanges());
  }

  private StrongWolfeLineSearch.Outcome search(double firstStep) {
    double slope = DenseVectors.dot(gradient, direction);
    // A direction with a component that is not finite has no finite slope either.
    return slope < 0.0 && Double.isFinite(slope)
        ? lineSearch.search(x, objective, slope, direction, firstStep)
        : StrongWolfeLineSearch.Outcome.FAILED;
  }

  private double firstStep() {
    boolean chosen = settings.initialStep() > 0.0 && history.isEmpty();
    return chosen ? settings.initialStep() : 1.0;
  }

  private double firstStepAlongGradient() {
    if (settings.initialStep() > 0.0) {
      return settings.initialStep();
    }
    return Math.min(1.0, 1.0 / DenseVectors.norm1(gradient));
  }

  private LbfgsStep accept(StrongWolfeLineSearch.Outcome outcome) {
    LinePoint point = lineSearch.accepted();
    double[] nextGradient = lineSearch.gradient();
    DenseVectors.move(x, point.step(), direction, nextX);
    history.add(nextX, x, nextGradient, gradient);
    smallSteps = isSmall(objective, point.value()) ? smallSteps + 1 : 0;
    double[] previousX = x;
    x = nextX;
    nextX = previousX;
    System.arraycopy(nextGradient, 0, gradient, 0, gradient.length);
    objective = point.value();
    iteration++;
    return new LbfgsStep(this, point.step(), outcome == StrongWolfeLineSearch.Outcome.STRONG_WOLFE);
  }

  private boolean isSmall(double before, double after) {
    double magnitude = Math.max(Math.max(Math.abs(before), Math.abs(after)), Double.MIN_NORMAL);
    return before - after <= settings.tolerance() * magnitude;
  }
}
