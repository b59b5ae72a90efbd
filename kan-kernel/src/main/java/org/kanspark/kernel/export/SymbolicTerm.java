package org.kanspark.kernel.export;

import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.network.SymbolicEdge;

/** Makes the formula {@code c f(a x + b) + d} of a symbolic edge. */
final class SymbolicTerm {
  private SymbolicTerm() {}

  static Expression of(SymbolicEdge edge, double[] parameters, int at, String input) {
    return of(edge, parameters, at, Expression.variable(input));
  }

  static Expression of(SymbolicEdge edge, double[] parameters, int at, Expression input) {
    Expression argument = Expression.affine(parameters[at], input, parameters[at + 1]);
    Expression value = edge.function().of(argument);
    return Expression.affine(parameters[at + 2], value, parameters[at + 3]);
  }
}
