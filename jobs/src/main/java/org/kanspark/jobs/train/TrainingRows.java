package org.kanspark.jobs.train;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.data.Division;
import org.kanspark.jobs.data.RowSource;
import org.kanspark.jobs.error.UserError;

/**
 * Keeps training and test rows at hand for one job: indexer, encoder, statistics and scores all
 * read them. What does not fit into memory goes to disk.
 */
final class TrainingRows implements AutoCloseable {
  private static final int LEAST_ROWS = 2;

  private final Dataset<Row> train;
  private final @Nullable Dataset<Row> test;

  private TrainingRows(Dataset<Row> train, @Nullable Dataset<Row> test) {
    this.train = train;
    this.test = test;
  }

  /**
   * Reads, divides and places the rows.
   *
   * @throws UserError if there are fewer than two training rows
   */
  static TrainingRows keep(RowSource source) {
    Division division = source.division();
    Dataset<Row> train = division.train().persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> test = division.test();
    TrainingRows rows =
        new TrainingRows(train, test == null ? null : test.persist(StorageLevel.MEMORY_AND_DISK()));
    try {
      long count = train.count();
      if (count < LEAST_ROWS) {
        throw new UserError(
            source.description()
                + ": "
                + count
                + " of its rows are for training, at least two are needed: more rows are, or"
                + " input.testFraction = 0");
      }
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
    return rows;
  }

  Dataset<Row> train() {
    return train;
  }

  /** Returns the test rows, or null where there are none. */
  @Nullable Dataset<Row> test() {
    return test == null || test.isEmpty() ? null : test;
  }

  @Override
  public void close() {
    train.unpersist(true);
    if (test != null) {
      test.unpersist(true);
    }
  }
}
