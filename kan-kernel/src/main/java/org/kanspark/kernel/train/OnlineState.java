package org.kanspark.kernel.train;

import java.io.Serializable;

/**
 * Holds where online steps stand: parameters, running means of the gradient and of its squares, and
 * the number of steps these have seen.
 */
record OnlineState(double[] parameters, double[] means, double[] squares, long steps)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Begins at parameters. */
  static OnlineState at(double[] parameters) {
    return new OnlineState(
        parameters, new double[parameters.length], new double[parameters.length], 0);
  }

  /** Returns this state with the parameters of other knots. */
  OnlineState withParameters(double[] moved) {
    return moved.length == parameters.length
        ? new OnlineState(moved, means, squares, steps)
        : at(moved);
  }
}
