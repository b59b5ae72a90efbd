package org.kanspark.regression;

import org.apache.spark.sql.Dataset;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.data.StatisticsTask;
import org.kanspark.spark.aggregate.SparkPassRunner;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.block.RowSchema;

/** Brings a sample of a Dataset's rows to the driver: always the same of the same rows. */
final class RowSamples {
  private static final long SEED = 0;

  private RowSamples() {}

  /** Reads all rows once; returns up to 65,536 of them in random order. */
  // Spark's exceptions are checked in Java but not declared by its methods.
  static RowBlock of(KANRegressionModel model, Dataset<?> dataset) {
    RowSchema schema =
        RowSchema.of(
            dataset,
            model.getFeaturesCol(),
            model.getLabelCol(),
            model.weightColumn(),
            model.invalid());
    RowBlocks rows = RowBlocks.of(dataset, schema, model.getMaxBlockSizeInMB());
    SparkPassRunner runner =
        new SparkPassRunner(rows.rdd(), model.getAggregationDepth(), model.getDeterministic());
    RowBlock sample;
    try {
      sample = runner.run(new StatisticsTask(SEED), model.uid() + ": samples rows").sampledRows();
    } catch (Exception failure) {
      rows.explain(failure);
      throw failure;
    }
    if (sample.rows() == 0) {
      throw RowBlocks.noRows();
    }
    return sample;
  }
}
