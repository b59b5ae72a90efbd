package org.kanspark.kernel.conversion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kanspark.kernel.conversion.NetworkConversion.Conversion;
import org.kanspark.kernel.conversion.Refit.Refitted;
import org.kanspark.kernel.interpret.Attribution;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.interpret.LayerStatistics;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.symbolic.AffineFit;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

/**
 * Makes nodes and edges of a network constant that it can do without once the others are trained
 * on: what is left has fewer ways to be the same, and its curves are likelier to be functions.
 *
 * <p>Indices of edges stay: what goes becomes the function 0 at its mean.
 */
final class Simplification {
  private static final String ZERO = "0";

  /** Ways to let each input feed one node that are tried. */
  private static final int SEPARATIONS = 6;

  /** Ways among which these are chosen; with more inputs and nodes none is tried. */
  private static final int MOST_WAYS = 64;

  private final Refit refit;
  private final double limit;
  private Refitted current;
  private final List<Conversion> conversions;

  private Simplification(Partial start, double limit, Refit refit) {
    this.refit = refit;
    this.limit = limit;
    this.current = start.refitted();
    this.conversions = new ArrayList<>(start.conversions());
  }

  /**
   * Holds a network on its way to a formula.
   *
   * @param refitted the network so far
   * @param conversions what became of edges so far
   */
  record Partial(Refitted refitted, List<Conversion> conversions) {
    Partial {
      conversions = List.copyOf(conversions);
    }
  }

  /** Is what may go, and how little it seems to count. */
  private record Removal(List<Edge> edges, double score) {}

  /**
   * Removes hidden nodes.
   *
   * @param limit loss that must not be exceeded
   */
  static Partial ofNodes(Partial start, double limit, Refit refit) {
    Simplification simplification = new Simplification(start, limit, refit);
    simplification.removeAll(simplification.nodes());
    return simplification.result();
  }

  /**
   * Lets every input of the first layer feed one node only.
   *
   * @param limit loss that must not be exceeded
   * @return the best of such networks that keep the limit, of those with the strongest edges
   */
  static Optional<Partial> separated(Partial start, double limit, Refit refit) {
    Simplification simplification = new Simplification(start, limit, refit);
    List<Removal> removals = simplification.separations();
    removals.sort(Comparator.comparingDouble(Removal::score));
    Optional<Partial> best = Optional.empty();
    double least = limit;
    for (Removal removal : removals.subList(0, Math.min(SEPARATIONS, removals.size()))) {
      Simplification tried = new Simplification(start, least, refit);
      if (tried.remove(removal.edges())) {
        least = tried.current.loss();
        best = Optional.of(tried.result());
      }
    }
    return best;
  }

  /** Lists what goes when each input feeds one node, in every way that leaves no node without. */
  private List<Removal> separations() {
    KanNetwork network = current.model().network();
    KanLayer layer = network.layer(0);
    int sums = layer.sums();
    List<Removal> removals = new ArrayList<>();
    double ways = Math.pow(sums, layer.inputs());
    for (int way = 0; way < ways && ways <= MOST_WAYS; way++) {
      List<Edge> gone = new ArrayList<>();
      boolean[] fed = new boolean[sums];
      double score = 0;
      int code = way;
      for (int i = 0; i < layer.inputs(); i++) {
        fed[code % sums] = true;
        for (int j = 0; j < sums; j++) {
          Edge edge = new Edge(0, i, j);
          if (j != code % sums && isVarying(network, edge)) {
            gone.add(edge);
            score += share(edge);
          }
        }
        code /= sums;
      }
      boolean all = true;
      for (boolean one : fed) {
        all &= one;
      }
      if (all && !gone.isEmpty()) {
        removals.add(new Removal(gone, score));
      }
    }
    return removals;
  }

