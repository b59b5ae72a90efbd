package org.kanspark.jobs.bench.accuracy;

import java.nio.file.Path;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Provides the rows of a case. */
interface Problem {
  /** Names the column of the features' vector. */
  String FEATURES = "features";

  /** Names the column of the label. */
  String LABEL = "y";

  /**
   * Holds rows with a features and a label column.
   *
   * @param train rows to train on
   * @param test rows that nothing but the final score may look at
   */
  record Rows(Dataset<Row> train, Dataset<Row> test) {}

  /** Returns the number of features. */
  int features();

  /** Returns the file in the data folder that the rows come from; null where they are computed. */
  @Nullable String file();

  /**
   * Returns the rows.
   *
   * @param folder data folder
   * @param seed draws computed points; without effect on files
   */
  Rows rows(SparkSession spark, Path folder, long seed);

  /** Gathers columns of numbers into the features' vector. */
  static Dataset<Row> assemble(Dataset<Row> rows, String[] inputs) {
    return new VectorAssembler()
        .setInputCols(inputs)
        .setOutputCol(FEATURES)
        .transform(rows)
        .select(FEATURES, LABEL);
  }
}
