package org.kanspark.jobs.data;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.config.GenerateSettings;
import org.kanspark.jobs.config.InputSettings;
import org.kanspark.jobs.error.UserError;

/**
 * Holds the rows of one training: read or generated, checked, typed and divided.
 *
 * @param roles what the columns are for
 * @param division training and test rows, columns under their names inside a pipeline
 * @param description what a report calls the source
 * @param bytes of all rows, 8 a column
 * @param inPlace whether rows keep the layout of the source, so that reading them again costs no
 *     more than that
 */
public record RowSource(
    Roles roles, Division division, String description, long bytes, boolean inPlace) {
  /** So many classes may have a row or two each. */
  private static final int MANY_CLASSES = 20;

  private static final int LEAST_ROWS = 2;

  /**
   * Opens the rows that a configuration asks for, and reads them once to check them.
   *
   * @throws UserError if there is no such source, column or enough rows, or a value cannot be
   *     trained on
   */
  public static RowSource open(SparkSession spark, InputSettings settings) {
    return open(spark, settings, "", UnaryOperator.identity());
  }

  /**
   * Opens rows whose columns may hold more than numbers.
   *
   * @param validation column that marks rows held back from training, empty for none
   * @param allowing says of roles what their columns may hold
   * @throws UserError as the other
   */
  public static RowSource open(
      SparkSession spark,
      InputSettings settings,
      String validation,
      UnaryOperator<Roles> allowing) {
    GenerateSettings generate = settings.generate();
    Function<Table, Roles> roles =
        table ->
            allowing.apply(
                Roles.resolve(
                    settings, validation, List.of(table.columnsOnly().columns()), table.where()));
    return generate == null
        ? read(spark, settings, Objects.requireNonNull(settings.path()), roles)
        : generate(spark, settings, generate, roles);
  }

  private static RowSource read(
      SparkSession spark, InputSettings settings, String path, Function<Table, Roles> resolving) {
    if (!settings.shuffle() && settings.partitions() != null) {
      throw new UserError(
          "input.partitions = "
              + settings.partitions()
              + " is not accepted beside input.shuffle = false, which keeps the source's layout");
    }
    Table table = new TableReader(spark).read(path, settings.format(), settings.header());
    Roles roles = resolving.apply(table);
    CheckedRows checked = check(table, roles);
    return new RowSource(
        roles,
        Division.of(checked.typed(), roles, checked.count(), settings),
        table.where(),
        bytes(checked),
        !settings.shuffle());
  }

  private static RowSource generate(
      SparkSession spark,
      InputSettings settings,
      GenerateSettings generate,
      Function<Table, Roles> resolving) {
    GeneratedRows source =
        GeneratedRows.of(generate.function(), generate.ranges().toArray(double[][]::new))
            .withSeed(settings.seed())
            .withLabel(settings.label());
    Long testRows = generate.testRows();
    long all = generate.rows() + (testRows == null ? 0 : testRows);
    int partitions = Division.partitions(settings.partitions(), all, generate.ranges().size() + 1);
    String where = "generated rows of " + generate.function();
    Table table = new Table(source.rows(spark, 0, all, partitions), null, where);
    Roles roles = resolving.apply(table);
    CheckedRows checked = check(table, roles);
    Division division =
        testRows == null || settings.testFraction() == 0
            ? Division.of(checked.typed(), roles, all, settings)
            : Division.apart(
                typed(source.rows(spark, 0, generate.rows(), partitions), roles, where),
                typed(source.rows(spark, generate.rows(), testRows, partitions), roles, where),
                roles,
                partitions,
                settings);
    return new RowSource(roles, division, table.where(), bytes(checked), !settings.shuffle());
  }

  private static long bytes(CheckedRows checked) {
    return checked.count() * checked.typed().columns().length * Double.BYTES;
  }

  private static Dataset<Row> typed(Dataset<Row> rows, Roles roles, String where) {
    return CheckedRows.typed(new Table(rows, null, where), roles);
  }

  private static CheckedRows check(Table table, Roles roles) {
    CheckedRows checked = CheckedRows.check(table, roles);
    if (checked.count() < LEAST_ROWS) {
      throw new UserError(table.where() + " has one row: at least two are needed to train");
    }
    if (checked.classes() > MANY_CLASSES && checked.classes() > checked.count() / 2) {
      throw new UserError(
          "%s: column \"%s\" has about %d values in %d rows, too many to be classes: model.task = regression predicts numbers"
              .formatted(table.where(), roles.label(), checked.classes(), checked.count()));
    }
    return checked;
  }
}
