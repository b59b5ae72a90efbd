package org.kanspark.jobs.bench.accuracy;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Computes associated Legendre functions of the first kind with real degree, as {@code
 * scipy.special.lpmv} does, of orders 0 and 2.
 *
 * <p>P_v(x) = F(-v, v+1; 1; (1-x)/2), Gauss' hypergeometric series (Abramowitz and Stegun, Handbook
 * of Mathematical Functions, 8.1.2), and P_v^2(x) = (1-x^2) P_v''(x) (8.6.6), where differentiation
 * moves each parameter of the series up by one (15.2.1).
 */
final class AssociatedLegendre {
  /** Names the SQL function {@code kan_lpmv(order, degree, x)}. */
  private static final String NAME = "kan_lpmv";

  private static final int MOST_TERMS = 100_000;

  private AssociatedLegendre() {}

  /** Makes {@code kan_lpmv(order, degree, x)} known to a session. */
  static void register(SparkSession spark) {
    if (!spark.catalog().functionExists(NAME)) {
      UDF3<Integer, Double, Double, Double> function = AssociatedLegendre::of;
      spark.udf().register(NAME, functions.udf(function, DataTypes.DoubleType));
    }
  }

  /**
   * Returns P of an order and a degree at a point.
   *
   * @param order 0 or 2
   * @param degree any real number
   * @param x -1 &lt; x &lt;= 1
   * @throws IllegalArgumentException if the order is another one
   */
  static double of(int order, double degree, double x) {
    double z = (1 - x) / 2;
    double v = degree;
    if (order == 0) {
      return series(-v, v + 1, 1, z);
    }
    if (order != 2) {
      throw new IllegalArgumentException("order " + order + " is not accepted: 0 or 2");
    }
    double second = (-v * (1 - v) * (v + 1) * (v + 2)) / 8;
    return (1 - x * x) * second * series(2 - v, v + 3, 3, z);
  }

  private static double series(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    // Terms of a real degree can grow at first; those that matter no more come later.
    for (int n = 0; n < MOST_TERMS && (n < 10 || Math.abs(term) > 1e-18 * Math.abs(sum)); n++) {
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      sum += term;
    }
    return sum;
  }
}
