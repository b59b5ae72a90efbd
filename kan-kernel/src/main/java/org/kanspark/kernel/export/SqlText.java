package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.Notation;

/** Writes pieces of Spark SQL. */
final class SqlText {
  /** Longer lists of cells are halved, so that finding one costs the logarithm of their number. */
  private static final int LIST = 8;

  /** Longer sums are nested: parsers recurse into each term. */
  private static final int TERMS = 32;

  private SqlText() {}

  static String number(double value) {
    return of(Expression.constant(value));
  }

  /** Writes an expression over columns of the query's own, whose names need no quotes. */
  static String of(Expression expression) {
    return FormulaPrinter.of(Notation.SQL)
        .withVariables(UnaryOperator.identity())
        .print(expression);
  }

  static String column(String name) {
    return FormulaPrinter.of(Notation.SQL).print(Expression.variable(name));
  }

  static String text(String value) {
    StringBuilder text = new StringBuilder("'");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\'' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('\'').toString();
  }

  /** Writes the value of an input before it is mapped. */
  static String raw(RawColumn column, int level) {
    String name = column(column.name());
    return column.isCategorical()
        ? "CASE WHEN CAST("
            + name
            + " AS STRING) = "
            + text(column.levels().get(level))
            + " THEN 1D ELSE 0D END"
        : "CAST(" + name + " AS DOUBLE)";
  }

  /** Writes the subtraction of a number. */
  static String less(double value) {
    return value < 0 ? " + " + number(-value) : " - " + number(value);
  }

  static String sum(List<String> terms) {
    if (terms.isEmpty()) {
      return "0D";
    }
    if (terms.size() <= TERMS) {
      return String.join("\n    + ", terms);
    }
    List<String> parts = new ArrayList<>();
    int size = (terms.size() + TERMS - 1) / TERMS;
    for (int from = 0; from < terms.size(); from += size) {
      parts.add("(" + sum(terms.subList(from, Math.min(terms.size(), from + size))) + ")");
    }
    return String.join("\n    + ", parts);
  }

  /** Writes the index of the cell that holds x, one of some. */
  static String cell(EdgePieces pieces, String x, int from, int to) {
    if (to - from == 1) {
      return Integer.toString(from);
    }
    StringBuilder text = new StringBuilder("CASE");
    if (to - from > LIST) {
      int middle = (from + to) / 2;
      text.append(" WHEN ").append(x).append(" < ").append(number(pieces.rightEnd(middle - 1)));
      text.append(" THEN ").append(cell(pieces, x, from, middle));
      return text + " ELSE " + cell(pieces, x, middle, to) + " END";
    }
    for (int q = from; q < to - 1; q++) {
      text.append(" WHEN ").append(x).append(" < ").append(number(pieces.rightEnd(q)));
      text.append(" THEN ").append(q);
    }
    return text + " ELSE " + (to - 1) + " END";
  }
}
