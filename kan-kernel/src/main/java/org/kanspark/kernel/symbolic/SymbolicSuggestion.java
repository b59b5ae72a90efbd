package org.kanspark.kernel.symbolic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kanspark.kernel.formula.Numbers;

/**
 * Ranks the functions of a library as replacements of an edge's curve, by accuracy and simplicity.
 *
 * <p>{@code score = s * (complexity + shape/2) + (1 - s) * log2(noise + 1 - R2)}, lowest first; s
 * is the simplicity, shape the number of parameters that bend the curve (two for a sine, one for a
 * square, none for a line). It is pykan's loss but for s and two more things. pykan's noise of 1e-5
 * lets a straight line of R2 .94 beat an exact fit of complexity 4. And without the shape term a
 * sine, stretched until it is a parabola, ties with the square.
 *
 * <p>Functions that are the same up to a, b, c and d (sine and cosine) come once: the simplest,
 * then the first in the library. The constant is no candidate: it is recommended only where the
 * edge does not matter, and the remark then says so.
 *
 * @param candidates fits in order of their scores
 * @param recommended the fit to take, if any
 * @param remark why it is not simply the first; empty if it is
 */
public record SymbolicSuggestion(
    List<Candidate> candidates, Optional<AffineFit> recommended, String remark) {

  /** Price of a parameter that bends the curve, in units of complexity. */
  private static final double SHAPE_PRICE = 0.5;

  /** A fit and its score; low scores are good. */
  public record Candidate(AffineFit fit, double score) {}

  /** Copies the list. */
  public SymbolicSuggestion {
    candidates = List.copyOf(candidates);
  }

  /**
   * Fits and ranks all functions.
   *
   * @param curve of the edge
   * @param library functions to try
   * @param settings how to rank
   * @param share of the edge in the standard deviation of its node, 0 to 1; 1 if unknown
   */
  public static SymbolicSuggestion of(
      Curve curve, SymbolicLibrary library, SuggestionSettings settings, double share) {
    List<Candidate> candidates = new ArrayList<>();
    for (SymbolicFunction function : representatives(library)) {
      AffineFit fit = AffineFitter.fit(curve, function);
      if (fit.ok()) {
        candidates.add(new Candidate(fit, score(fit, settings)));
      }
    }
    candidates.sort(
        Comparator.comparingDouble(Candidate::score)
            .thenComparingDouble(candidate -> candidate.fit().unexplained()));
    if (curve.isConstant()) {
      return constant(curve, candidates, "The edge is constant on the training rows");
    }
    if (!(share >= settings.negligibleShare())) {
      String remark =
          String.format(
              Locale.ROOT,
              "The edge has a share of %.2g in its node's standard deviation, below %s",
              share,
              Numbers.text(settings.negligibleShare()));
      return constant(curve, candidates, remark);
    }
    if (candidates.isEmpty()) {
      return new SymbolicSuggestion(
          candidates, Optional.empty(), "No function of the library is defined on the whole range");
    }
    AffineFit first = candidates.get(0).fit();
    if (!(first.r2() >= settings.leastR2())) {
      String remark =
          String.format(
              Locale.ROOT,
              "The edge stays as it is: %s is best and has an R2 of %.3f, below %s",
              first.function(),
              first.r2(),
              Numbers.text(settings.leastR2()));
      return new SymbolicSuggestion(candidates, Optional.empty(), remark);
    }
    return new SymbolicSuggestion(candidates, Optional.of(first), "");
  }

  private static SymbolicSuggestion constant(
      Curve curve, List<Candidate> candidates, String reason) {
    double deviation = curve.standardDeviation();
    AffineFit fit = new AffineFit(PowerFunctions.ZERO, 1, 0, 0, curve.mean(), 1, deviation, true);
    return new SymbolicSuggestion(
        candidates, Optional.of(fit), reason + ": it becomes its mean, " + fit.d());
  }

  /** Computes the score of a fit; low is good. */
  static double score(AffineFit fit, SuggestionSettings settings) {
    SymbolicFunction function = fit.function();
    double price = function.complexity() + SHAPE_PRICE * function.redundancy().shapeParameters();
    double left = settings.noise() + fit.unexplained();
    double bits = StrictMath.log(left) / StrictMath.log(2);
    return settings.simplicity() * price + (1 - settings.simplicity()) * bits;
  }

  /** Returns the simplest function of each family, in the library's order. */
  private static List<SymbolicFunction> representatives(SymbolicLibrary library) {
    Map<SymbolicFunction, SymbolicFunction> chosen = new LinkedHashMap<>();
    for (SymbolicFunction function : library.functions()) {
      if (function.complexity() > 0) {
        chosen.merge(
            function.family(),
            function,
            (old, other) -> other.complexity() < old.complexity() ? other : old);
      }
    }
    return List.copyOf(chosen.values());
  }

  /**
   * Writes the ranking as a table of text.
   *
   * @param rows how many candidates to show at most
   */
  public String table(int rows) {
    return SuggestionTable.of(this, rows);
  }
}
