package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.ops.BaseFunction;

/**
 * Writes one layer as subqueries of Spark SQL, each over the one before: the cell of every input,
 * then the polynomials of all edges in that cell, looked up in an array, then the sums.
 *
 * <p>Spark computes arrays of numbers once, when it plans the query, and puts the two last
 * subqueries together. It does not do so with the first, whose cells are used more than once; else
 * it would push every number into a CASE of its own.
 */
final class SqlLayer {
  /** Prefix of a node: {@code n1_0} is the first of level 1, the inputs being level 0. */
  static final String NODE = "n";

  /** Tells, where there is a wide layer, whether all nodes before had a value. */
  static final String SEEN = "seen";

  /**
   * Layers of more code, in units of an edge, compute whether their inputs have values with a
   * function of each. That makes Spark compile the subquery to many small methods; without, it
   * makes one, and the JVM compiles none of more than 8000 bytes. Measured, rows a second of one
   * core with and without: [18, 4, 1] 380,000 and 40,000; [12, 1] 730,000 and 140,000; [4, 5, 1]
   * 690,000 and 2,200,000.
   */
  private static final int NARROW = 30;

  /** Code to locate an input, in units of an edge. */
  private static final int LOCATING = 2;

  private final KanNetwork network;
  private final double[] parameters;
  private final int index;
  private final KanLayer layer;
  private final List<String> located = new ArrayList<>();
  private final List<String> found = new ArrayList<>();
  private final List<List<String>> terms = new ArrayList<>();
  private final List<String> nodes = new ArrayList<>();
  private final IntPredicate bounded;
  private int code;

  /**
   * Writes a layer.
   *
   * @param bounded tells inputs that are 0 or 1 before they are scaled
   */
  SqlLayer(KanNetwork network, double[] parameters, int index, IntPredicate bounded) {
    this.network = network;
    this.bounded = bounded;
    this.parameters = parameters;
    this.index = index;
    this.layer = network.layer(index);
    for (int j = 0; j < layer.sums(); j++) {
      terms.add(new ArrayList<>());
    }
    for (int i = 0; i < layer.inputs(); i++) {
      nodes.add(name(NODE, i));
      if (layer.input(i).kind() != InputSpline.Kind.NONE) {
        addSplines(i);
      }
    }
    int at = network.symbolicOffset(index);
    for (SymbolicEdge edge : layer.symbolicEdges()) {
      terms
          .get(edge.sum())
          .add(SqlText.of(SymbolicTerm.of(edge, parameters, at, name(NODE, edge.input()))));
      at += SymbolicEdge.PARAMETERS;
    }
    if (isWide()) {
      located.add(
          "forall(array(" + String.join(", ", nodes) + "), n -> n IS NOT NULL) AS " + seen());
    }
  }

  /** Returns whether {@link #SEEN} tells of this layer. */
  boolean isWide() {
    return code > NARROW;
  }

  /** Returns what to compute of every input: its cell, and the value of its base function. */
  List<String> located() {
    return located;
  }

  /** Returns what to look up for the cell of every input. */
  List<String> found() {
    return found;
  }

  /**
   * Returns the sums.
   *
   * @param seen whether {@link #SEEN} tells of a layer before
   */
  List<String> sums(boolean seen) {
    List<String> sums = new ArrayList<>();
    if (isWide()) {
      sums.add("forall(array(" + (seen ? SEEN + ", " : "") + seen() + "), s -> s) AS " + SEEN);
    } else if (seen) {
      sums.add(SEEN);
    }
    for (int j = 0; j < layer.sums(); j++) {
      String name = layer.productNodes() > 0 ? name("s", j) : NODE + (index + 1) + "_" + j;
      sums.add(SqlText.sum(terms.get(j)) + " AS " + name);
    }
    return sums;
  }

