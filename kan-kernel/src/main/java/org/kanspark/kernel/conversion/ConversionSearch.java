package org.kanspark.kernel.conversion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kanspark.kernel.conversion.NetworkConversion.Conversion;
import org.kanspark.kernel.conversion.NetworkConversion.Result;
import org.kanspark.kernel.conversion.Refit.Refitted;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.symbolic.AffineFit;
import org.kanspark.kernel.symbolic.SymbolicFunction;

/**
 * Converts a network in several ways and returns the best formula.
 *
 * <p>A network of more than one node can often be cut up differently: the product a b is {@code
 * ((a+b)^2 - (a-b)^2)/4}, but other pairs of curves give it, too, and those that training found may
 * be no functions anyone knows. So where {@link NetworkConversion} finds no exact formula for a
 * network that fits very well, its last layers are bent into simple functions, which leaves the
 * splines before them no such choice, and converted from there. Complete formulas are improved by
 * exchanging single functions.
 */
public final class ConversionSearch {
  /** Loss of a network, as a share of the label's variance, that may have an exact formula. */
  private static final double CLOSE = 1e-4;

  /** Share of the loss before that is left when a formula is exact. */
  private static final double EXACT = 1e-3;

  /** Bending that leaves more than this of the label's variance leads nowhere. */
  private static final double HOPELESS = 1e-2;

  /** Networks of more splines are converted once. */
  private static final int MOST_EDGES = 16;

  private static final String LINE = "x";
  private static final List<String> BRANCHES = List.of("x^2");
  private static final List<String> TRUNKS = List.of("exp", "x^2", "sqrt");

  private final Refitted start;
  private final ConversionSettings settings;
  private final Refit refit;

  private ConversionSearch(Refitted start, ConversionSettings settings, Refit refit) {
    this.start = start;
    this.settings = settings;
    this.refit = refit;
  }

  /** Is an edge and the function it is to become. */
  private record Bend(Edge edge, String function) {}

  /**
   * Converts a network.
   *
   * @param start a model with statistics and loss on the rows of the refit
   * @param refit trains between conversions
   */
  public static Result of(Refitted start, ConversionSettings settings, Refit refit) {
    return new ConversionSearch(start, settings, refit).run();
  }

  private Result run() {
    Result best =
        FormulaImprovement.of(NetworkConversion.of(start, settings, refit), settings, refit);
    boolean close = start.loss() > 0 && start.loss() < CLOSE;
    int splines = NetworkConversion.splines(start.model().network()).size();
    if (!close || splines > MOST_EDGES) {
      return best;
    }
    for (List<Bend> bends : plans(start.model().network())) {
      if (isExact(best)) {
        return best;
      }
      Optional<Result> found = bent(bends);
      if (found.isPresent() && isExact(found.get())) {
        best = found.get();
      }
    }
    return best;
  }

  private boolean isExact(Result result) {
    return result.isComplete() && result.refitted().loss() <= EXACT * start.loss();
  }

  /** Lists what the last layers may become, functions outside the library left out. */
  private List<List<Bend>> plans(KanNetwork network) {
    List<Bend> trunk = new ArrayList<>();
    int l = network.depth() - 1;
    while (l > 0 && liveSplines(network, l).size() == 1 && network.layer(l).inputs() == 1) {
      trunk.add(new Bend(liveSplines(network, l).get(0), LINE));
      l--;
    }
    List<List<Bend>> plans = new ArrayList<>();
    if (l > 0) {
      for (String function : BRANCHES) {
        List<Bend> plan = new ArrayList<>(trunk);
        for (Edge edge : liveSplines(network, l)) {
          plan.add(new Bend(edge, function));
        }
        plans.add(plan);
      }
    }
    if (!trunk.isEmpty()) {
      for (String function : TRUNKS) {
        List<Bend> plan = new ArrayList<>(trunk);
        Edge inner = plan.remove(plan.size() - 1).edge();
        plan.add(new Bend(inner, function));
        plans.add(plan);
      }
    }
    plans.removeIf(plan -> !plan.stream().allMatch(bend -> isKnown(bend.function())));
    return plans;
  }

  private boolean isKnown(String function) {
    return settings.library().find(function).isPresent();
  }

  private static List<Edge> liveSplines(KanNetwork network, int l) {
    KanLayer layer = network.layer(l);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < layer.inputs(); i++) {
      for (int j = 0; j < layer.sums(); j++) {
        if (layer.isSpline(i, j)) {
          edges.add(new Edge(l, i, j));
        }
      }
    }
    return edges;
  }

  /** Bends edges one by one and converts what is left; empty if the loss runs away. */
  private Optional<Result> bent(List<Bend> bends) {
    Refitted current = start;
    List<Conversion> conversions = new ArrayList<>();
    for (Bend bend : bends) {
      EdgeConversion edges = new EdgeConversion(current.model(), current.statistics());
      SymbolicFunction function = settings.library().get(bend.function());
      AffineFit fit = edges.fit(bend.edge(), function);
      current = refit.train(edges.fix(bend.edge(), fit), true);
      if (!(current.loss() < HOPELESS)) {
        return Optional.empty();
      }
      conversions.add(
          new Conversion(
              bend.edge(), Optional.of(fit), current.loss(), "The layers before were bent to it"));
    }
    Result rest = NetworkConversion.of(current, settings, refit, true);
    conversions.addAll(rest.conversions());
    Result whole = new Result(rest.refitted(), List.copyOf(conversions), start.loss());
    return Optional.of(FormulaImprovement.of(whole, settings, refit));
  }
}
