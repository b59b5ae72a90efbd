package org.kanspark.jobs.compare;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Keeps rows in forms that models read, until the comparison is over. */
final class CachedForms implements AutoCloseable {
  private final List<Dataset<Row>> kept = new ArrayList<>();

  /** Computes rows and keeps them. */
  Dataset<Row> keep(Dataset<Row> rows) {
    Dataset<Row> cached = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(cached);
    cached.count();
    return cached;
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
  }
}
