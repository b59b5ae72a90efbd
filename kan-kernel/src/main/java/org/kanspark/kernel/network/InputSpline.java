package org.kanspark.kernel.network;

import java.io.Serializable;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.CellTable;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

/**
 * Describes what the edges of one input are made of.
 *
 * @param kind spline, straight line, or nothing
 * @param knots knots shared by the edges of the input
 */
public record InputSpline(Kind kind, Knots knots) implements Serializable {

  /** Says which functions an edge can be. */
  public enum Kind {
    /** A spline of G + k coefficients and the base function. */
    SPLINE,
    /** A straight line through the origin of one coefficient: for inputs with two values. */
    LINE,
    /** The zero function: for inputs that are constant. */
    NONE
  }

  /** Makes an ordinary spline input. */
  public static InputSpline spline(Knots knots) {
    return new InputSpline(Kind.SPLINE, knots);
  }

  /** Returns the number of trained spline coefficients of an edge. */
  public int coefficients() {
    return switch (kind) {
      case SPLINE -> knots.coefficients();
      case LINE -> 1;
      case NONE -> 0;
    };
  }

  /** Returns whether the edges of this input have the base function. */
  public boolean hasBase(BaseFunction base) {
    return kind == Kind.SPLINE && base != BaseFunction.NONE;
  }

  /** Returns the polynomials of this input's splines. */
  CellTable table(Extrapolation extrapolation) {
    return switch (kind) {
      case SPLINE -> CellTable.spline(knots, extrapolation);
      case LINE -> CellTable.line(knots, extrapolation);
      case NONE -> CellTable.none(knots.degree());
    };
  }
}
