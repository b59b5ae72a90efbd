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
 * @param missing whether edges have a value of their own where the input is missing, trained behind
 *     the coefficients
 */
public record InputSpline(Kind kind, Knots knots, boolean missing) implements Serializable {

  /** Says which functions an edge can be. */
  public enum Kind {
    /** A spline of G + k coefficients and the base function. */
    SPLINE,
    /** A straight line through the origin of one coefficient: for inputs with two values. */
    LINE,
    /** The zero function: for inputs that are constant. */
    NONE
  }

  /** Describes an input that is never missing. */
  public InputSpline(Kind kind, Knots knots) {
    this(kind, knots, false);
  }

  /** Returns the same with other knots. */
  public InputSpline withKnots(Knots other) {
    return new InputSpline(kind, other, missing);
  }

  /** Returns the same with or without values of their own where it is missing. */
  public InputSpline withMissing(boolean mayBeMissing) {
    return new InputSpline(kind, knots, mayBeMissing);
  }

  /** Makes an ordinary spline input. */
  public static InputSpline spline(Knots knots) {
    return new InputSpline(Kind.SPLINE, knots);
  }

  /**
   * Returns the number of trained coefficients of an edge: those of its spline, and behind them its
   * value where the input is missing.
   */
  public int coefficients() {
    return splineCoefficients() + (missing ? 1 : 0);
  }

  /** Returns the number of trained spline coefficients of an edge. */
  public int splineCoefficients() {
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
    CellTable table =
        switch (kind) {
          case SPLINE -> CellTable.spline(knots, extrapolation);
          case LINE -> CellTable.line(knots, extrapolation);
          case NONE -> CellTable.none(knots.degree());
        };
    return missing ? table.withMissing() : table;
  }
}
