package org.kanspark.kernel.symbolic;

import java.io.Serializable;
import java.util.List;
import org.kanspark.kernel.formula.Numbers;

/**
 * Describes where a function is defined and finite: an interval, less the poles in it.
 *
 * @param lower lower end, may be -infinity
 * @param lowerIncluded whether the function is finite at the lower end
 * @param upper upper end, may be infinity
 * @param upperIncluded whether the function is finite at the upper end
 * @param pole a pole inside the interval; NaN if there is none
 * @param poleSpacing distance of further poles on both sides; 0 if there is only one
 */
public record Domain(
    double lower,
    boolean lowerIncluded,
    double upper,
    boolean upperIncluded,
    double pole,
    double poleSpacing)
    implements Serializable {

  /** Checks that the interval is not empty. */
  public Domain {
    if (!(lower < upper)) {
      throw new IllegalArgumentException("An empty domain: " + lower + " to " + upper);
    }
  }

  /** Returns the whole line. */
  public static Domain all() {
    return between(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
  }

  /** Returns the numbers above an end. */
  public static Domain above(double lower, boolean included) {
    return between(lower, included, Double.POSITIVE_INFINITY, false);
  }

  /** Returns an interval. */
  public static Domain between(
      double lower, boolean lowerIncluded, double upper, boolean upperIncluded) {
    return new Domain(lower, lowerIncluded, upper, upperIncluded, Double.NaN, 0);
  }

  /**
   * Returns the line without a pole, or without equally spaced ones.
   *
   * @param spacing distance of the poles; 0 if there is only one
   */
  public static Domain allBut(double pole, double spacing) {
    double infinity = Double.POSITIVE_INFINITY;
    return new Domain(-infinity, false, infinity, false, pole, spacing);
  }

  /** Tells whether the function is finite everywhere from one argument to a larger one. */
  public boolean containsInterval(double from, double to) {
    boolean above = lowerIncluded ? from >= lower : from > lower;
    boolean below = upperIncluded ? to <= upper : to < upper;
    return above && below && from <= to && !containsPole(from, to);
  }

  private boolean containsPole(double from, double to) {
    if (Double.isNaN(pole)) {
      return false;
    }
    if (poleSpacing == 0) {
      return from <= pole && to >= pole;
    }
    double next = Math.ceil((from - pole) / poleSpacing) * poleSpacing + pole;
    return next <= to;
  }

  /** Returns the intervals between poles that a fit looks at: all shapes there are. */
  List<Domain> branches() {
    if (Double.isNaN(pole)) {
      return List.of(this);
    }
    if (poleSpacing > 0) {
      return List.of(between(pole - poleSpacing, false, pole, false));
    }
    return List.of(
        between(pole, false, upper, upperIncluded), between(lower, lowerIncluded, pole, false));
  }

  /** Tells whether the domain is the same on both sides of 0. */
  boolean isSymmetric() {
    return lower == -upper && lowerIncluded == upperIncluded;
  }

  /** Describes the domain, as {@code x > 0} or {@code -1 <= x <= 1}. */
  public String describe() {
    String text = "x";
    if (lower > Double.NEGATIVE_INFINITY && upper < Double.POSITIVE_INFINITY) {
      text = Numbers.text(lower) + (lowerIncluded ? " <= " : " < ") + text;
    } else if (lower > Double.NEGATIVE_INFINITY) {
      text += (lowerIncluded ? " >= " : " > ") + Numbers.text(lower);
    }
    if (upper < Double.POSITIVE_INFINITY) {
      text += (upperIncluded ? " <= " : " < ") + Numbers.text(upper);
    }
    if (!Double.isNaN(pole)) {
      text = (text.equals("x") ? "" : text + ", ") + "x != " + Numbers.text(pole);
      text += poleSpacing > 0 ? " + n * " + Numbers.text(poleSpacing) : "";
    }
    return text.equals("x") ? "any x" : text;
  }
}
