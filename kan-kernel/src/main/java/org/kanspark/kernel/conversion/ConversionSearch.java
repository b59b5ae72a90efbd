package org.kanspark.kernel.conversion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kanspark.kernel.conversion.NetworkConversion.Conversion;
import org.kanspark.kernel.conversion.NetworkConversion.Result;
import org.kanspark.kernel.conversion.Refit.Refitted;
import org.kanspark.kernel.conversion.Simplification.Partial;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Converts a network in several ways and returns the best formula.
 *
 * <p>A network of more than one node can often be cut up differently: the product a b is {@code
 * ((a+b)^2 - (a-b)^2)/4}, but other pairs of curves give it, too, and those that training found may
 * be no functions anyone knows. So where {@link NetworkConversion} finds no exact formula for a
 * network that fits very well, the freedom is taken from it: nodes it can do without go, its last
 * layers are bent into simple functions, edges the rest can do without go, and what is left is
 * converted. Complete formulas are improved by exchanging single functions.
 */
public final class ConversionSearch {
  /** Loss of a network, as a share of the label's variance, that may have an exact formula. */
  private static final double CLOSE = 1e-4;

  /** Share of the loss before that is left when a formula is exact. */
  private static final double EXACT = 1e-3;

  /** Loss above which a formula is none of rows without noise. */
  private static final double EXACT_LOSS = 1e-16;

  /** Loss that splines of a simpler network may have, whose formula is then judged. */
  private static final double SIMPLER = 1e-5;

  /**
   * Loss that splines of a network may have whose inputs were separated: near the pole of a
   * logarithm no spline follows, and only functions show whether the inputs are separate.
   */
  private static final double SEPARABLE = 1e-3;

  /** Bending that leaves more than this of the label's variance leads nowhere. */
  private static final double HOPELESS = 1e-2;

  /** Networks of more splines are converted once. */
  private static final int MOST_EDGES = 16;

  /** Bent networks, those that fit best, that are converted beside those that were at once. */
  private static final int LEAVES = 4;

  /** Share of the loss of an earlier formula that one of a network that fits better must leave. */
  private static final double BETTER = 0.1;

  private static final String LINE = "x";
  private static final String SQUARE = "x^2";
  private static final List<String> TRUNKS =
      List.of("x", "exp", "x^2", "sqrt", "1/x", "log", "arcsin");

  private final Refitted start;
  private final ConversionSettings settings;
  private final Refit refit;
  private Result best;

  /** Loss of the best bent network that was converted as soon as it was there. */
  private double leastConverted = Double.POSITIVE_INFINITY;

