package org.kanspark.kernel.conversion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kanspark.kernel.conversion.NetworkConversion.Conversion;
import org.kanspark.kernel.conversion.NetworkConversion.Result;
import org.kanspark.kernel.conversion.Refit.Refitted;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.symbolic.AffineFit;
import org.kanspark.kernel.symbolic.SuggestionSettings;
import org.kanspark.kernel.symbolic.SymbolicFunction;
import org.kanspark.kernel.symbolic.SymbolicSuggestion.Candidate;

/**
 * Exchanges functions of a complete formula, one at a time, for others that make it far more
 * accurate, or simpler at about the same accuracy. A curve of a spline near a pole is not the
 * logarithm it should be, and a stretch of a hyperbolic sine is an exponential; among functions
 * alone the difference shows, and a refit costs little.
 */
final class FormulaImprovement {
  private static final int SWEEPS = 3;
  private static final int TRIES = 8;

  /** Share of the loss that a more complex function must leave at most. */
  private static final double FAR_BETTER = 0.1;

  /** Multiple of the loss that a simpler function may have. */
  private static final double ABOUT_EQUAL = 2;

  /** Loss of formulas that differ from the rows by rounding alone. */
  private static final double ROUNDING = 1e-28;

  private final ConversionSettings settings;
  private final Refit refit;
  private final List<Conversion> conversions;

  /** Loss that single exchanges, each of which may cost a little, must not exceed together. */
  private final double most;

  private Refitted current;

  private FormulaImprovement(Result result, ConversionSettings settings, Refit refit) {
    this.settings = settings;
    this.refit = refit;
    this.conversions = new ArrayList<>(result.conversions());
    this.current = result.refitted();
    this.most = settings.tolerance() * result.before();
  }

  /** Improves a complete result; returns any other as it is. */
  static Result of(Result result, ConversionSettings settings, Refit refit) {
    if (!result.isComplete()) {
      return result;
    }
    FormulaImprovement improvement = new FormulaImprovement(result, settings, refit);
    boolean changed = false;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean better = improvement.sweep();
      changed |= better;
      if (!better) {
        break;
      }
    }
    Refitted best = improvement.current;
    if (changed) {
      Refitted trained = refit.train(best.model(), true);
      best = trained.loss() <= best.loss() ? trained : best;
    }
    return new Result(best, List.copyOf(improvement.conversions), result.before());
  }

  private boolean sweep() {
    boolean changed = false;
    for (int c = 0; c < conversions.size(); c++) {
      Optional<AffineFit> fit = conversions.get(c).fit();
      if (fit.isPresent() && fit.get().function().complexity() > 1) {
        changed |= exchange(c, fit.get().function());
      }
    }
    return changed;
  }

  private boolean exchange(int index, SymbolicFunction old) {
    Edge edge = conversions.get(index).edge();
    boolean changed = false;
    SymbolicFunction present = old;
    for (AffineFit fit : candidates(edge, old)) {
      EdgeConversion edges = new EdgeConversion(current.model(), current.statistics());
      Refitted tried = refit.train(edges.fix(edge, fit), false);
      if (isBetter(tried, fit.function(), present)) {
        current = tried;
        present = fit.function();
        changed = true;
        conversions.set(
            index,
            new Conversion(edge, Optional.of(fit), tried.loss(), "It took the place of " + old));
      }
    }
    return changed;
  }

  private boolean isBetter(Refitted tried, SymbolicFunction next, SymbolicFunction present) {
    if (next.complexity() < present.complexity()) {
      double dearer = Math.min(most, ABOUT_EQUAL * current.loss());
      return tried.loss() <= Math.max(ROUNDING, Math.max(current.loss(), dearer));
    }
    return current.loss() > ROUNDING && tried.loss() <= FAR_BETTER * current.loss();
  }

  private List<AffineFit> candidates(Edge edge, SymbolicFunction old) {
    List<AffineFit> fits = new ArrayList<>();
    SuggestionSettings ranking = settings.ranking();
    EdgeConversion edges = new EdgeConversion(current.model(), current.statistics());
    for (Candidate candidate : edges.suggest(edge, settings.library(), ranking).candidates()) {
      boolean good =
          candidate.fit().r2() >= ranking.leastR2()
              && (current.loss() > ROUNDING
                  || candidate.fit().function().complexity() < old.complexity());
      if (good && !candidate.fit().function().equals(old) && fits.size() < TRIES) {
        fits.add(candidate.fit());
      }
    }
    return fits;
  }
}
