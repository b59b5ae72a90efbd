package org.kanspark.kernel.train;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.kanspark.kernel.linalg.CholeskySolver;
import org.kanspark.kernel.linalg.SymmetricMatrix;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.spline.SmoothnessPenalty;
import org.kanspark.kernel.spline.SplineCurve;

/**
 * Fits the splines of an input to functions by least squares, at as many points in every cell as a
 * polynomial needs and some more. Where a function is not finite the spline continues smoothly.
 */
public final class SplineFit {
  private static final int POINTS = 8;

  /** Weight of smoothness against a point's weight: it decides only where points are missing. */
  private static final double SMOOTHNESS = 1e-12;

  private SplineFit() {}

  /**
   * Returns the trained coefficients of an edge of this input: one for each basis function in the
   * order of the knots, or the slope of a line.
   *
   * @param function of the input as the edge sees it, in units of the knots
   * @throws IllegalArgumentException if the function is finite nowhere between the knots
   */
  public static double[] of(InputSpline input, DoubleUnaryOperator function) {
    Knots knots = input.knots();
    if (input.kind() == InputSpline.Kind.LINE) {
      double rise = function.applyAsDouble(knots.upper()) - function.applyAsDouble(knots.lower());
      return new double[] {rise / (knots.upper() - knots.lower())};
    }
    int n = knots.coefficients();
    SymmetricMatrix gram = new SymmetricMatrix(n);
    double[] right = new double[n];
    double[] row = new double[knots.degree() + 1];
    int finite = 0;
    for (int p = 0; p < POINTS * knots.intervals(); p++) {
      int cell = knots.degree() + p / POINTS;
      double share = (p % POINTS + 0.5) / POINTS;
      double x = knots.knot(cell) + share * (knots.knot(cell + 1) - knots.knot(cell));
      double y = function.applyAsDouble(x);
      if (Double.isFinite(y)) {
        finite++;
        int first = SplineCurve.valueRow(knots, x, Extrapolation.LINEAR, row);
        for (int i = 0; i < row.length; i++) {
          right[first + i] += row[i] * y;
          for (int j = i; j < row.length; j++) {
            gram.add(first + i, first + j, row[i] * row[j]);
          }
        }
      }
    }
    if (finite == 0) {
      throw new IllegalArgumentException(
          "the function is finite nowhere from %s to %s".formatted(knots.lower(), knots.upper()));
    }
    addSmoothness(knots, gram);
    double[] damping = new double[n];
    Arrays.fill(damping, SMOOTHNESS);
    double[] coefficients = new double[n];
    if (!new CholeskySolver().solve(gram, damping, right, coefficients)) {
      throw new IllegalArgumentException("the function cannot be had as a spline");
    }
    return coefficients;
  }

  private static void addSmoothness(Knots knots, SymmetricMatrix gram) {
    SmoothnessPenalty penalty = SmoothnessPenalty.of(knots);
    for (int r = 0; r < penalty.rows(); r++) {
      for (int i = 0; i < penalty.width(); i++) {
        for (int j = i; j < penalty.width(); j++) {
          gram.add(r + i, r + j, SMOOTHNESS * penalty.entry(r, i) * penalty.entry(r, j));
        }
      }
    }
  }
}
