package org.kanspark.jobs.train;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.data.RowSource;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.session.Capacity;

/**
 * Keeps training and test rows at hand for one job: indexer, encoder, statistics and scores all
 * read them. What does not fit into memory goes to disk; but training rows that are more than
 * executors can hold, and lie as in their source, are read again from there: a copy would take as
 * much disk as the blocks of the fit, and no less time.
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
    Dataset<Row> train = source.division().train();
    Dataset<Row> test = source.division().test();
    TrainingRows rows =
        new TrainingRows(train, test == null ? null : test.persist(StorageLevel.MEMORY_AND_DISK()));
    long storage = Capacity.of(train.sparkSession().sparkContext()).storageBytes();
    if (isReadAgain(source, storage)) {
      return rows;
    }
    train.persist(StorageLevel.MEMORY_AND_DISK());
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

  static boolean isReadAgain(RowSource source, long storageBytes) {
    return source.inPlace() && source.bytes() > storageBytes;
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
