package org.kanspark.kernel.spline;

import java.util.Random;

/** Oracle: the textbook recursion, half-open cells, the right end b in the last cell. */
final class CoxDeBoor {
  private CoxDeBoor() {}

  static double basis(Knots knots, int m, double x) {
    return basis(knots, m, knots.degree(), x);
  }

  private static double basis(Knots knots, int m, int degree, double x) {
    if (degree == 0) {
      boolean last = m == knots.degree() + knots.intervals() - 1;
      if (x == knots.upper()) {
        return last ? 1 : 0;
      }
      return knots.knot(m) <= x && x < knots.knot(m + 1) ? 1 : 0;
    }
    double left = (x - knots.knot(m)) / (knots.knot(m + degree) - knots.knot(m));
    double right =
        (knots.knot(m + degree + 1) - x) / (knots.knot(m + degree + 1) - knots.knot(m + 1));
    return left * basis(knots, m, degree - 1, x) + right * basis(knots, m + 1, degree - 1, x);
  }

  static double spline(Knots knots, double[] coefficients, double x) {
    double sum = 0;
    for (int m = 0; m < knots.coefficients(); m++) {
      sum += coefficients[m] * basis(knots, m, x);
    }
    return sum;
  }

  /** Draws knots on [-1, 2] whose smallest gap is about 1e-3 of the mean. */
  static Knots uneven(int degree, int intervals, long seed) {
    Random random = new Random(seed);
    double[] gaps = new double[intervals];
    double sum = 0;
    for (int i = 0; i < intervals; i++) {
      gaps[i] = Math.pow(10, -2.5 * random.nextDouble());
      sum += gaps[i];
    }
    gaps[intervals / 2] = 1.001e-3 * sum / intervals;
    double total = 0;
    for (double gap : gaps) {
      total += gap;
    }
    double[] interior = new double[intervals + 1];
    interior[0] = -1;
    for (int i = 1; i <= intervals; i++) {
      interior[i] = Math.min(interior[i - 1] + 3 * gaps[i - 1] / total, 2);
    }
    interior[intervals] = 2;
    return Knots.of(degree, interior);
  }

  /** Returns every interior knot and points between them, from lower to upper. */
  static double[] points(Knots knots, int perCell) {
    double[] interior = knots.interior();
    double[] points = new double[knots.intervals() * perCell + 1];
    for (int j = 0; j < knots.intervals(); j++) {
      for (int p = 0; p < perCell; p++) {
        points[j * perCell + p] =
            interior[j] + (interior[j + 1] - interior[j]) * p / (double) perCell;
      }
    }
    points[points.length - 1] = knots.upper();
    return points;
  }

  static double[] coefficients(Knots knots, long seed) {
    Random random = new Random(seed);
    double[] coefficients = new double[knots.coefficients()];
    for (int m = 0; m < coefficients.length; m++) {
      coefficients[m] = random.nextGaussian();
    }
    return coefficients;
  }

  /**
   * Returns the coefficients of {@code prod_i (x - roots[i])} with k roots: the blossom at the
   * knots, that is the mean over all orders of the factors.
   */
  static double[] productCoefficients(Knots knots, double[] roots) {
    double[] coefficients = new double[knots.coefficients()];
    for (int m = 0; m < coefficients.length; m++) {
      double[] count = {0};
      double sum = permute(knots, m, roots, 0, 0, 1, count);
      coefficients[m] = sum / count[0];
    }
    return coefficients;
  }

  private static double permute(
      Knots knots, int m, double[] roots, int at, int used, double product, double[] count) {
    if (at == roots.length) {
      count[0]++;
      return product;
    }
    double sum = 0;
    for (int i = 0; i < roots.length; i++) {
      if ((used & (1 << i)) == 0) {
        double factor = knots.knot(m + 1 + at) - roots[i];
        sum += permute(knots, m, roots, at + 1, used | (1 << i), product * factor, count);
      }
    }
    return sum;
  }

  static double product(double[] roots, double x) {
    double product = 1;
    for (double root : roots) {
      product *= x - root;
    }
    return product;
  }
}
