package org.kanspark.spark.block;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the values of a Dataset that training cannot use, column by column. */
public final class BadValues {
  private static final int COLUMNS_REPORTED = 5;

  private BadValues() {}

  /** Counts the bad values of a column in one partition and keeps the first. */
  private static final class Finding implements Serializable {
    private static final long serialVersionUID = 1L;

    private long count;
    private final String first;
    private final int partition;
    private final long row;

    Finding(String first, int partition, long row) {
      this.first = first;
      this.partition = partition;
      this.row = row;
    }
  }

  /**
   * Reads the columns of a Dataset once.
   *
   * @throws IllegalArgumentException naming each column with bad values (at most five), their
   *     number, the first of them and where it is
   */
  public static void check(Dataset<?> dataset, RowSchema schema) {
    RowChecker checker = new RowChecker(schema);
    Map<Integer, Finding> total = new TreeMap<>();
    List<Map<Integer, Finding>> partitions =
        schema
            .select(dataset)
            .toJavaRDD()
            .mapPartitionsWithIndex(
                (partition, rows) -> List.of(findings(checker, partition, rows)).iterator(), true)
            .collect();
    for (Map<Integer, Finding> findings : partitions) {
      findings.forEach(
          (column, finding) ->
              total.merge(
                  column,
                  finding,
                  (earlier, later) -> {
                    earlier.count += later.count;
                    return earlier;
                  }));
    }
    if (!total.isEmpty()) {
      throw new IllegalArgumentException(message(checker, total));
    }
  }

  private static Map<Integer, Finding> findings(
      RowChecker checker, int partition, Iterator<Row> rows) {
    Map<Integer, Finding> findings = new TreeMap<>();
    for (long r = 0; rows.hasNext(); r++) {
      long row = r;
      checker.check(
          rows.next(),
          (column, value) ->
              findings.computeIfAbsent(column, c -> new Finding(value, partition, row)).count++);
    }
    return findings;
  }

  private static String message(RowChecker checker, Map<Integer, Finding> total) {
    List<String> parts = new ArrayList<>();
    total.forEach(
        (column, finding) -> {
          if (parts.size() < COLUMNS_REPORTED) {
            parts.add(
                checker.describe(column)
                    + " has "
                    + finding.count
                    + (finding.count == 1 ? " bad value, " : " bad values, the first is ")
                    + finding.first
                    + " (partition "
                    + finding.partition
                    + ", row "
                    + finding.row
                    + "), accepted: "
                    + checker.accepted(column));
          }
        });
    int more = total.size() - parts.size();
    return String.join("; ", parts) + (more > 0 ? "; and " + more + " more columns" : "");
  }
}