  private ConversionSearch(Refitted start, ConversionSettings settings, Refit refit) {
    this.start = start;
    this.settings = settings;
    this.refit = refit;
    this.best = new Result(start, List.of(), start.loss());
  }

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
    int splines = NetworkConversion.splines(start.model().network()).size();
    boolean close = start.loss() > 0 && start.loss() < CLOSE;
    Partial whole = new Partial(start, List.of());
    if (!close || splines > MOST_EDGES) {
      return converted(whole, false);
    }
    Partial simpler = flattened(Simplification.ofNodes(whole, limit(), refit));
    boolean direct = simpler.conversions().isEmpty() && trunk(simpler).size() <= 1;
    boolean single = firstBranch(simpler) == 0;
    if (direct && single && isFound(kept(converted(whole, false)))) {
      return best;
    }
    if (!bend(simpler) && !(direct && single)) {
      isFound(kept(converted(whole, false)));
    }
    return best;
  }

  /** Keeps a result, complete or not, where there is no complete one. */
  private Result kept(Result result) {
    if (!best.isComplete()) {
      best = result;
    }
    return result;
  }

  private double limit() {
    return Math.max(SIMPLER, settings.tolerance() * start.loss());
  }

  /** Keeps a result if it is a far better formula; returns whether it is exact. */
  private boolean isFound(Result result) {
    return isFound(result, EXACT);
  }

  /** Keeps a result if it is a better formula by a factor; returns whether it is exact. */
  private boolean isFound(Result result, double factor) {
    boolean much = result.refitted().loss() <= EXACT * start.loss();
    boolean better =
        !best.isComplete() || result.refitted().loss() < factor * best.refitted().loss();
    if (result.isComplete() && much && better) {
      best = result;
    }
    return result.isComplete() && much && result.refitted().loss() <= EXACT_LOSS;
  }

  private Result converted(Partial partial, boolean completeOnly) {
    Result rest = NetworkConversion.of(partial.refitted(), settings, refit, completeOnly);
    List<Conversion> conversions = new ArrayList<>(partial.conversions());
    conversions.addAll(rest.conversions());
    Result whole = new Result(rest.refitted(), List.copyOf(conversions), start.loss());
    return FormulaImprovement.of(whole, settings, refit);
  }

  /** Makes later layers of several nodes lines, which leaves one node of those before. */
  private Partial flattened(Partial partial) {
    Partial flat = partial;
    for (int l = start.model().network().depth() - 1; l > 1; l--) {
      List<Edge> edges = liveSplines(flat.refitted().model().network(), l);
      if (edges.size() > 1) {
        flat =
            bent(flat, edges, LINE)
                .map(lines -> Simplification.ofNodes(lines, limit(), refit))
                .orElse(flat);
      }
    }
    return flat;
  }

  /** Returns the layer before the trunk; 0 if there is nothing but the trunk and first layer. */
  private static int firstBranch(Partial partial) {
    KanNetwork network = partial.refitted().model().network();
    int l = network.depth() - 1;
    while (l > 0 && liveSplines(network, l).size() <= 1) {
      l--;
    }
    return l;
  }

  /** Returns the splines, last first, through which all of the network goes. */
  private static List<Edge> trunk(Partial partial) {
    KanNetwork network = partial.refitted().model().network();
    List<Edge> trunk = new ArrayList<>();
    for (int l = network.depth() - 1; l > firstBranch(partial); l--) {
      trunk.addAll(liveSplines(network, l));
    }
    return trunk;
  }

  /** Bends trunk, then branches, of a network; returns whether an exact formula was found. */
  private boolean bend(Partial partial) {
    List<Edge> trunk = trunk(partial);
    Optional<Partial> straight =
        bent(partial, trunk.isEmpty() ? trunk : trunk.subList(0, trunk.size() - 1), LINE);
    if (straight.isEmpty()) {
      return false;
    }
    return switch (firstBranch(partial)) {
      case 0 -> bendChain(straight.get(), trunk);
      case 1 -> bendBranches(straight.get(), trunk);
      default -> false;
    };
  }

  /** Converts a network of one node a layer. */
  private boolean bendChain(Partial straight, List<Edge> trunk) {
    boolean simpler = !straight.conversions().isEmpty();
    if (simpler && isFound(converted(straight, true))) {
      return true;
    }
    List<Partial> later = new ArrayList<>();
    for (String function : trunkFunctions(trunk)) {
      Optional<Partial> bent = bentTrunk(straight, trunk, function);
      if (bent.isPresent() && isFoundAtOnce(bent.get(), later)) {
        return true;
      }
    }
    return anyFound(later);
  }

  /**
   * Converts a network whose first layer alone has several nodes, as squares or separate inputs.
   */
  private boolean bendBranches(Partial straight, List<Edge> trunk) {
    List<Edge> branches = liveSplines(straight.refitted().model().network(), 1);
    Optional<Partial> squares = bent(straight, branches, SQUARE);
    if (squares.isPresent() && isFound(converted(squares.get(), true))) {
      return true;
    }
    List<Partial> later = new ArrayList<>();
    for (String function : trunkFunctions(trunk)) {
      Optional<Partial> bent = bentTrunk(straight, trunk, function);
      Optional<Partial> bentSquares =
          trunk.isEmpty() ? Optional.empty() : bent.flatMap(one -> bent(one, branches, SQUARE));
      if (bentSquares.isPresent() && isFoundAtOnce(bentSquares.get(), later)) {
        return true;
      }
      Optional<Partial> chains =
          bent.flatMap(one -> Simplification.separated(one, SEPARABLE, refit))
              .flatMap(this::chained);
      if (chains.isPresent() && isFoundAtOnce(chains.get(), later)) {
        return true;
      }
    }
    return anyFound(later);
  }

  /**
   * Converts a network that fits as well as splines should, and better than those before; keeps any
   * other for later. The way to the next one costs many trainings.
   */
  private boolean isFoundAtOnce(Partial bent, List<Partial> later) {
    double loss = bent.refitted().loss();
    if (loss <= limit() && loss < leastConverted) {
      leastConverted = loss;
      return isFound(converted(bent, true), BETTER);
    }
    later.add(bent);
    return false;
  }

  /** Converts the networks that fit best until one is an exact formula. */
  private boolean anyFound(List<Partial> leaves) {
    List<Partial> sorted = new ArrayList<>(leaves);
    sorted.sort(Comparator.comparingDouble(leaf -> leaf.refitted().loss()));
    for (Partial leaf : sorted.subList(0, Math.min(LEAVES, sorted.size()))) {
      if (isFound(converted(leaf, true))) {
        return true;
      }
    }
    return false;
  }

  /** Makes lines of the first edges of chains, whose second edges can be all of the chain. */
  private Optional<Partial> chained(Partial partial) {
    KanNetwork network = partial.refitted().model().network();
    List<Edge> first = new ArrayList<>();
    for (int j = 0; j < network.layer(0).sums(); j++) {
      int sum = j;
      List<Edge> fed = liveSplines(network, 0).stream().filter(edge -> edge.sum() == sum).toList();
      if (fed.size() == 1) {
        first.addAll(fed);
      }
    }
    return bent(partial, first, LINE, SEPARABLE);
  }

  /**
   * Lists what the innermost edge of the trunk may be; where there is no trunk, nothing changes.
   */
  private static List<String> trunkFunctions(List<Edge> trunk) {
    return trunk.isEmpty() ? List.of(LINE) : TRUNKS;
  }

  private Optional<Partial> bentTrunk(Partial straight, List<Edge> trunk, String function) {
    return trunk.isEmpty()
        ? Optional.of(straight)
        : bent(straight, List.of(trunk.get(trunk.size() - 1)), function);
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

  /** Makes edges a function one by one and trains the rest on; empty if the loss stays too high. */
  private Optional<Partial> bent(Partial before, List<Edge> edges, String function) {
    return bent(before, edges, function, limit());
  }

  private Optional<Partial> bent(Partial before, List<Edge> edges, String function, double most) {
    Optional<Partial> bent = Optional.of(before);
    for (Edge edge : edges) {
      bent = bent.flatMap(partial -> bent(partial, edge, function));
    }
    return bent.filter(partial -> partial.refitted().loss() <= most);
  }

  /** Makes an edge a function and trains the rest on; empty if it is none or the loss runs away. */
  private Optional<Partial> bent(Partial before, Edge edge, String function) {
    Refitted current = before.refitted();
    EdgeConversion edges = new EdgeConversion(current.model(), current.statistics());
    return settings
        .library()
        .find(function)
        .flatMap(known -> edges.tryFit(edge, known))
        .flatMap(
            fit -> {
              Refitted trained = refit.train(edges.fix(edge, fit), true);
              if (!(trained.loss() <= HOPELESS)) {
                return Optional.empty();
              }
              List<Conversion> conversions = new ArrayList<>(before.conversions());
              conversions.add(
                  new Conversion(
                      edge, Optional.of(fit), trained.loss(), "The layers before were bent to it"));
              return Optional.of(new Partial(trained, conversions));
            });
  }
}
