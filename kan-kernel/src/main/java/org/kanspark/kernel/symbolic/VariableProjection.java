package org.kanspark.kernel.symbolic;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresFactory;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * Fits the parameters of an argument by Levenberg-Marquardt steps, with scale and shift of the
 * value solved for at each step (Golub and Pereyra 1973; Jacobian of Kaufman 1975).
 *
 * <p>Starts at one point and remembers the best it saw.
 */
final class VariableProjection {
  private static final int NESTED_ROUNDS = 3;
  private static final int EVALUATIONS = 100;
  private static final double PRECISION = 1e-16;
  private static final int ROUGH_EVALUATIONS = 25;
  private static final double ROUGH_PRECISION = 1e-4;

  /** A root mean square of what is left that rounding alone explains. */
  private static final double EXACT = 1e-14;

  /** Variance of a function below this share of its square is rounding. */
  private static final double FLAT = 1e-26;

  private final SymbolicFunction function;
  private final NormalizedCurve curve;
  private final ArgumentMap map;
  private final double[] argument;
  private final double[] values;

  VariableProjection(SymbolicFunction function, NormalizedCurve curve, ArgumentMap map) {
    this.function = function;
    this.curve = curve;
    this.map = map;
    argument = new double[2 + 2 * map.dimension()];
    values = new double[curve.size()];
  }

  /** Holds parameters and the share of variance they leave. */
  record Point(double[] p, double unexplained) {}

  /** Returns the share of variance left at a point; 1 where the function is flat or not finite. */
  double unexplained(double[] p) {
    double scale = project(p);
    double[] z = curve.z();
    double[] weight = curve.weight();
    double sum = 0;
    for (int m = 0; m < z.length; m++) {
      double rest = z[m] - scale * values[m];
      sum += weight[m] * rest * rest;
    }
    return sum <= 1 ? sum : 1;
  }

  /** Fills {@code values} with the function less its mean, and returns the best factor of them. */
  private double project(double[] p) {
    map.argument(p, argument);
    double alpha = argument[ArgumentMap.ALPHA];
    double beta = argument[ArgumentMap.BETA];
    double[] u = curve.u();
    double[] z = curve.z();
    double[] weight = curve.weight();
    double mean = 0;
    for (int m = 0; m < u.length; m++) {
      values[m] = function.value(alpha + beta * u[m]);
      mean += weight[m] * values[m];
    }
    double variance = 0;
    double product = 0;
    for (int m = 0; m < u.length; m++) {
      values[m] -= mean;
      variance += weight[m] * values[m] * values[m];
      product += weight[m] * values[m] * z[m];
    }
    boolean usable = variance > FLAT * mean * mean && Double.isFinite(variance);
    if (!usable) {
      Arrays.fill(values, 0);
      return 0;
    }
    return product / variance;
  }

  /** Moves a point to the best of its neighbours on ever finer grids. */
  Point nest(Point start) {
    Point best = start;
    double[] p = start.p().clone();
    double share = 0.5;
    for (int round = 0; round < NESTED_ROUNDS; round++) {
      for (int k = 0; k < p.length; k++) {
        double here = best.p()[k];
        double step = share * map.spacing(best.p(), k);
        if (Double.isInfinite(here)) {
          continue;
        }
        for (int side = -1; side <= 1; side += 2) {
          System.arraycopy(best.p(), 0, p, 0, p.length);
          p[k] = here + side * step;
          double unexplained = unexplained(p);
          if (unexplained < best.unexplained()) {
            best = new Point(p.clone(), unexplained);
          }
        }
      }
      share *= 0.5;
    }
    return best;
  }

  /** Polishes parameters to machine precision, at an end of the domain where that is better. */
  Point polish(double[] start) {
    Point best = descend(start, EVALUATIONS, PRECISION);
    for (int k = 0; k < map.dimension(); k++) {
      if (map.hasEdge(k) && best.p()[k] < 0 && Double.isFinite(best.p()[k])) {
        double[] p = best.p().clone();
        p[k] = Double.NEGATIVE_INFINITY;
        Point edge = descend(p, EVALUATIONS, PRECISION);
        best = edge.unexplained() <= best.unexplained() ? edge : best;
      }
    }
    return best;
  }

