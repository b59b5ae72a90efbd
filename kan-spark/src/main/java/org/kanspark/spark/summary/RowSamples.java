package org.kanspark.spark.summary;

import org.apache.spark.sql.Dataset;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.data.StatisticsTask;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.param.KANParams;

/**
 * Holds a sample of a Dataset's rows on the driver: always the same of the same rows.
 *
 * @param sample up to 65,536 rows in random order
 * @param rows number of rows it was taken from
 */
public record RowSamples(RowBlock sample, long rows) {
  private static final long SEED = 0;

  /**
   * Reads all rows once.
   *
   * @throws IllegalArgumentException if there is no row, or a value is bad
   */
  public static RowSamples of(KANParams stage, Dataset<?> dataset, RowSchema schema) {
    DataStatistics statistics =
        MeasuringPass.run(stage, dataset, schema, new StatisticsTask(SEED), "samples rows");
    RowBlock sample = statistics.sampledRows();
    if (sample.rows() == 0) {
      throw RowBlocks.noRows();
    }
    return new RowSamples(sample, statistics.rows());
  }
}
