package org.kanspark.regression;

import org.apache.spark.sql.Dataset;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.data.StatisticsTask;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.summary.MeasuringPass;

/** Brings a sample of a Dataset's rows to the driver: always the same of the same rows. */
final class RowSamples {
  private static final long SEED = 0;

  private RowSamples() {}

  /** Reads all rows once; returns up to 65,536 of them in random order. */
  static RowBlock of(KANRegressionModel model, Dataset<?> dataset) {
    RowBlock sample =
        MeasuringPass.run(
                model, dataset, model.rowSchema(dataset), new StatisticsTask(SEED), "samples rows")
            .sampledRows();
    if (sample.rows() == 0) {
      throw RowBlocks.noRows();
    }
    return sample;
  }
}
