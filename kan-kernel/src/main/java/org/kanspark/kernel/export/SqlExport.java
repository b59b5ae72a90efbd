package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.ops.BaseFunction;

/**
 * Writes a model as one query of Spark SQL over raw columns: a spline is a CASE of polynomials in
 * Horner form, a symbolic edge its function. Every layer is a subquery, so that a node is computed
 * once a row. The query returns all columns of its source and the prediction.
 *
 * <p>Numbers are cast to DOUBLE and names to STRING. A null in a column of numbers gives a null
 * prediction; a name without an input, null included, has 0 in all inputs of its column.
 */
public final class SqlExport {
  private static final String ROW = "`row`";

  private final KanModel model;
  private final KanNetwork network;
  private final double[] parameters;
  private final RawColumns columns;
  private final String prediction;

  /**
   * Makes an export.
   *
   * @param model the model
   * @param columns raw columns it reads
   * @param prediction name of the column to add
   * @throws IllegalArgumentException if the columns do not fit the model, or it has another link
   *     than identity
   */
  public SqlExport(KanModel model, RawColumns columns, String prediction) {
    columns.requireInputs(model.inputs());
    Links.requireIdentity(model);
    MissingFeatures.requireNone(model, "SQL");
    this.model = model;
    this.network = model.network();
    this.parameters = model.parameters();
    this.columns = columns;
    this.prediction = prediction;
  }

  /**
   * Returns the query.
   *
   * @param table what it reads: a table or view, its name quoted where SQL wants it
   * @throws IllegalArgumentException if the name is blank
   */
  public String query(String table) {
    if (table.isBlank()) {
      throw new IllegalArgumentException("the name of the table is blank");
    }
    String source = select("struct(*) AS " + ROW, inputs(), table);
    for (int l = 0; l < network.depth(); l++) {
      List<String> bases = bases(l);
      if (!bases.isEmpty()) {
        source = select("*", bases, "(\n" + source + ")");
      }
      source = select(ROW, sums(l), "(\n" + source + ")");
      if (network.layer(l).productNodes() > 0) {
        source = select(ROW, nodes(l), "(\n" + source + ")");
      }
    }
    Expression output = Expression.variable(node(network.depth(), 0));
    String label =
        SqlText.of(
            Expression.affine(model.labelScale().scale(), output, model.labelScale().shift()));
    return select(
        ROW + ".*", List.of(label + " AS " + SqlText.column(prediction)), "(\n" + source + ")");
  }

  private static String select(String first, List<String> more, String source) {
    StringBuilder text = new StringBuilder("SELECT " + first);
    for (String column : more) {
      text.append(",\n  ").append(column);
    }
    return text + "\nFROM " + source + "\n";
  }

  private static String node(int level, int node) {
    return "n" + level + "_" + node;
  }

  private static String sum(int layer, int sum) {
    return "s" + layer + "_" + sum;
  }

  private static String base(int layer, int input) {
    return "b" + layer + "_" + input;
  }

  private List<String> inputs() {
    List<String> inputs = new ArrayList<>();
    double[] shift = model.featureMap().shift();
    double[] scale = model.featureMap().scale();
    for (RawColumn column : columns.columns()) {
      for (int level = 0; level < column.inputs(); level++) {
        int f = column.firstInput() + level;
        String value = SqlText.raw(column, level);
        String mapped = "(" + value + SqlText.less(shift[f]) + ") * " + SqlText.number(scale[f]);
        inputs.add(mapped + " AS " + node(0, f));
      }
    }
    return inputs;
  }

  /** Computes the base function of every input that has a spline edge. */
  private List<String> bases(int l) {
    List<String> bases = new ArrayList<>();
    for (int i = 0; i < network.layer(l).inputs(); i++) {
      if (hasBase(l, i)) {
        String x = node(l, i);
        String value =
            network.baseFunction() == BaseFunction.SILU ? x + " / (1D + exp(-" + x + "))" : x;
        bases.add(value + " AS " + base(l, i));
      }
    }
    return bases;
  }

  private boolean hasBase(int l, int input) {
    KanLayer layer = network.layer(l);
    for (int j = 0; j < layer.sums(); j++) {
      if (network.baseWeight(parameters, l, input, j) != 0) {
        return true;
      }
    }
    return false;
  }

  private List<String> sums(int l) {
    KanLayer layer = network.layer(l);
    List<List<String>> terms = new ArrayList<>();
    for (int j = 0; j < layer.sums(); j++) {
      terms.add(new ArrayList<>());
    }
    for (int i = 0; i < layer.inputs(); i++) {
      addSplines(l, i, terms);
    }
    int at = network.symbolicOffset(l);
    for (SymbolicEdge edge : layer.symbolicEdges()) {
      terms
          .get(edge.sum())
          .add(SqlText.of(SymbolicTerm.of(edge, parameters, at, node(l, edge.input()))));
      at += SymbolicEdge.PARAMETERS;
    }
    List<String> sums = new ArrayList<>();
    for (int j = 0; j < layer.sums(); j++) {
      String name = layer.productNodes() > 0 ? sum(l, j) : node(l + 1, j);
      sums.add(SqlText.sum(terms.get(j)) + " AS " + name);
    }
    return sums;
  }

  private void addSplines(int l, int input, List<List<String>> terms) {
    KanLayer layer = network.layer(l);
    InputSpline spline = layer.input(input);
    if (spline.kind() == InputSpline.Kind.NONE) {
      return;
    }
    boolean line = EdgePieces.isLine(network, spline);
    EdgePieces pieces = new EdgePieces(network, parameters, l, input);
    for (int j = 0; j < layer.sums(); j++) {
      if (!layer.isSpline(input, j)) {
        continue;
      }
      double weight = network.baseWeight(parameters, l, input, j);
      if (weight != 0) {
        terms.get(j).add(SqlText.number(weight) + " * " + base(l, input));
      }
      String x = node(l, input);
      terms
          .get(j)
          .add(
              line
                  ? SqlText.number(parameters[network.offset(l, input) + j]) + " * " + x
                  : SqlText.pieces(pieces, j, x, 0, pieces.cells()));
    }
  }

  private List<String> nodes(int l) {
    KanLayer layer = network.layer(l);
    List<String> nodes = new ArrayList<>();
    for (int n = 0; n < layer.nodes(); n++) {
      int first = n < layer.sumNodes() ? n : layer.sumNodes() + 2 * (n - layer.sumNodes());
      String value = n < layer.sumNodes() ? sum(l, n) : sum(l, first) + " * " + sum(l, first + 1);
      nodes.add(value + " AS " + node(l + 1, n));
    }
    return nodes;
  }
}
