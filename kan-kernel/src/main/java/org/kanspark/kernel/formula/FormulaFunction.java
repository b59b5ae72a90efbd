package org.kanspark.kernel.formula;

import java.util.Optional;

/**
 * Defines a real function of one argument that can stand in a formula.
 *
 * <p>This is the door for everything that is not sum, product or power: named functions, and opaque
 * curves such as the spline of an edge, which print as a piecewise polynomial.
 */
public interface FormulaFunction {

  /** Returns the name, unique among the functions of one formula. */
  String name();

  /** Computes the function; NaN outside its domain. */
  double value(double x);

  /**
   * Writes the function of an argument, as a call or in parentheses, so that it can stand anywhere.
   *
   * @param argument a complete expression in the same notation
   * @throws NotExpressibleException if the notation has no form of this function
   */
  String print(Notation notation, String argument);

  /** Returns how many times {@link #print} repeats its argument. */
  default int uses(Notation notation) {
    return 1;
  }

  /**
   * Returns the source of a static Java method which the printed Java calls; empty where the Java
   * form needs none. Equal sources are meant to be emitted once.
   */
  default Optional<String> javaHelper() {
    return Optional.empty();
  }
}
