package org.kanspark.jobs.bench.accuracy;

/**
 * Holds what one seed gave.
 *
 * @param seed the seed
 * @param grid grid of the final model
 * @param parameters its number of parameters
 * @param solver the solver that ran
 * @param rmse error of the final model on the test rows, in units of the label
 * @param score score by the case's measure
 * @param rmseByGrid error at each grid where each was trained, otherwise empty
 * @param validationByGrid error on rows held back from training, at each grid that was tried where
 *     one is chosen, otherwise empty
 * @param cost what training the final model took
 * @param searchPasses passes of the trainings that chose its grid
 * @param rows training rows of the final model
 * @param testRows test rows
 */
record SeedResult(
    long seed,
    int grid,
    int parameters,
    String solver,
    double rmse,
    double score,
    double[] rmseByGrid,
    double[] validationByGrid,
    Cost cost,
    int searchPasses,
    long rows,
    long testRows) {
  /**
   * Counts work.
   *
   * @param passes complete readings of the training rows
   * @param forward evaluations of the loss alone, in readings of all rows
   * @param gradient evaluations of loss and gradient, likewise
   * @param curvature evaluations of curvature, likewise
   * @param seconds time of fitting
   */
  record Cost(int passes, double forward, double gradient, double curvature, double seconds) {}
}
