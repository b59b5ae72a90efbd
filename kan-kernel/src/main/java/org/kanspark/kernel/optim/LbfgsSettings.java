package org.kanspark.kernel.optim;

/**
 * Holds the settings of {@link Lbfgs}; immutable, made by {@link #builder()}.
 *
 * @param historySize number of correction pairs kept, at least 1. Each costs 2n doubles; 10 to 30
 *     is usual
 * @param tolerance relative decrease of the objective that counts as none, at least 0: a step from
 *     f to f' is "small" if {@code f - f' <= tolerance * max(|f|, |f'|, Double.MIN_NORMAL)}. The
 *     floor is that low because the squared errors of a good fit lie many decades below 1. With 0
 *     only steps that leave the value where it was are small
 * @param toleranceSteps number of consecutive small steps that end the run, at least 1
 * @param gradientTolerance largest absolute gradient component at which the run ends, at least 0
 * @param initialStep first step length tried while no correction pairs are known, in multiples of
 *     the search direction, finite; 0 chooses min(1, 1/||g||_1) along the negative gradient and 1
 *     along a preconditioned one. With pairs the first trial is always 1
 * @param sufficientDecrease c1 of the Wolfe conditions, 0 &lt; c1 &lt; c2
 * @param curvature c2 of the strong Wolfe conditions, c1 &lt; c2 &lt; 1
 * @param maxLineSearchEvaluations evaluations after which one line search gives up, at least 1
 */
public record LbfgsSettings(
    int historySize,
    double tolerance,
    int toleranceSteps,
    double gradientTolerance,
    double initialStep,
    double sufficientDecrease,
    double curvature,
    int maxLineSearchEvaluations) {

  /**
   * Checks the ranges given above.
   *
   * @throws IllegalArgumentException naming the first setting out of range
   */
  public LbfgsSettings {
    check(historySize >= 1, "historySize must be at least 1", historySize);
    check(isNonNegative(tolerance), "tolerance must be finite and at least 0", tolerance);
    check(toleranceSteps >= 1, "toleranceSteps must be at least 1", toleranceSteps);
    check(
        isNonNegative(gradientTolerance),
        "gradientTolerance must be finite and at least 0",
        gradientTolerance);
    check(isNonNegative(initialStep), "initialStep must be finite and at least 0", initialStep);
    check(
        sufficientDecrease > 0.0 && sufficientDecrease < curvature,
        "sufficientDecrease must be above 0 and below curvature",
        sufficientDecrease);
    check(curvature < 1.0, "curvature must be below 1", curvature);
    check(
        maxLineSearchEvaluations >= 1,
        "maxLineSearchEvaluations must be at least 1",
        maxLineSearchEvaluations);
  }

  /**
   * Returns 20 pairs, tolerance 1e-9 over 3 steps, gradient tolerance 1e-12, automatic initial
   * step, c1 = 1e-4, c2 = 0.9 and 20 evaluations a line search.
   */
  public static LbfgsSettings defaults() {
    return builder().build();
  }

  /** Returns a builder preset to the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  private static boolean isNonNegative(double value) {
    return value >= 0.0 && Double.isFinite(value);
  }

  private static void check(boolean holds, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", got " + value);
    }
  }

  /**
   * Collects settings, each preset to its default; see {@link LbfgsSettings} for what they mean.
   */
  public static final class Builder {

    private int historySize = 20;
    private double tolerance = 1e-9;
    private int toleranceSteps = 3;
    private double gradientTolerance = 1e-12;
    private double initialStep = 0.0;
    private double sufficientDecrease = 1e-4;
    private double curvature = 0.9;
    private int maxLineSearchEvaluations = 20;

    private Builder() {}

    /** Sets the number of correction pairs kept, at least 1; default 20. */
    public Builder historySize(int pairs) {
      historySize = pairs;
      return this;
    }

    /** Sets the relative decrease that counts as none, at least 0; default 1e-9. */
    public Builder tolerance(double relativeDecrease) {
      tolerance = relativeDecrease;
      return this;
    }

    /** Sets the number of consecutive small steps that end the run, at least 1; default 3. */
    public Builder toleranceSteps(int steps) {
      toleranceSteps = steps;
      return this;
    }

    /** Sets the largest gradient component at which the run ends, at least 0; default 1e-12. */
    public Builder gradientTolerance(double largestComponent) {
      gradientTolerance = largestComponent;
      return this;
    }

    /** Sets the first step length tried without pairs, at least 0; default 0 = automatic. */
    public Builder initialStep(double stepLength) {
      initialStep = stepLength;
      return this;
    }

    /** Sets c1 and c2 of the strong Wolfe conditions, 0 &lt; c1 &lt; c2 &lt; 1; 1e-4 and 0.9. */
    public Builder wolfeConstants(double c1, double c2) {
      sufficientDecrease = c1;
      curvature = c2;
      return this;
    }

    /** Sets the evaluations after which a line search gives up, at least 1; default 20. */
    public Builder maxLineSearchEvaluations(int evaluations) {
      maxLineSearchEvaluations = evaluations;
      return this;
    }

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException naming the first setting out of range
     */
    public LbfgsSettings build() {
      return new LbfgsSettings(
          historySize,
          tolerance,
          toleranceSteps,
          gradientTolerance,
          initialStep,
          sufficientDecrease,
          curvature,
          maxLineSearchEvaluations);
    }
  }
}
