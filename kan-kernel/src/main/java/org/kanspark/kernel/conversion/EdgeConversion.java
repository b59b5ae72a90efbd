package org.kanspark.kernel.conversion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.interpret.LayerStatistics;
import org.kanspark.kernel.interpret.SymbolicParameters;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.symbolic.AffineFit;
import org.kanspark.kernel.symbolic.AffineFitter;
import org.kanspark.kernel.symbolic.Curve;
import org.kanspark.kernel.symbolic.SuggestionSettings;
import org.kanspark.kernel.symbolic.SymbolicFunction;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.kernel.symbolic.SymbolicSuggestion;
import org.kanspark.kernel.train.SplineFit;

/**
 * Suggests functions for single edges, puts them in place, and takes them back. Costs do not depend
 * on the number of rows: all comes from the statistics kept of the edges.
 */
public final class EdgeConversion {
  private final KanModel model;
  private final EdgeStatistics statistics;

  /**
   * Takes a model.
   *
   * @param statistics of its edges over the training rows
   * @throws IllegalArgumentException if these are of a network of another shape
   */
  public EdgeConversion(KanModel model, EdgeStatistics statistics) {
    if (!statistics.fits(model.network())) {
      throw new IllegalArgumentException("the statistics are of a network of another shape");
    }
    this.model = model;
    this.statistics = statistics;
  }

  /**
   * Ranks the functions of a library for an edge.
   *
   * @throws IllegalArgumentException if there is no such live edge, or its input is constant
   */
  public SymbolicSuggestion suggest(
      Edge edge, SymbolicLibrary library, SuggestionSettings settings) {
    Curve curve = EdgeCurve.of(model, statistics, edge);
    return SymbolicSuggestion.of(curve, library, settings, share(edge));
  }

  /** Returns the share of an edge in the standard deviation of its sum. */
  private double share(Edge edge) {
    LayerStatistics seen = statistics.layer(edge.layer());
    double whole = seen.sumDeviation()[edge.sum()];
    return whole > 0 ? Math.min(1, seen.edgeDeviation(edge.input(), edge.sum()) / whole) : 0;
  }

  /**
   * Fits a function to the curve of an edge.
   *
   * @throws IllegalArgumentException if there is no such live edge, its input or curve is constant,
   *     or the function is not defined over the range of the input
   */
  public AffineFit fit(Edge edge, SymbolicFunction function) {
    Curve curve = EdgeCurve.of(model, statistics, edge);
    AffineFit fit = AffineFitter.fit(curve, function);
    if (!fit.ok() && function.complexity() > 0) {
      throw new IllegalArgumentException(
          curve.isConstant()
              ? "%s is constant on the training rows: no function can be told from another"
                  .formatted(edge)
              : "%s cannot be %s: it is defined for %s, and the edge's input runs from %s to %s"
                  .formatted(
                      edge, function, function.domain().describe(), curve.lower(), curve.upper()));
    }
    return fit;
  }

  /** Fits a function to the curve of an edge; empty where the other says why it cannot. */
  Optional<AffineFit> tryFit(Edge edge, SymbolicFunction function) {
    LayerStatistics seen = statistics.layer(edge.layer());
    if (!(seen.min()[edge.input()] < seen.max()[edge.input()])) {
      return Optional.empty();
    }
    return Optional.of(AffineFitter.fit(EdgeCurve.of(model, statistics, edge), function))
        .filter(AffineFit::ok);
  }

  /**
   * Fits a function with a given argument {@code a x + b} to the curve of an edge.
   *
   * @throws IllegalArgumentException as the other, or if {@code a x + b} leaves the domain
   */
  public AffineFit fit(Edge edge, SymbolicFunction function, double a, double b) {
    Curve curve = EdgeCurve.of(model, statistics, edge);
    AffineFit fit = AffineFitter.fit(curve, function, a, b);
    if (!fit.ok()) {
      double one = a * curve.lower() + b;
      double other = a * curve.upper() + b;
      throw new IllegalArgumentException(
          "%s cannot be %s: it is defined for %s, and %s x + %s runs from %s to %s"
              .formatted(
                  edge,
                  function,
                  function.domain().describe(),
                  a,
                  b,
                  Math.min(one, other),
                  Math.max(one, other)));
    }
    return fit;
  }

