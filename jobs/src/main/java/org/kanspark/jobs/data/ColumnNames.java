package org.kanspark.jobs.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.kanspark.jobs.error.Names;
import org.kanspark.jobs.error.UserError;

/**
 * Handles column names as people write them. MLlib takes a dot in an input column's name for a
 * field of a struct, so pipelines are built on names without dots.
 */
public final class ColumnNames {
  static final Predicate<String> NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?").asMatchPredicate();

  /** Is what to say of names that are numbers. */
  static final String NO_HEADER =
      "; if the file has no header, input.header = false calls its columns _c0, _c1 and so on";

  private static final int SHOWN = 20;

  private ColumnNames() {}

  /** Returns a column by its exact name, whatever characters are in it. */
  public static Column column(String name) {
    return functions.col(quoted(name));
  }

  /** Returns a name as Spark SQL wants it. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** Returns the name a column has inside a pipeline: dots and back quotes become underscores. */
  public static String inPipeline(String name) {
    return name.replaceAll("[.`\"\\\\]", "_");
  }

  /** Returns the columns that have another name inside a pipeline, by that name. */
  public static Map<String, String> renamed(Collection<String> columns) {
    Map<String, String> names = new HashMap<>(byPipelineName(columns));
    names.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
    return names;
  }

  /**
   * Maps the names that columns have inside a pipeline to their own.
   *
   * @throws UserError if two columns have the same name there
   */
  public static Map<String, String> byPipelineName(Collection<String> columns) {
    Map<String, String> names = new HashMap<>();
    for (String column : columns) {
      String other = names.put(inPipeline(column), column);
      if (other != null) {
        throw new UserError(
            "columns \""
                + other
                + "\" and \""
                + column
                + "\" differ in dots and underscores alone: rename one of them");
      }
    }
    return names;
  }

  /**
   * Checks that a column exists.
   *
   * @param role what a person calls it, for example {@code input.label}
   * @throws UserError naming the role, the column, the nearest one and those there are
   */
  public static void require(String role, String column, List<String> columns, String where) {
    if (!columns.contains(column)) {
      throw new UserError(
          role
              + ": "
              + where
              + " has no column \""
              + column
              + "\""
              + Names.suggestion(column, columns)
              + "; its columns: "
              + listed(columns)
              + (2 * columns.stream().filter(NUMBER).count() > columns.size() ? NO_HEADER : ""));
    }
  }

  /**
   * Returns the first names of a list, in quotes where they hold commas, and how many more there
   * are.
   */
  public static String listed(Collection<String> names) {
    String first =
        String.join(
            ", ",
            names.stream()
                .limit(SHOWN)
                .map(name -> name.contains(",") ? "\"" + name + "\"" : name)
                .toList());
    return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
  }

  /** Returns a name that is not taken, by underscores behind the wanted one. */
  public static String free(String wanted, String... taken) {
    String name = wanted;
    while (Arrays.asList(taken).contains(name)) {
      name += "_";
    }
    return name;
  }
}