  private double share(Edge edge) {
    LayerStatistics seen = current.statistics().layer(edge.layer());
    double whole = seen.sumDeviation()[edge.sum()];
    return whole > 0 ? seen.edgeDeviation(edge.input(), edge.sum()) / whole : 0;
  }

  private Partial result() {
    return new Partial(current, conversions);
  }

  private void removeAll(List<Removal> removals) {
    List<Removal> sorted = new ArrayList<>(removals);
    sorted.sort(Comparator.comparingDouble(Removal::score));
    for (Removal removal : sorted) {
      if (leavesConnections(removal.edges())) {
        remove(removal.edges());
      }
    }
  }

  private List<Removal> nodes() {
    KanNetwork network = current.model().network();
    Attribution scores = Attribution.of(network, current.statistics());
    List<Removal> removals = new ArrayList<>();
    for (int level = 1; level < network.depth(); level++) {
      int nodes = network.layer(level).inputs();
      for (int n = 0; n < nodes && nodes > 1; n++) {
        removals.add(new Removal(edgesOf(network, level, n), scores.node(level, n)));
      }
    }
    return removals;
  }

  /** Lists the edges into and out of a hidden node that are no constants yet. */
  private static List<Edge> edgesOf(KanNetwork network, int level, int node) {
    List<Edge> edges = new ArrayList<>();
    KanLayer before = network.layer(level - 1);
    for (int j = 0; j < before.sums(); j++) {
      for (int i = 0; i < before.inputs() && before.nodeOf(j) == node; i++) {
        addVarying(network, new Edge(level - 1, i, j), edges);
      }
    }
    for (int j = 0; j < network.layer(level).sums(); j++) {
      addVarying(network, new Edge(level, node, j), edges);
    }
    return edges;
  }

  private static void addVarying(KanNetwork network, Edge edge, List<Edge> edges) {
    if (isVarying(network, edge)) {
      edges.add(edge);
    }
  }

  private static boolean isVarying(KanNetwork network, Edge edge) {
    KanLayer layer = network.layer(edge.layer());
    return layer.isLive(edge.input(), edge.sum())
        && layer.symbolicEdges().stream()
            .noneMatch(
                symbolic ->
                    symbolic.input() == edge.input()
                        && symbolic.sum() == edge.sum()
                        && symbolic.function().complexity() == 0);
  }

  /** Tells whether every layer has a varying edge left without some edges. */
  private boolean leavesConnections(List<Edge> gone) {
    KanNetwork network = current.model().network();
    for (int l = 0; l < network.depth(); l++) {
      boolean some = false;
      for (int i = 0; i < network.layer(l).inputs(); i++) {
        for (int j = 0; j < network.layer(l).sums(); j++) {
          Edge edge = new Edge(l, i, j);
          some |= !gone.contains(edge) && isVarying(network, edge);
        }
      }
      if (!some) {
        return false;
      }
    }
    return !gone.isEmpty();
  }

  /** Makes edges constant if the others can do without; returns whether they can. */
  private boolean remove(List<Edge> edges) {
    KanModel model = current.model();
    List<Conversion> removed = new ArrayList<>();
    for (Edge edge : edges) {
      LayerStatistics seen = current.statistics().layer(edge.layer());
      double mean = seen.edgeMean()[edge.input() * seen.sums() + edge.sum()];
      AffineFit fit =
          new AffineFit(SymbolicLibrary.standard().get(ZERO), 1, 0, 0, mean, 0, 0, true);
      model = new EdgeConversion(model, current.statistics()).fix(edge, fit);
      removed.add(new Conversion(edge, Optional.of(fit), 0, "The others do without it"));
    }
    Refitted tried = refit.train(model, false);
    if (!(tried.loss() <= limit)) {
      return false;
    }
    current = tried;
    for (Conversion one : removed) {
      conversions.removeIf(old -> old.edge().equals(one.edge()));
      conversions.add(new Conversion(one.edge(), one.fit(), tried.loss(), one.remark()));
    }
    return true;
  }
}
