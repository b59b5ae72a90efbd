package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.Numbers;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;

/**
 * Writes a network whose edges are all symbolic as one formula in raw units: of the label, or of
 * the probability of class 1 of two.
 */
public final class NetworkFormula {
  /** Offsets of inputs, in half ranges, up to which {@code k (x - m)} may lose its parentheses. */
  private static final double NEAR = 1e3;

  /** Stands before the index of an input that is not replaced by its raw column yet. */
  private static final String INPUT = "\0";

  private static final int POINTS = 32;

  /** The golden section: its multiples spread evenly. */
  private static final double SPREAD = 0.618033988749895;

  private final KanModel model;
  private final KanNetwork network;
  private final double[] parameters;
  private final List<String> names;

  /**
   * Takes a model.
   *
   * @param names of its inputs
   * @throws IllegalArgumentException if the model predicts several numbers
   */
  public NetworkFormula(KanModel model, List<String> names) {
    Links.requireOneNumber(model);
    this.model = model;
    this.network = model.network();
    this.parameters = model.parameters();
    this.names = List.copyOf(names);
  }

  /**
   * Returns the formula.
   *
   * @throws IllegalArgumentException if a live edge is a spline; names the first
   */
  public Expression expression() {
    requireSymbolic();
    List<Expression> values = new ArrayList<>();
    for (int f = 0; f < network.inputs(); f++) {
      values.add(Expression.variable(INPUT + f));
    }
    for (int l = 0; l < network.depth(); l++) {
      values = nodes(l, values);
    }
    Expression value = Links.value(model, 0, values.get(0));
    Expression near = value.substitute(name -> raw(name, true)).distributed();
    Expression tidy = Tidy.of(near).distributed().substitute(name -> raw(name, false));
    return Links.prediction(model, tidy);
  }

  /**
   * Returns the formula with numbers rounded, and without terms that are below their last digit in
   * the range of the grid.
   *
   * <p>Where large terms cancel, digits that look spare matter: {@link #roundingError} tells, and
   * {@link #digits} chooses.
   *
   * @param digits significant digits, 1 to 17
   * @throws IllegalArgumentException if a live edge is a spline, or the digits are out of range
   */
  public Expression rounded(int digits) {
    requireDigits(digits);
    return new Rounding(digits, points()).of(expression());
  }

  private static void requireDigits(int digits) {
    if (digits < 1 || digits > Numbers.EXACT_DIGITS) {
      throw new IllegalArgumentException(digits + " significant digits: choose 1 to 17");
    }
  }

  /**
   * Returns how far rounding moves the formula at most, over points spread over the range of the
   * grid, as a part of the range of its values there.
   *
   * @param digits significant digits, 1 to 17
   * @throws IllegalArgumentException if a live edge is a spline, or the digits are out of range
   */
  public double roundingError(int digits) {
    requireDigits(digits);
    return new RoundingError(expression(), points()).of(digits);
  }

  /**
   * Returns the error that rounding to so many digits may bring: a hundred units of the last digit,
   * as a part of the range of values. More means that terms cancel.
   */
  public static double tolerance(int digits) {
    return StrictMath.pow(10, 2 - digits);
  }

  /**
   * Returns the least number of digits, no less than wished, whose rounding error is within the
   * tolerance of the digits wished.
   *
   * @param least digits wished, 1 to 17
   * @throws IllegalArgumentException if a live edge is a spline, or the digits are out of range
   */
  public int digits(int least) {
    requireDigits(least);
    RoundingError error = new RoundingError(expression(), points());
    int digits = least;
    while (digits < Numbers.EXACT_DIGITS && !(error.of(digits) <= tolerance(least))) {
      digits++;
    }
    return digits;
  }

  /** Returns points spread over the range of the grid. */
  private List<Map<String, Double>> points() {
    List<Map<String, Double>> points = new ArrayList<>();
    for (int p = 0; p < POINTS; p++) {
      Map<String, Double> point = new HashMap<>();
      for (int f = 0; f < network.inputs(); f++) {
        double share = (p + 0.5) / POINTS + f * SPREAD * (p + 1);
        double input = 2 * (share - Math.floor(share)) - 1;
        point.put(names.get(f), model.featureMap().unmap(f, input));
      }
      points.add(point);
    }
    return points;
  }

  private void requireSymbolic() {
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      for (int i = 0; i < layer.inputs(); i++) {
        for (int j = 0; j < layer.sums(); j++) {
          if (layer.isSpline(i, j)) {
            throw new IllegalArgumentException(
                "edge (%d, %d, %d) is a spline, and a formula needs every edge to be a function:"
                        .formatted(l, i, j)
                    + " replace it by autoSymbolic, fixSymbolic or 'kan symbolic', or prune it");
          }
        }
      }
    }
  }

  private List<Expression> nodes(int l, List<Expression> inputs) {
    KanLayer layer = network.layer(l);
    List<List<Expression>> terms = new ArrayList<>();
    for (int j = 0; j < layer.sums(); j++) {
      terms.add(new ArrayList<>());
    }
    int at = network.symbolicOffset(l);
    for (SymbolicEdge edge : layer.symbolicEdges()) {
      terms.get(edge.sum()).add(SymbolicTerm.of(edge, parameters, at, inputs.get(edge.input())));
      at += SymbolicEdge.PARAMETERS;
    }
    List<Expression> sums = terms.stream().map(Expression::sum).toList();
    List<Expression> nodes = new ArrayList<>(sums.subList(0, layer.sumNodes()));
    for (int n = layer.sumNodes(); n < layer.sums(); n += 2) {
      nodes.add(Expression.product(sums.subList(n, n + 2)));
    }
    return nodes;
  }

  /** Replaces a scaled input by the raw one, near and far ones apart. */
  private Expression raw(String name, boolean near) {
    if (!name.startsWith(INPUT)) {
      return Expression.variable(name);
    }
    int f = Integer.parseInt(name.substring(INPUT.length()));
    double shift = model.featureMap().shift()[f];
    double scale = model.featureMap().scale()[f];
    boolean isNear = Math.abs(shift * scale) <= NEAR;
    if (isNear != near) {
      return Expression.variable(name);
    }
    Expression raw = Expression.variable(names.get(f));
    return near
        ? Expression.affine(scale, raw, -shift * scale)
        : Expression.product(scale, Expression.sum(raw, Expression.constant(-shift)));
  }
}
