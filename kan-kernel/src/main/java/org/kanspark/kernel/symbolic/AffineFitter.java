package org.kanspark.kernel.symbolic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kanspark.kernel.symbolic.VariableProjection.Point;

/**
 * Fits {@code c f(a x + b) + d} to a curve by weighted least squares.
 *
 * <p>A grid over the arguments (a, b) with c and d solved for at each point; its best points, well
 * apart, are moved on finer grids and polished by Levenberg-Marquardt. Arguments outside the
 * function's domain are never tried: the fit is finite on the whole range of the curve. Costs
 * depend on the number of points of the curve, not on that of any rows, and results on nothing but
 * the curve.
 */
public final class AffineFitter {
  /** The grid is searched on about this many points. */
  private static final int GRID_POINTS = 64;

  private static final int STARTS = 6;
  private static final int STARTS_AMONG_WAVES = 24;
  private static final int POLISHED_STARTS = 3;

  /** Below this the rest is rounding, and other starts need no try. */
  private static final double EXACT = 1e-26;

  private AffineFitter() {}

  /**
   * Fits a function to a curve.
   *
   * @return the fit; {@code ok} false, c 0 and d the mean if the curve is constant or the function
   *     cannot be had on its range
   */
  public static AffineFit fit(Curve curve, SymbolicFunction function) {
    if (curve.isConstant()) {
      return none(curve, function, 1);
    }
    if (function.equivalence().isPresent()) {
      Equivalence equivalence = function.equivalence().get();
      return CanonicalForm.translate(curve, function, equivalence, fit(curve, equivalence.base()));
    }
    if (function.redundancy() == Redundancy.BOTH) {
      return CanonicalForm.of(curve, function, 0, 1);
    }
    NormalizedCurve normalized = NormalizedCurve.of(curve);
    List<Candidate> candidates = new ArrayList<>();
    boolean everyPointCounts = function.isStep() || function.isKinked();
    NormalizedCurve few = everyPointCounts ? normalized : normalized.thinned(GRID_POINTS);
    // Stretches of a decaying wave look alike.
    int starts = function.isOscillating() ? STARTS_AMONG_WAVES : STARTS;
    for (ArgumentMap map : maps(function)) {
      search(function, few, map, starts, candidates);
    }
    if (candidates.isEmpty()) {
      return none(curve, function, Double.POSITIVE_INFINITY);
    }
    candidates.replaceAll(start -> start.nested(function, few));
    List<Candidate> rough = best(candidates, starts);
    rough.replaceAll(start -> start.rough(function, few));
    Candidate best = polished(best(rough, POLISHED_STARTS), function, normalized);
    double[] argument = new double[2 + 2 * best.map().dimension()];
    best.map().argument(best.point().p(), argument);
    return CanonicalForm.of(
        curve, function, argument[ArgumentMap.ALPHA], argument[ArgumentMap.BETA]);
  }

  /**
   * Solves for c and d at given a and b.
   *
   * @return the fit; {@code ok} false and R2 minus infinity if {@code a x + b} leaves the domain on
   *     the curve's range
   */
  public static AffineFit fit(Curve curve, SymbolicFunction function, double a, double b) {
    return CanonicalForm.solve(curve, function, a, b);
  }

  /** A start or a result of the search. */
  private record Candidate(ArgumentMap map, Point point) {
    double unexplained() {
      return point.unexplained();
    }

    Candidate nested(SymbolicFunction function, NormalizedCurve curve) {
      return new Candidate(map, new VariableProjection(function, curve, map).nest(point));
    }

    Candidate rough(SymbolicFunction function, NormalizedCurve curve) {
      return new Candidate(map, new VariableProjection(function, curve, map).descend(point));
    }

    Candidate polished(SymbolicFunction function, NormalizedCurve curve) {
      return new Candidate(map, new VariableProjection(function, curve, map).polish(point.p()));
    }
  }

