package org.kanspark.kernel.symbolic;

/**
 * Maps a few free parameters to the argument {@code alpha + beta u} of a function over u in [-1,
 * 1], such that every parameter keeps the argument in the function's domain.
 */
abstract class ArgumentMap {
  /** Argument at u = 0. */
  static final int ALPHA = 0;

  /** Change of the argument from u = 0 to u = 1. */
  static final int BETA = 1;

  /** Distance kept from ends where the function is infinite, as a share of the range. */
  static final double CLEARANCE = 1e-10;

  private final int dimension;
  private final double step;

  /**
   * Sets up a map.
   *
   * @param dimension number of parameters
   * @param step spacing of its grid, where that is even; else {@link #spacing} is overridden
   */
  ArgumentMap(int dimension, double step) {
    this.dimension = dimension;
    this.step = step;
  }

  /** Returns the number of parameters. */
  final int dimension() {
    return dimension;
  }

  /**
   * Computes the argument.
   *
   * @param p parameters; may be -infinity where {@link #hasEdge} says so
   * @param out receives alpha, beta, then the derivatives of both by each parameter
   */
  abstract void argument(double[] p, double[] out);

  /** Returns the points of a grid that comes near every shape; one row per point. */
  abstract double[][] grid(NormalizedCurve curve);

  /** Returns the spacing of the grid around a point, by parameter. */
  double spacing(double[] p, int parameter) {
    return step;
  }

  /** Tells whether the parameter may be -infinity: the argument touches an end of the domain. */
  boolean hasEdge(int parameter) {
    return false;
  }

  /** Returns all pairs of two lists. */
  static double[][] pairs(double[] first, double[] second) {
    double[][] points = new double[first.length * second.length][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {first[i / second.length], second[i % second.length]};
    }
    return points;
  }

  /** Returns points of one parameter each. */
  static double[][] singles(double[] values) {
    double[][] points = new double[values.length][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {values[i]};
    }
    return points;
  }

  /** Returns evenly spaced values, about a step apart. */
  static double[] steps(double from, double to, double step) {
    int n = Math.max(1, (int) Math.round((to - from) / step));
    double[] values = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      values[i] = from + (to - from) * i / n;
    }
    return values;
  }

  /** Returns the logarithms of distances, with that of 0 before them if the end can be reached. */
  static double[] withEdge(double[] distances, boolean closed) {
    if (!closed) {
      return distances;
    }
    double[] values = new double[distances.length + 1];
    values[0] = Double.NEGATIVE_INFINITY;
    System.arraycopy(distances, 0, values, 1, distances.length);
    return values;
  }
}
