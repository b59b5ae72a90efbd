package org.kanspark.jobs.data;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.UserError;

/**
 * Gives columns their type, and finds values that are no finite numbers by one aggregate over all
 * rows, before anything is trained or predicted.
 */
public final class CheckedRows {
  /** What people write in a column of numbers where there is none, in lower case. */
  private static final Object[] MISSING = {"", "na", "n/a", "nan", "null", "none", "?", "-"};

  private final Table table;
  private final Roles roles;
  private final long rows;
  private final long classes;

  private CheckedRows(Table table, Roles roles, long rows, long classes) {
    this.table = table;
    this.roles = roles;
    this.rows = rows;
    this.classes = classes;
  }

  /**
   * Reads all rows once.
   *
   * @throws UserError naming column, count and first value where a feature, label or weight is not
   *     a finite number, a weight is negative, a class is missing or a mark of rows held back is
   *     none; or if there is no row
   */
  public static CheckedRows check(Table table, Roles roles) {
    List<String> columns = new ArrayList<>(roles.numbers());
    if (roles.classes() && roles.label() != null) {
      columns.add(roles.label());
    }
    if (roles.validation() != null) {
      columns.add(roles.validation());
    }
    List<Column> counts = new ArrayList<>();
    counts.add(functions.count(lit(1)));
    counts.add(
        roles.classes() && roles.label() != null
            ? functions.approx_count_distinct(ColumnNames.column(roles.label()))
            : lit(0L));
    for (String column : columns) {
      counts.add(count_if(isBad(table, roles, column)));
    }
    String malformed = table.malformed();
    if (malformed != null) {
      counts.add(count_if(functions.col(malformed).isNotNull()));
      // Spark refuses to read the mark alone.
      counts.add(functions.count(anyColumn(table)));
    }
    Row found =
        table
            .rows()
            .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
            .head();
    if (found.getLong(0) == 0) {
      throw new UserError(table.where() + " has no rows");
    }
    int first = 2;
    if (malformed != null && found.getLong(first + columns.size()) > 0) {
      throw malformed(table, malformed, found.getLong(first + columns.size()));
    }
    for (int i = 0; i < columns.size(); i++) {
      if (found.getLong(first + i) > 0) {
        throw bad(table, roles, columns.get(i), found.getLong(first + i), found.getLong(0));
      }
    }
    return new CheckedRows(table, roles, found.getLong(0), found.getLong(1));
  }

  /** Returns about how many classes the label has, to some hundredths; 0 where it has none. */
  long classes() {
    return classes;
  }

  /** Returns the number of rows. */
  public long count() {
    return rows;
  }

  /**
   * Returns the columns that have a role, features first, under their names inside a pipeline:
   * numbers as doubles, categories and the split column as texts.
   *
   * @param further more columns to carry along
   */
  public Dataset<Row> typed(Column... further) {
    return typed(table, roles, further);
  }

  static Dataset<Row> typed(Table table, Roles roles, Column... further) {
    List<Column> columns = new ArrayList<>();
    for (String column : roles.features()) {
      columns.add(
          (roles.categorical().contains(column)
                  ? ColumnNames.column(column).cast(DataTypes.StringType)
                  : number(table, column))
              .as(ColumnNames.inPipeline(column)));
    }
    if (roles.label() != null) {
      columns.add(
          (roles.classes()
                  ? ColumnNames.column(roles.label()).cast(DataTypes.StringType)
                  : number(table, roles.label()))
              .as(ColumnNames.inPipeline(roles.label())));
    }
    if (roles.weight() != null) {
      columns.add(number(table, roles.weight()).as(ColumnNames.inPipeline(roles.weight())));
    }
    if (roles.split() != null) {
      columns.add(
          ColumnNames.column(roles.split())
              .cast(DataTypes.StringType)
              .as(ColumnNames.inPipeline(roles.split())));
    }
    if (roles.validation() != null) {
      columns.add(mark(roles.validation()).as(ColumnNames.inPipeline(roles.validation())));
    }
    columns.addAll(Arrays.asList(further));
    return table.rows().select(columns.toArray(Column[]::new));
  }

