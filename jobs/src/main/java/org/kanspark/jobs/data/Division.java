package org.kanspark.jobs.data;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.config.InputSettings;
import org.kanspark.jobs.error.UserError;

/**
 * Divides rows into training and test rows, and places them in partitions, by a seeded hash of
 * their values. Neither depends on files, cores or the order of rows, and equal rows stay together,
 * so no test row has a twin in training.
 *
 * @param train the training rows
 * @param test the test rows; null where everything is trained on
 */
public record Division(Dataset<Row> train, @Nullable Dataset<Row> test) {
  private static final String HASH = "__hash";
  private static final int LEAST_PARTITIONS = 8;
  private static final long PARTITION_BYTES = 32L << 20;
  private static final long FRACTION_STEPS = 1L << 30;

  /** Returns the number of partitions of the training rows. */
  public int partitions() {
    return train.toJavaRDD().getNumPartitions();
  }

  /** Returns the number of partitions for rows of so many numbers: one a 32 MB, at least 8. */
  public static int partitions(@Nullable Integer wanted, long rows, int columns) {
    if (wanted != null) {
      return wanted;
    }
    double bytes = 8.0 * rows * columns;
    return (int) Math.max(LEAST_PARTITIONS, Math.ceil(bytes / PARTITION_BYTES));
  }

  /**
   * Divides rows as the configuration says.
   *
   * @param rows typed rows
   * @param roles what their columns are for
   * @param count number of rows
   * @throws UserError if the split column holds another word than train and test
   */
  public static Division of(Dataset<Row> rows, Roles roles, long count, InputSettings settings) {
    Dataset<Row> hashed = rows.withColumn(HASH, hash(rows, roles, settings.seed()));
    int partitions = partitions(settings.partitions(), count, rows.columns().length);
    if (settings.testFraction() == 0) {
      return new Division(place(hashed, partitions, settings.shuffle(), roles), null);
    }
    Column isTest = isTest(rows, roles, settings);
    return new Division(
        place(hashed.filter(functions.not(isTest)), partitions, settings.shuffle(), roles),
        place(hashed.filter(isTest), partitions, settings.shuffle(), roles));
  }

  /** Places training and test rows that were made apart. */
  public static Division apart(
      Dataset<Row> train, Dataset<Row> test, Roles roles, int partitions, InputSettings settings) {
    return new Division(
        place(
            train.withColumn(HASH, hash(train, roles, settings.seed())),
            partitions,
            settings.shuffle(),
            roles),
        place(
            test.withColumn(HASH, hash(test, roles, settings.seed())),
            partitions,
            settings.shuffle(),
            roles));
  }

  /** Hashes features and label; a twin that differs in weight alone is still a twin. */
  private static Column hash(Dataset<Row> rows, Roles roles, long seed) {
    List<Column> values = new ArrayList<>();
    values.add(lit(seed));
    for (String column : roles.features()) {
      values.add(rows.col(ColumnNames.inPipeline(column)));
    }
    if (roles.label() != null) {
      values.add(rows.col(ColumnNames.quoted(ColumnNames.inPipeline(roles.label()))));
    }
    return functions.xxhash64(values.toArray(Column[]::new));
  }

  private static Column isTest(Dataset<Row> rows, Roles roles, InputSettings settings) {
    if (roles.split() == null) {
      long steps = Math.round(settings.testFraction() * FRACTION_STEPS);
      return pmod(functions.col(HASH), lit(FRACTION_STEPS)).lt(lit(steps));
    }
    Column word =
        functions.lower(functions.trim(ColumnNames.column(ColumnNames.inPipeline(roles.split()))));
    requireWords(rows, roles.split(), word);
    return word.equalTo("test");
  }

  private static void requireWords(Dataset<Row> rows, String column, Column word) {
    Dataset<Row> others =
        rows.filter(functions.not(functions.coalesce(word.isin("train", "test"), lit(false))));
    if (!others.isEmpty()) {
      Object first =
          others.select(ColumnNames.column(ColumnNames.inPipeline(column))).head().get(0);
      throw new UserError(
          "input.splitColumn: column \""
              + column
              + "\" holds "
              + (first == null ? "an empty value (null)" : "\"" + first + "\"")
              + ": accepted are train and test");
    }
  }

  private static Dataset<Row> place(
      Dataset<Row> rows, int partitions, boolean shuffle, Roles roles) {
    String[] order =
        Arrays.stream(rows.columns()).filter(column -> !column.equals(HASH)).toArray(String[]::new);
    Dataset<Row> placed =
        shuffle
            ? rows.repartition(partitions, functions.col(HASH))
                .sortWithinPartitions(sortKeys(order))
            : rows;
    Dataset<Row> bare = placed.drop(HASH);
    return roles.split() == null ? bare : bare.drop(ColumnNames.inPipeline(roles.split()));
  }

  private static Column[] sortKeys(String[] columns) {
    List<Column> keys = new ArrayList<>();
    keys.add(functions.col(HASH));
    for (String column : columns) {
      keys.add(ColumnNames.column(column));
    }
    return keys.toArray(Column[]::new);
  }
}