  /** Returns the nodes of sums, where some are products; else none: sums are the nodes. */
  List<String> products(boolean seen) {
    List<String> products = new ArrayList<>();
    if (layer.productNodes() == 0) {
      return products;
    }
    if (seen) {
      products.add(SEEN);
    }
    for (int n = 0; n < layer.nodes(); n++) {
      int first = n < layer.sumNodes() ? n : layer.sumNodes() + 2 * (n - layer.sumNodes());
      String value =
          n < layer.sumNodes() ? name("s", n) : name("s", first) + " * " + name("s", first + 1);
      products.add(value + " AS " + NODE + (index + 1) + "_" + n);
    }
    return products;
  }

  private String name(String kind, int which) {
    return kind + index + "_" + which;
  }

  private String seen() {
    return SEEN + index;
  }

  private void addSplines(int input) {
    boolean line = EdgePieces.isLine(network, layer.input(input));
    EdgePieces pieces = new EdgePieces(network, parameters, index, input);
    String x = name(NODE, input);
    String level = line && bounded.test(input) ? x : name("z", input);
    boolean base = false;
    List<List<String>> columns = new ArrayList<>();
    for (int q = 0; q < pieces.cells(); q++) {
      columns.add(new ArrayList<>());
    }
    int before = code;
    for (int j = 0; j < layer.sums(); j++) {
      if (!layer.isSpline(input, j)) {
        continue;
      }
      code++;
      double weight = network.baseWeight(parameters, index, input, j);
      if (weight != 0) {
        base = true;
        terms.get(j).add(SqlText.number(weight) + " * " + name("b", input));
      }
      double slope = line ? parameters[network.offset(index, input) + j] : 0;
      terms
          .get(j)
          .add(
              line ? SqlText.number(slope) + " * " + level : polynomial(pieces, j, input, columns));
    }
    if (base) {
      boolean silu = network.baseFunction() == BaseFunction.SILU;
      located.add((silu ? x + " / (1D + exp(-" + x + "))" : x) + " AS " + name("b", input));
    }
    if (code > before && !level.equals(x)) {
      code += LOCATING;
      String low = SqlText.number(pieces.lowest());
      String high = SqlText.number(pieces.highest());
      located.add(
          "CASE WHEN %s < %s THEN %s WHEN %s > %s THEN %s ELSE %s END AS %s"
              .formatted(x, low, low, x, high, high, x, level));
    }
    if (!columns.get(0).isEmpty()) {
      locate(pieces, input, columns);
    }
  }

  /** Adds the coefficients of an edge to those of every cell, and returns their polynomial. */
  private String polynomial(EdgePieces pieces, int sum, int input, List<List<String>> columns) {
    int length = pieces.length(sum);
    int first = columns.get(0).size() + 1;
    for (int q = 0; q < pieces.cells(); q++) {
      double[] powers = pieces.powers(q, sum);
      for (int d = 0; d < length; d++) {
        columns.get(q).add(SqlText.number(powers[d]));
      }
    }
    String t = "(" + name("z", input) + " - " + name("m", input) + ")";
    // Fields of a struct without names are col1, col2, ...
    String piece = name("p", input) + ".col";
    String text = piece + (first + length - 1);
    for (int d = length - 2; d >= 0; d--) {
      boolean nested = d < length - 2;
      text = piece + (first + d) + " + " + t + " * " + (nested ? "(" + text + ")" : text);
    }
    return length == 1 ? text : "(" + text + ")";
  }

  private void locate(EdgePieces pieces, int input, List<List<String>> columns) {
    String cell = name("q", input);
    located.add(SqlText.cell(pieces, name(NODE, input), 0, pieces.cells()) + " AS " + cell);
    List<String> centres = new ArrayList<>();
    List<String> structs = new ArrayList<>();
    for (int q = 0; q < pieces.cells(); q++) {
      centres.add(SqlText.number(pieces.centre(q)));
      structs.add("struct(" + String.join(", ", columns.get(q)) + ")");
    }
    found.add("array(" + String.join(", ", centres) + ")[" + cell + "] AS " + name("m", input));
    found.add(
        "array(\n    "
            + String.join(",\n    ", structs)
            + ")["
            + cell
            + "] AS "
            + name("p", input));
  }
}
