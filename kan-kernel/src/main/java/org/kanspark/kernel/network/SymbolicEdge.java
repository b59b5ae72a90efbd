package org.kanspark.kernel.network;

import java.io.Serializable;
import org.kanspark.kernel.symbolic.SymbolicFunction;

/**
 * Says that an edge is {@code c f(a x + b) + d} instead of a spline; a, b, c and d are parameters.
 *
 * @param input the edge's input
 * @param sum the sum it leads to
 * @param function f
 */
public record SymbolicEdge(int input, int sum, SymbolicFunction function) implements Serializable {
  /** Number of parameters of an edge: a, b, c, d. */
  public static final int PARAMETERS = 4;
}