  /** Polishes starts until one is exact, and returns the best. */
  private static Candidate polished(
      List<Candidate> starts, SymbolicFunction function, NormalizedCurve curve) {
    Candidate best = starts.get(0).polished(function, curve);
    for (int i = 1; i < starts.size() && best.unexplained() >= EXACT; i++) {
      Candidate other = starts.get(i).polished(function, curve);
      best = other.unexplained() < best.unexplained() ? other : best;
    }
    return best;
  }

  /** Returns the best few candidates, best first. */
  private static List<Candidate> best(List<Candidate> candidates, int number) {
    return new ArrayList<>(
        candidates.stream()
            .sorted(Comparator.comparingDouble(Candidate::unexplained))
            .limit(number)
            .toList());
  }

  static AffineFit none(Curve curve, SymbolicFunction function, double unexplained) {
    return new AffineFit(
        function, 1, 0, 0, curve.mean(), unexplained, curve.standardDeviation(), false);
  }

  /** Adds the best points of a map's grid that are no neighbours of each other. */
  private static void search(
      SymbolicFunction function,
      NormalizedCurve curve,
      ArgumentMap map,
      int starts,
      List<Candidate> candidates) {
    VariableProjection projection = new VariableProjection(function, curve, map);
    double[][] grid = map.grid(curve);
    double[] unexplained = new double[grid.length];
    for (int i = 0; i < grid.length; i++) {
      unexplained[i] = projection.unexplained(grid[i]);
    }
    List<double[]> chosen = new ArrayList<>();
    while (chosen.size() < starts) {
      int best = -1;
      for (int i = 0; i < grid.length; i++) {
        boolean better = best < 0 || unexplained[i] < unexplained[best];
        if (unexplained[i] < 1 && better) {
          best = i;
        }
      }
      if (best < 0) {
        break;
      }
      chosen.add(grid[best]);
      candidates.add(new Candidate(map, new Point(grid[best], unexplained[best])));
      for (int i = 0; i < grid.length; i++) {
        if (areNeighbours(map, grid[best], grid[i])) {
          unexplained[i] = 1;
        }
      }
    }
  }

  private static boolean areNeighbours(ArgumentMap map, double[] p, double[] q) {
    for (int k = 0; k < p.length; k++) {
      boolean near = p[k] == q[k] || Math.abs(p[k] - q[k]) <= 1.5 * map.spacing(p, k);
      if (!near) {
        return false;
      }
    }
    return true;
  }

  /** Returns the maps that together reach every shape of a function, each once. */
  private static List<ArgumentMap> maps(SymbolicFunction function) {
    if (function.redundancy() == Redundancy.SHIFT) {
      return List.of(new LineMaps.Slope());
    }
    List<Domain> branches = function.domain().branches();
    boolean symmetric = function.symmetry() != Symmetry.NONE;
    List<ArgumentMap> maps = new ArrayList<>();
    for (Domain branch : branches) {
      boolean oneDirection = symmetric && branch.isSymmetric();
      maps.add(map(function, branch, 1));
      if (!oneDirection) {
        maps.add(map(function, branch, -1));
      }
      if (symmetric && branches.size() == 2) {
        break;
      }
    }
    return maps;
  }

  private static ArgumentMap map(SymbolicFunction function, Domain branch, int direction) {
    boolean scale = function.redundancy() == Redundancy.SCALE;
    boolean below = branch.lower() > Double.NEGATIVE_INFINITY;
    boolean above = branch.upper() < Double.POSITIVE_INFINITY;
    if (below && above) {
      return new BoundedMaps.Interval(branch, direction);
    }
    if (!below && !above) {
      return scale
          ? new LineMaps.Root(function, direction)
          : new LineMaps.Plane(function, direction);
    }
    int side = below ? 1 : -1;
    boolean closed = below ? branch.lowerIncluded() : branch.upperIncluded();
    if (scale) {
      return new BoundedMaps.HalfLineRoot(side, direction, closed);
    }
    double end = below ? branch.lower() : branch.upper();
    return new BoundedMaps.HalfLine(end, side, direction, closed);
  }
}