  /** Reads a column as numbers: null where a text is none. */
  static Column number(Table table, String column) {
    DataType type = table.rows().schema().apply(column).dataType();
    Column value = ColumnNames.column(column);
    if (type instanceof StringType) {
      // Java's parser, which Spark's cast uses, reads "12f" and "12d" as numbers.
      return functions.when(
          functions.not(value.rlike("[dDfF]\\s*$")), value.try_cast(DataTypes.DoubleType));
    }
    if (type instanceof NumericType || type instanceof BooleanType) {
      return value.cast(DataTypes.DoubleType);
    }
    throw new UserError(
        table.where()
            + ": column \""
            + column
            + "\" is of type "
            + type.catalogString()
            + ": accepted are numbers, or any simple type where input.categorical names the column");
  }

  /** Reads a column as marks: null where a value is neither true nor false, 1 nor 0. */
  private static Column mark(String column) {
    Column word = functions.lower(functions.trim(ColumnNames.column(column).cast("string")));
    // Numbers of other types than int are "1.0" or "1.00".
    Column number = word.try_cast(DataTypes.DoubleType);
    return functions
        .when(word.equalTo("true").or(number.equalTo(1)), true)
        .when(word.equalTo("false").or(number.equalTo(0)), false);
  }

  private static boolean isClass(Roles roles, String column) {
    return roles.classes() && column.equals(roles.label());
  }

  private static Column isBad(Table table, Roles roles, String column) {
    if (isClass(roles, column)) {
      return ColumnNames.column(column).isNull();
    }
    if (column.equals(roles.validation())) {
      return mark(column).isNull();
    }
    Column value = number(table, column);
    Column finite = functions.abs(value).lt(lit(Double.POSITIVE_INFINITY));
    if (roles.mayMiss(column)) {
      finite = finite.or(functions.isnan(value)).or(isMissing(column));
    }
    Column good = column.equals(roles.weight()) ? finite.and(value.geq(0)) : finite;
    return functions.not(coalesce(good, lit(false)));
  }

  private static Column isMissing(String column) {
    Column value = ColumnNames.column(column);
    return value
        .isNull()
        .or(functions.lower(functions.trim(value.cast(DataTypes.StringType))).isin(MISSING));
  }

  private static UserError bad(Table table, Roles roles, String column, long count, long rows) {
    Row first =
        table.rows().filter(isBad(table, roles, column)).select(ColumnNames.column(column)).head();
    String value = first.isNullAt(0) ? "an empty value (null)" : "\"" + first.get(0) + "\"";
    boolean feature = roles.numericFeatures().contains(column);
    boolean missing =
        feature
            && !roles.mayMiss(column)
            && table.rows().filter(isMissing(column)).takeAsList(1).size() == 1;
    return new UserError(
        table.where()
            + ": column \""
            + column
            + "\" has "
            + count
            + " of "
            + rows
            + " values that are not "
            + accepted(roles, column)
            + ", the first is "
            + value
            + (feature
                ? "; names belong in input.categorical, other columns out of input.features"
                : "")
            + (missing ? ", missing values want model.params.handleInvalid = keep or skip" : "")
            + (column.equals(roles.label()) ? adviceOnLabel(first.get(0)) : ""));
  }

  private static String adviceOnLabel(@Nullable Object value) {
    String text = String.valueOf(value).strip().toLowerCase(Locale.ROOT);
    return Arrays.asList(MISSING).contains(text)
        ? "; rows without a label have to be left out"
        : "; names of classes want model.task = classification";
  }

  private static String accepted(Roles roles, String column) {
    if (isClass(roles, column)) {
      return "names of classes";
    }
    if (column.equals(roles.validation())) {
      return "true, false, 1 or 0";
    }
    return column.equals(roles.weight()) ? "finite numbers of at least 0" : "finite numbers";
  }

  private static UserError malformed(Table table, String mark, long count) {
    Row first =
        table
            .rows()
            .filter(functions.col(mark).isNotNull())
            .select(functions.col(mark), anyColumn(table))
            .head();
    return new UserError(
        table.where()
            + ": "
            + count
            + (count == 1 ? " line has" : " lines have")
            + " another number of fields than the "
            + table.columnsOnly().columns().length
            + " columns, the first is: "
            + first.getString(0));
  }

  private static Column anyColumn(Table table) {
    return ColumnNames.column(table.columnsOnly().columns()[0]);
  }
}
