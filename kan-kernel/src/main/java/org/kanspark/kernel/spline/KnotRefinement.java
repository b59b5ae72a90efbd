package org.kanspark.kernel.spline;

import java.util.Arrays;

/** Chooses the knots of a finer grid from those of a coarser one. */
public final class KnotRefinement {
  private KnotRefinement() {}

  /**
   * Returns knots for a refined grid: uniform knots stay uniform, others are split. A refinement of
   * uniform knots nests where the new number of intervals is a multiple of the old.
   *
   * @param newIntervals at least {@code knots.intervals()}
   * @throws IllegalArgumentException if fewer intervals are asked for than there are
   */
  public static Knots refine(Knots knots, int newIntervals) {
    requireMore(knots, newIntervals);
    if (isUniform(knots)) {
      Knots even = Knots.uniform(knots.degree(), newIntervals, knots.lower(), knots.upper());
      // Knots that are even only up to rounding are not among these: they are split, which keeps
      // them.
      if (newIntervals % knots.intervals() != 0 || KnotInsertion.nests(knots, even)) {
        return even;
      }
    }
    return split(knots, newIntervals);
  }

  /**
   * Returns knots that contain the given ones on [a, b]: every cell is cut into {@code newIntervals
   * / G} equal pieces, rounded down, and the remaining pieces go one by one to where pieces are
   * widest (spread evenly where all cells are alike). So a grid that follows the data keeps doing
   * so, and no gap falls further below the mean spacing.
   *
   * @param newIntervals at least {@code knots.intervals()}
   * @throws IllegalArgumentException if fewer intervals are asked for than there are
   */
  public static Knots split(Knots knots, int newIntervals) {
    requireMore(knots, newIntervals);
    int[] pieces = pieces(knots, newIntervals);
    double[] old = knots.interior();
    double[] interior = new double[newIntervals + 1];
    int next = 0;
    for (int j = 0; j < pieces.length; j++) {
      for (int p = 0; p < pieces[j]; p++) {
        interior[next++] = Knots.evenly(old[j], old[j + 1], p, pieces[j]);
      }
    }
    interior[newIntervals] = old[pieces.length];
    return Knots.of(knots.degree(), interior);
  }

  private static int[] pieces(Knots knots, int newIntervals) {
    int g = knots.intervals();
    int[] pieces = new int[g];
    int rest = newIntervals % g;
    if (isUniform(knots)) {
      for (int j = 0; j < g; j++) {
        long extra = Math.round((j + 1.0) * rest / g) - Math.round((double) j * rest / g);
        pieces[j] = newIntervals / g + (int) extra;
      }
      return pieces;
    }
    Arrays.fill(pieces, newIntervals / g);
    for (int i = 0; i < rest; i++) {
      int widest = 0;
      for (int j = 1; j < g; j++) {
        if (pieceWidth(knots, pieces, j) > pieceWidth(knots, pieces, widest)) {
          widest = j;
        }
      }
      pieces[widest]++;
    }
    return pieces;
  }

  private static double pieceWidth(Knots knots, int[] pieces, int cell) {
    int left = knots.degree() + cell;
    return (knots.knot(left + 1) - knots.knot(left)) / pieces[cell];
  }

  /** Says whether all gaps on [a, b] are equal, up to rounding. */
  public static boolean isUniform(Knots knots) {
    double mean = (knots.upper() - knots.lower()) / knots.intervals();
    double rounding = 4 * new Range(knots.lower(), knots.upper()).precision();
    double tolerance = Math.max(1e-9 * mean, rounding);
    for (int i = knots.degree(); i < knots.degree() + knots.intervals(); i++) {
      if (Math.abs(knots.knot(i + 1) - knots.knot(i) - mean) > tolerance) {
        return false;
      }
    }
    return true;
  }

  private static void requireMore(Knots knots, int newIntervals) {
    if (newIntervals < knots.intervals()) {
      throw new IllegalArgumentException(
          "refinement to "
              + newIntervals
              + " intervals: at least the present "
              + knots.intervals()
              + " are needed");
    }
  }
}
