package org.kanspark.kernel.export;

import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.spline.CellTable;
import org.kanspark.kernel.spline.Extrapolation;

/**
 * Holds the splines of all edges of one input as polynomials, one for each cell of the real line,
 * extrapolation included.
 */
final class EdgePieces {
  private final CellTable table;
  private final int order;
  private final int sums;
  private final double[] polynomials;

  /** Computes the pieces of one input of a network; those of edges that are no splines are 0. */
  EdgePieces(KanNetwork network, double[] parameters, int l, int input) {
    KanLayer layer = network.layer(l);
    InputSpline spline = layer.input(input);
    this.table =
        spline.kind() == InputSpline.Kind.NONE
            ? CellTable.none(network.degree())
            : CellTable.spline(spline.knots(), network.extrapolation());
    this.order = network.degree() + 1;
    this.sums = layer.sums();
    this.polynomials = new double[cells() * order * sums];
    double[] piece = new double[1];
    for (int j = 0; j < sums && table.window() > 0; j++) {
      double[] coefficients = network.coefficients(parameters, l, input, j);
      for (int q = 0; q < cells(); q++) {
        for (int d = 0; d < order; d++) {
          table.toPolynomial(q, d, coefficients, 0, 1, piece, 0);
          polynomials[(q * order + d) * sums + j] = piece[0];
        }
      }
    }
  }

  /** Tells whether all edges of an input are straight lines through the origin everywhere. */
  static boolean isLine(KanNetwork network, InputSpline input) {
    return input.kind() == InputSpline.Kind.LINE && network.extrapolation() == Extrapolation.LINEAR;
  }

  int cells() {
    return table.cells();
  }

  /** Returns the number of coefficients of a piece: degree + 1. */
  int order() {
    return order;
  }

  double rightEnd(int cell) {
    return table.rightEnd(cell);
  }

  double centre(int cell) {
    return table.centre(cell);
  }

  double slope(int cell) {
    return table.slope(cell);
  }

  /** Returns the coefficient of {@code ((x - centre) * slope)^d}. */
  double coefficient(int cell, int d, int sum) {
    return polynomials[(cell * order + d) * sums + sum];
  }

  /** Returns the number of coefficients of an edge up to the last that is not 0 everywhere. */
  int length(int sum) {
    int length = order;
    while (length > 1 && vanishes(length - 1, sum)) {
      length--;
    }
    return length;
  }

  private boolean vanishes(int d, int sum) {
    for (int q = 0; q < cells(); q++) {
      if (coefficient(q, d, sum) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the coefficients of powers of {@code x - centre}. */
  double[] powers(int cell, int sum) {
    double[] powers = new double[order];
    double factor = 1;
    for (int d = 0; d < order; d++) {
      powers[d] = coefficient(cell, d, sum) * factor;
      factor *= slope(cell);
    }
    return powers;
  }

  /** Returns the point left of which splines stay level, whatever their extrapolation. */
  double lowest() {
    return centre(0) - CellTable.REACH / slope(0);
  }

  /** Returns the point right of which splines stay level. */
  double highest() {
    int last = cells() - 1;
    return centre(last) + CellTable.REACH / slope(last);
  }
}
