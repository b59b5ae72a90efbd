package org.kanspark.jobs.bench.accuracy;

/**
 * Describes one measurement. Settings that are not named here have their defaults.
 *
 * @param name what the command calls it
 * @param group what the command calls it and its like
 * @param problem the rows
 * @param hidden widths of the hidden layers
 * @param grids grids trained at
 * @param maxIter most steps at each grid
 * @param measure what it is judged by
 * @param published what others report
 * @param goal what it shall reach
 */
record AccuracyCase(
    String name,
    String group,
    Problem problem,
    int[] hidden,
    GridPlan grids,
    int maxIter,
    Measure measure,
    Published published,
    Goal goal) {
  private static final int DEFAULT_MAX_ITER = 100;

  AccuracyCase(
      String name,
      String group,
      Problem problem,
      int[] hidden,
      GridPlan grids,
      Measure measure,
      Published published,
      Goal goal) {
    this(name, group, problem, hidden, grids, DEFAULT_MAX_ITER, measure, published, goal);
  }

  /** Returns the widths of all layers. */
  int[] layers() {
    int[] layers = new int[hidden.length + 2];
    layers[0] = problem.features();
    System.arraycopy(hidden, 0, layers, 1, hidden.length);
    layers[layers.length - 1] = 1;
    return layers;
  }
}
