package org.kanspark.spark.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Is a table, which Zeppelin also draws as a chart: cells of numbers are plain numbers. */
public final class TableDisplay implements Display {
  /** Rows shown: Zeppelin cuts a table off at 100 KiB, and by default at 1000 rows of a Dataset. */
  private static final int MOST_ROWS = 1000;

  private static final int MOST_CHARACTERS = 60_000;
  private static final int LONGEST_CELL = 200;
  private static final MathContext DIGITS = new MathContext(6);
  private static final Pattern SEPARATORS = Pattern.compile("[\\t\\n\\r\\u0085\\u2028\\u2029]");

  private final List<String> lines = new ArrayList<>();
  private final int columns;
  private int characters;
  private int left;

  /** Makes an empty table. */
  public TableDisplay(String... header) {
    this.columns = header.length;
    add((Object[]) header);
  }

  /**
   * Adds a row. Numbers are written with six digits; of cells of text tabs and line breaks become
   * blanks. Rows for which there is no room are counted under the table.
   *
   * @param cells one a column
   * @return this
   * @throws IllegalArgumentException if there are more or fewer
   */
  public TableDisplay add(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          cells.length + " cells, accepted: one for each of " + columns + " columns");
    }
    StringBuilder line = new StringBuilder();
    for (Object cell : cells) {
      line.append(line.isEmpty() ? "" : "\t").append(text(cell));
    }
    if (left > 0 || lines.size() > MOST_ROWS || characters + line.length() > MOST_CHARACTERS) {
      left++;
    } else {
      characters += line.length();
      lines.add(line.toString());
    }
    return this;
  }

  private static String text(Object cell) {
    if (cell instanceof Double number) {
      return number(number);
    }
    String text = SEPARATORS.matcher(cell.toString()).replaceAll(" ");
    if (text.length() > LONGEST_CELL) {
      text = text.substring(0, LONGEST_CELL - 1) + "…";
    }
    // At the beginning of a line it would begin another display, elsewhere markup.
    return text.startsWith("%") || text.isEmpty() ? " " + text : text;
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? Long.toString((long) rounded)
        : Double.toString(rounded);
  }

  @Override
  public String toZeppelin() {
    // A blank line, because within a table one end of line does not end it.
    return "%table\n"
        + String.join("\n", lines)
        + "\n\n%text "
        + (left == 0 ? "" : String.format(Locale.ROOT, "%,d more rows", left));
  }
}