  /** Goes down from a point for a few steps. */
  Point descend(Point start) {
    return descend(start.p(), ROUGH_EVALUATIONS, ROUGH_PRECISION);
  }

  private Point descend(double[] parameters, int evaluations, double precision) {
    Point start = new Point(parameters, unexplained(parameters));
    int[] free = freeParameters(parameters);
    if (free.length == 0 || function.isStep()) {
      return start;
    }
    double[] from = new double[free.length];
    for (int i = 0; i < free.length; i++) {
      from[i] = start.p()[free[i]];
    }
    Point[] best = {start};
    double[] p = start.p().clone();
    int n = curve.size();
    double[] target = new double[n];
    for (int m = 0; m < n; m++) {
      target[m] = Math.sqrt(curve.weight()[m]) * curve.z()[m];
    }
    var problem =
        LeastSquaresFactory.create(
            point -> evaluate(point, free, p, best),
            new ArrayRealVector(target, false),
            new ArrayRealVector(from, false),
            (step, before, now) -> now.getCost() < EXACT,
            evaluations,
            evaluations);
    try {
      new LevenbergMarquardtOptimizer()
          .withInitialStepBoundFactor(1)
          .withCostRelativeTolerance(precision)
          .withParameterRelativeTolerance(precision)
          .withOrthoTolerance(precision)
          .optimize(problem);
    } catch (MathIllegalStateException end) {
      // No further progress in double precision, or enough steps: the best point counts.
      return best[0];
    }
    return best[0];
  }

  private static int[] freeParameters(double[] p) {
    return IntStream.range(0, p.length).filter(k -> Double.isFinite(p[k])).toArray();
  }

  /** Computes the weighted model and its derivatives by the free parameters. */
  private Pair<RealVector, RealMatrix> evaluate(
      RealVector point, int[] free, double[] p, Point[] best) {
    for (int i = 0; i < free.length; i++) {
      p[free[i]] = point.getEntry(i);
    }
    double scale = project(p);
    int n = curve.size();
    double[] weight = curve.weight();
    double[] model = new double[n];
    double[][] jacobian = new double[n][free.length];
    double sum = 0;
    double variance = 0;
    for (int m = 0; m < n; m++) {
      double rest = curve.z()[m] - scale * values[m];
      sum += weight[m] * rest * rest;
      variance += weight[m] * values[m] * values[m];
      model[m] = Math.sqrt(weight[m]) * scale * values[m];
    }
    if (sum < best[0].unexplained()) {
      best[0] = new Point(p.clone(), sum);
    }
    if (variance > 0) {
      for (int i = 0; i < free.length; i++) {
        derive(free[i], i, scale, variance, jacobian);
      }
    }
    return new Pair<>(new ArrayRealVector(model, false), new Array2DRowRealMatrix(jacobian, false));
  }

  /** Writes one column: the slope by a parameter, less what scale and shift can follow. */
  private void derive(
      int parameter, int column, double scale, double variance, double[][] jacobian) {
    double alpha = argument[ArgumentMap.ALPHA];
    double beta = argument[ArgumentMap.BETA];
    double byAlpha = argument[2 + 2 * parameter];
    double byBeta = argument[3 + 2 * parameter];
    double[] u = curve.u();
    double[] weight = curve.weight();
    int n = u.length;
    double[] slope = new double[n];
    double mean = 0;
    double along = 0;
    for (int m = 0; m < n; m++) {
      double by = byAlpha + byBeta * u[m];
      double derivative = by == 0 ? 0 : function.derivative(alpha + beta * u[m]);
      slope[m] = Double.isFinite(derivative) ? scale * derivative * by : 0;
      mean += weight[m] * slope[m];
      along += weight[m] * slope[m] * values[m];
    }
    along /= variance;
    for (int m = 0; m < n; m++) {
      jacobian[m][column] = Math.sqrt(weight[m]) * (slope[m] - mean - along * values[m]);
    }
  }
}