  /**
   * Returns the model with a function in place of an edge's spline, or of its present function.
   *
   * @throws IllegalArgumentException if there is no such live edge
   */
  public KanModel fix(Edge edge, AffineFit fit) {
    edge.requireLive(model.network());
    List<SymbolicEdge> symbolic = others(edge);
    symbolic.add(new SymbolicEdge(edge.input(), edge.sum(), fit.function()));
    KanNetwork changed = with(edge.layer(), symbolic);
    double[] parameters = moved(changed);
    List<SymbolicEdge> sorted = changed.layer(edge.layer()).symbolicEdges();
    for (int e = 0; e < sorted.size(); e++) {
      if (sorted.get(e).input() == edge.input() && sorted.get(e).sum() == edge.sum()) {
        int at = changed.symbolicOffset(edge.layer()) + e * SymbolicEdge.PARAMETERS;
        parameters[at] = fit.a();
        parameters[at + 1] = fit.b();
        parameters[at + 2] = fit.c();
        parameters[at + 3] = fit.d();
      }
    }
    return model.with(changed, parameters);
  }

  /**
   * Returns the model with a spline in place of an edge's function: the one nearest to it on the
   * knots of its input, to train on from. An edge of an input with two values becomes the line
   * through the function's two values, and what is constant of it is lost.
   *
   * @throws IllegalArgumentException if the edge is no function, or its input is constant
   */
  public KanModel unfix(Edge edge) {
    edge.requireLive(model.network());
    KanLayer layer = model.network().layer(edge.layer());
    InputSpline input = layer.input(edge.input());
    if (layer.isSpline(edge.input(), edge.sum())) {
      throw new IllegalArgumentException("%s is a spline already".formatted(edge));
    }
    if (input.kind() == InputSpline.Kind.NONE) {
      throw new IllegalArgumentException(
          "%s has a constant input: it can be no spline".formatted(edge));
    }
    KanNetwork changed = with(edge.layer(), others(edge));
    double[] parameters = moved(changed);
    double[] coefficients = SplineFit.of(input, functionOf(edge));
    int at = changed.offset(edge.layer(), edge.input()) + edge.sum();
    for (int m = 0; m < coefficients.length; m++) {
      parameters[at + m * layer.sums()] = coefficients[m];
    }
    if (input.hasBase(changed.baseFunction())) {
      parameters[changed.baseOffset(edge.layer(), edge.input()) + edge.sum()] = 0;
    }
    return model.with(changed, parameters);
  }

  /** Returns the function of a symbolic edge. */
  private DoubleUnaryOperator functionOf(Edge edge) {
    List<SymbolicEdge> all = model.network().layer(edge.layer()).symbolicEdges();
    int e = 0;
    while (all.get(e).input() != edge.input() || all.get(e).sum() != edge.sum()) {
      e++;
    }
    SymbolicFunction function = all.get(e).function();
    double[] numbers = model.parameters();
    int at = model.network().symbolicOffset(edge.layer()) + e * SymbolicEdge.PARAMETERS;
    return x ->
        numbers[at + 2] * function.value(numbers[at] * x + numbers[at + 1]) + numbers[at + 3];
  }

  private List<SymbolicEdge> others(Edge edge) {
    List<SymbolicEdge> others =
        new ArrayList<>(model.network().layer(edge.layer()).symbolicEdges());
    others.removeIf(other -> other.input() == edge.input() && other.sum() == edge.sum());
    return others;
  }

  private KanNetwork with(int layer, List<SymbolicEdge> symbolic) {
    return model.network().withLayer(layer, model.network().layer(layer).withSymbolic(symbolic));
  }

  private double[] moved(KanNetwork changed) {
    return SymbolicParameters.move(model.network(), model.parameters(), changed);
  }
}
