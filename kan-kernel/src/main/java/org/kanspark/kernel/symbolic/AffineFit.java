package org.kanspark.kernel.symbolic;

import org.kanspark.kernel.formula.Expression;

/**
 * Holds a fit {@code c f(a x + b) + d} of a function to a curve, in its canonical form.
 *
 * <p>Canonical: a is positive wherever f(-x) is f(x) or -f(x); |a| = 1 where its size is redundant
 * and b = 0 where that is ({@link Redundancy}); b lies within half a period of 0, and c is positive
 * where half a period changes the sign.
 *
 * @param function f
 * @param a scale of the argument
 * @param b shift of the argument
 * @param c scale of the value
 * @param d shift of the value
 * @param unexplained share of the curve's variance that is left, {@code 1 - R2} without its
 *     rounding; infinite if the function cannot be had on the range
 * @param rmse root of the weighted mean squared difference
 * @param ok whether there is a fit: false if the curve is constant or no argument keeps the
 *     function finite on the range
 */
public record AffineFit(
    SymbolicFunction function,
    double a,
    double b,
    double c,
    double d,
    double unexplained,
    double rmse,
    boolean ok) {

  /** Returns the coefficient of determination; at most 1, minus infinity if there is no fit. */
  public double r2() {
    return 1 - unexplained;
  }

  /** Computes {@code c f(a x + b) + d}. */
  public double value(double x) {
    return c * function.value(a * x + b) + d;
  }

  /** Computes the derivative by x. */
  public double derivative(double x) {
    return c * a * function.derivative(a * x + b);
  }

  /** Returns the fit as a formula of an argument. */
  public Expression of(Expression argument) {
    return Expression.affine(c, function.of(Expression.affine(a, argument, b)), d);
  }
}
