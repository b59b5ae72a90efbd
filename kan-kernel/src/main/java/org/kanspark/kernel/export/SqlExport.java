package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Writes a model as one query of Spark SQL over raw columns: a spline is a polynomial in Horner
 * form whose coefficients are looked up by the cell of its input, a symbolic edge its function.
 * Every layer is some subqueries, so that a node is computed once a row. The query returns all
 * columns of its source and the prediction: a number, with several labels an array of numbers, with
 * classes the name of one, and behind it a column {@code probability_NAME} for each.
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
  private final Classes classes;

  /**
   * Makes an export of a model that predicts numbers.
   *
   * @param model the model
   * @param columns raw columns it reads
   * @param prediction name of the column to add
   * @throws IllegalArgumentException if the columns do not fit the model, it predicts classes, or
   *     it has values for missing features
   */
  public SqlExport(KanModel model, RawColumns columns, String prediction) {
    this(model, columns, prediction, Classes.NONE);
  }

  /**
   * Makes an export.
   *
   * @param classes those the model predicts, none for numbers
   * @throws IllegalArgumentException if columns or classes do not fit the model, or it has values
   *     for missing features
   */
  public SqlExport(KanModel model, RawColumns columns, String prediction, Classes classes) {
    columns.requireInputs(model.inputs());
    classes.requireFor(model);
    MissingFeatures.requireNone(model, "SQL");
    this.model = model;
    this.network = model.network();
    this.parameters = model.parameters();
    this.columns = columns;
    this.prediction = prediction;
    this.classes = classes;
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
    boolean seen = false;
    for (int l = 0; l < network.depth(); l++) {
      boolean first = l == 0;
      SqlLayer layer = new SqlLayer(network, parameters, l, i -> first && columns.isCategorical(i));
      source = selectMore(layer.located(), source);
      source = selectMore(layer.found(), source);
      source = select(ROW, layer.sums(seen), nested(source));
      seen |= layer.isWide();
      if (!layer.products(seen).isEmpty()) {
        source = select(ROW, layer.products(seen), nested(source));
      }
    }
    SqlPrediction predicting = new SqlPrediction(model, classes, seen);
    for (List<String> step : predicting.steps()) {
      source = select(ROW, step, nested(source));
    }
    return select(ROW + ".*", predicting.added(prediction), nested(source));
  }

  private static String select(String first, List<String> more, String source) {
    StringBuilder text = new StringBuilder("SELECT " + first);
    for (String column : more) {
      text.append(",\n  ").append(column);
    }
    return text + "\nFROM " + source + "\n";
  }

  private static String selectMore(List<String> more, String source) {
    return more.isEmpty() ? source : select("*", more, nested(source));
  }

  private static String nested(String source) {
    return "(\n" + source + ")";
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
        inputs.add(mapped + " AS " + SqlLayer.NODE + "0_" + f);
      }
    }
    return inputs;
  }
}
