package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.model.KanModel;

/**
 * Writes what a query computes of the network's outputs: a number, an array of numbers, or a class
 * and the probabilities of all. It is null where an output is.
 */
final class SqlPrediction {
  /** Prefixes of columns of the query's own: what links take, their exponentials, probabilities. */
  private static final String VALUE = "v";

  private static final String POWER = "e";
  private static final String SHARE = "p";

  private final KanModel model;
  private final Classes classes;
  private final boolean seen;
  private final int outputs;

  /**
   * Takes a model.
   *
   * @param seen whether {@link SqlLayer#SEEN} tells if there is a prediction
   */
  SqlPrediction(KanModel model, Classes classes, boolean seen) {
    this.model = model;
    this.classes = classes;
    this.seen = seen;
    this.outputs = model.network().outputs();
  }

  /** Returns the columns of each subquery that comes before the last one, the first one first. */
  List<List<String>> steps() {
    List<List<String>> steps = new ArrayList<>();
    if (outputs == 1 && !classes.isAny()) {
      return steps;
    }
    steps.add(columns(outputs, VALUE, this::value));
    if (!classes.isAny()) {
      return steps;
    }
    if (Classes.isLogit(model)) {
      String v = VALUE + 0;
      steps.add(
          List.of(
              v,
              "1D / (1D + exp(" + v + ")) AS " + SHARE + 0,
              "1D / (1D + exp(-" + v + ")) AS " + SHARE + 1));
      return steps;
    }
    String most = "greatest(" + list(outputs, VALUE) + ")";
    steps.add(with(VALUE, columns(outputs, POWER, k -> "exp(" + VALUE + k + " - " + most + ")")));
    String sum = SqlText.sum(IntStream.range(0, outputs).mapToObj(k -> POWER + k).toList());
    steps.add(with(VALUE, columns(outputs, SHARE, k -> POWER + k + " / (" + sum + ")")));
    return steps;
  }

  /** Returns the columns that the query adds. */
  List<String> added(String prediction) {
    String name = SqlText.column(prediction);
    if (!classes.isAny()) {
      return List.of((outputs == 1 ? value(0) : array()) + " AS " + name);
    }
    List<String> added = new ArrayList<>();
    added.add(chosen() + " AS " + name);
    for (int k = 0; k < classes.names().size(); k++) {
      added.add(SHARE + k + " AS " + SqlText.column("probability_" + classes.names().get(k)));
    }
    return added;
  }

  private String array() {
    List<String> known =
        IntStream.range(0, outputs).mapToObj(k -> VALUE + k + " IS NOT NULL").toList();
    return "CASE WHEN "
        + String.join(" AND ", known)
        + " THEN array("
        + list(outputs, VALUE)
        + ") END";
  }

  private String value(int output) {
    Expression node = Expression.variable(SqlLayer.NODE + model.network().depth() + "_" + output);
    Expression value = Links.value(model, output, node);
    String text = SqlText.of(classes.isAny() ? value : Links.prediction(model, value));
    return seen ? "CASE WHEN " + SqlLayer.SEEN + " THEN " + text + " END" : text;
  }

  /** Writes the class of the highest score, the first of equals. */
  private String chosen() {
    String scores = "array(" + String.join(", ", scores()) + ")";
    String names =
        "array(" + String.join(", ", classes.names().stream().map(SqlText::text).toList()) + ")";
    return "CASE WHEN %s0 IS NOT NULL THEN element_at(%s, CAST(array_position(%s, array_max(%s)) AS INT)) END"
        .formatted(SHARE, names, scores, scores);
  }

  private List<String> scores() {
    double[] thresholds = classes.thresholds();
    if (thresholds.length > 0) {
      return IntStream.range(0, thresholds.length)
          .mapToObj(k -> scaled(SHARE + k, thresholds[k]))
          .toList();
    }
    return Classes.isLogit(model)
        ? List.of("-" + VALUE + 0, VALUE + 0)
        : IntStream.range(0, outputs).mapToObj(k -> VALUE + k).toList();
  }

  private static String scaled(String share, double threshold) {
    return threshold == 0
        ? "CASE WHEN " + share + " = 0D THEN 0D ELSE double('Infinity') END"
        : share + " / " + SqlText.number(threshold);
  }

  private List<String> with(String prefix, List<String> more) {
    List<String> all = new ArrayList<>();
    for (int k = 0; k < outputs; k++) {
      all.add(prefix + k);
    }
    all.addAll(more);
    return all;
  }

  private static List<String> columns(int count, String prefix, IntFunction<String> value) {
    return IntStream.range(0, count).mapToObj(k -> value.apply(k) + " AS " + prefix + k).toList();
  }

  private static String list(int count, String prefix) {
    return String.join(", ", IntStream.range(0, count).mapToObj(k -> prefix + k).toList());
  }
}
