package org.kanspark.kernel.conversion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kanspark.kernel.conversion.Refit.Refitted;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.interpret.LayerStatistics;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.symbolic.AffineFit;
import org.kanspark.kernel.symbolic.SuggestionSettings;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.kernel.symbolic.SymbolicSuggestion;

/**
 * Replaces the splines of a network by functions, one edge after the other, the clearest first, and
 * refits what is left after each. A function that costs too much accuracy, after the refit, gives
 * way to the next in the ranking; an edge for which none will do stays a spline, and is tried once
 * more when the others are done and its curve is known better.
 *
 * <p>No live edge becomes a constant unless it is one on the training rows, or its share in its
 * node is negligible and the loss stays within the tolerance without it; the report says so.
 */
public final class NetworkConversion {
  private static final double MOST_NOISE = 1e-5;

  private final ConversionSettings settings;
  private final Refit refit;
  private final boolean completeOnly;
  private final List<Conversion> conversions = new ArrayList<>();
  private Refitted current;
  private final double before;

  /**
   * Tells what became of an edge.
   *
   * @param edge the edge
   * @param fit its function when it was put in place, none if the edge stays a spline
   * @param loss of the model after the refit
   * @param remark why, where it needs a reason; may be empty
   */
  public record Conversion(Edge edge, Optional<AffineFit> fit, double loss, String remark) {
    @Override
    public String toString() {
      String what =
          fit.map(
                  found ->
                      String.format(
                          Locale.ROOT, "%s, R2 %.9f", found.function().name(), found.r2()))
              .orElse("stays a spline");
      return edge + ": " + what + (remark.isEmpty() ? "" : ". " + remark);
    }
  }

  /**
   * Holds the converted model.
   *
   * @param refitted the model
   * @param conversions what became of each edge, in order
   * @param before loss of the model before
   */
  public record Result(Refitted refitted, List<Conversion> conversions, double before) {
    /** Returns whether no edge is a spline any more. */
    public boolean isComplete() {
      return splines(refitted.model().network()).isEmpty();
    }
  }

  private NetworkConversion(
      Refitted start, ConversionSettings settings, Refit refit, boolean completeOnly) {
    this.completeOnly = completeOnly;
    this.settings = settings;
    this.refit = refit;
    this.current = start;
    this.before = start.loss();
  }

  /**
   * Converts a network.
   *
   * @param start a model with statistics and loss on the rows of the refit
   * @param refit trains between conversions
   */
  public static Result of(Refitted start, ConversionSettings settings, Refit refit) {
    return of(start, settings, refit, false);
  }

  /**
   * Converts a network.
   *
   * @param completeOnly whether to give up at the first edge that must stay a spline
   */
  static Result of(Refitted start, ConversionSettings settings, Refit refit, boolean completeOnly) {
    NetworkConversion conversion = new NetworkConversion(start, settings, refit, completeOnly);
    conversion.run();
    return new Result(conversion.current, List.copyOf(conversion.conversions), start.loss());
  }

  private void run() {
    List<Edge> left = ordered(splines(current.model().network()));
    List<Edge> refused = new ArrayList<>();
    for (Edge edge : left) {
      if (!convert(edge, false)) {
        refused.add(edge);
      }
    }
    for (Edge edge : refused) {
      if (!convert(edge, true) && completeOnly) {
        return;
      }
    }
    if (!conversions.isEmpty()) {
      current = refit.train(current.model(), true);
    }
  }

  static List<Edge> splines(KanNetwork network) {
    List<Edge> edges = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      for (int i = 0; i < layer.inputs(); i++) {
        for (int j = 0; j < layer.sums(); j++) {
          if (layer.isSpline(i, j)) {
            edges.add(new Edge(l, i, j));
          }
        }
      }
    }
    return edges;
  }

  /** Sorts edges: those whose best function is simple and near come first. */
  private List<Edge> ordered(List<Edge> edges) {
    record Scored(Edge edge, double score) {}
    List<Scored> scored = new ArrayList<>();
    for (Edge edge : edges) {
      double score = Double.NEGATIVE_INFINITY;
      if (hasCurve(edge)) {
        SymbolicSuggestion suggestion = suggest(edge);
        score =
            suggestion.candidates().isEmpty()
                ? Double.POSITIVE_INFINITY
                : suggestion.candidates().get(0).score();
      }
      scored.add(new Scored(edge, score));
    }
    scored.sort(Comparator.comparingDouble(Scored::score));
    return scored.stream().map(Scored::edge).toList();
  }

  private boolean hasCurve(Edge edge) {
    LayerStatistics seen = current.statistics().layer(edge.layer());
    return seen.min()[edge.input()] < seen.max()[edge.input()];
  }

  private EdgeConversion edges() {
    return new EdgeConversion(current.model(), current.statistics());
  }

  /** Ranks functions; a curve is known no better than what the network leaves unexplained. */
  private SymbolicSuggestion suggest(Edge edge) {
    SuggestionSettings ranking = settings.ranking();
    double noise = Math.max(ranking.noise(), Math.min(MOST_NOISE, current.loss()));
    return edges().suggest(edge, settings.library(), ranking.withNoise(noise));
  }

  /** Tries functions for an edge; returns whether one is in place, or the last word is said. */
  private boolean convert(Edge edge, boolean last) {
    if (!hasCurve(edge)) {
      return constant(edge);
    }
    SymbolicSuggestion suggestion = suggest(edge);
    for (AffineFit fit : candidates(suggestion)) {
      Refitted tried = refit.train(edges().fix(edge, fit), false);
      if (tried.loss() <= settings.tolerance() * before) {
        current = tried;
        boolean first = suggestion.recommended().filter(fit::equals).isPresent();
        String remark = first ? suggestion.remark() : "";
        conversions.add(new Conversion(edge, Optional.of(fit), tried.loss(), remark));
        return true;
      }
    }
    if (last) {
      String remark =
          suggestion.recommended().isEmpty()
              ? suggestion.remark()
              : "No function keeps the loss within the tolerance";
      conversions.add(new Conversion(edge, Optional.empty(), current.loss(), remark));
    }
    return false;
  }

  private List<AffineFit> candidates(SymbolicSuggestion suggestion) {
    List<AffineFit> fits = new ArrayList<>();
    suggestion.recommended().ifPresent(fits::add);
    for (SymbolicSuggestion.Candidate candidate : suggestion.candidates()) {
      boolean good = candidate.fit().r2() >= settings.ranking().leastR2();
      if (good && !fits.contains(candidate.fit()) && fits.size() < settings.tries()) {
        fits.add(candidate.fit());
      }
    }
    return fits;
  }

  /** Replaces an edge of a constant input by what it gives there. */
  private boolean constant(Edge edge) {
    LayerStatistics seen = current.statistics().layer(edge.layer());
    double value = seen.edgeMean()[edge.input() * seen.sums() + edge.sum()];
    AffineFit fit = new AffineFit(SymbolicLibrary.standard().get("0"), 1, 0, 0, value, 0, 0, true);
    KanModel changed = edges().fix(edge, fit);
    EdgeStatistics same = current.statistics();
    current = new Refitted(changed, same, current.loss());
    conversions.add(
        new Conversion(
            edge, Optional.of(fit), current.loss(), "Its input is constant on the training rows"));
    return true;
  }
}
