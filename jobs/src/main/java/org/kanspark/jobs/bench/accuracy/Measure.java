package org.kanspark.jobs.bench.accuracy;

/** Names what a case is judged by. */
enum Measure {
  /** Root of the mean squared error on the test rows, in units of the label. */
  RMSE("rmse", false),
  /** Coefficient of determination on the test rows. */
  R2("r2", true),
  /** Pearson's correlation of predictions with labels on the test rows. */
  PEARSON("pearson", true),
  /**
   * Root of the mean squared error on the test rows of the formula that the model was turned into;
   * infinite where an edge stayed a spline.
   */
  FORMULA("formula rmse", false),
  /** Slope of log RMSE over log G. */
  SLOPE("slope", false);

  private final String key;
  private final boolean higherIsBetter;

  Measure(String key, boolean higherIsBetter) {
    this.key = key;
    this.higherIsBetter = higherIsBetter;
  }

  /** Returns its name in results. */
  String key() {
    return key;
  }

  /** Returns whether a score is as good as another, or better. */
  boolean reaches(double score, double target) {
    return higherIsBetter ? score >= target : score <= target;
  }

  /** Returns the worse of two scores; a score that is no number is worst. */
  double worse(double a, double b) {
    return higherIsBetter ? Math.min(a, b) : Math.max(a, b);
  }
}
