package org.kanspark.jobs.data;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Holds rows as their source has them.
 *
 * @param rows the source's columns; those of csv files are texts
 * @param malformed a further column of {@code rows}, not null where a line of a csv file has
 *     another number of fields than its header; null for other formats
 * @param where what messages call the source
 */
public record Table(Dataset<Row> rows, @Nullable String malformed, String where) {

  /** Returns the rows without the column that marks malformed lines. */
  public Dataset<Row> columnsOnly() {
    return malformed == null ? rows : rows.drop(malformed);
  }
}
