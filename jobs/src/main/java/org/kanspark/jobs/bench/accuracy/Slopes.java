package org.kanspark.jobs.bench.accuracy;

/** Computes orders of accuracy: how an error falls with the number of grid intervals. */
final class Slopes {
  private Slopes() {}

  /** Returns the slope of the least-squares line of log error over log grid. */
  static double overall(int[] grids, double[] errors) {
    double n = grids.length;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int g = 0; g < grids.length; g++) {
      double logGrid = Math.log(grids[g]);
      double logError = Math.log(errors[g]);
      x += logGrid;
      y += logError;
      xx += logGrid * logGrid;
      xy += logGrid * logError;
    }
    return (n * xy - x * y) / (n * xx - x * x);
  }

  /** Returns the slopes between neighbouring grids. */
  static double[] between(int[] grids, double[] errors) {
    double[] slopes = new double[Math.max(0, errors.length - 1)];
    for (int g = 0; g < slopes.length; g++) {
      slopes[g] = Math.log(errors[g + 1] / errors[g]) / Math.log((double) grids[g + 1] / grids[g]);
    }
    return slopes;
  }
}
