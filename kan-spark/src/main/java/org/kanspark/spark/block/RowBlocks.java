package org.kanspark.spark.block;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.RowBlock;

/** Makes an RDD of blocks from a Dataset, and explains why making them failed. */
public final class RowBlocks {
  private static final double DEFAULT_MEGABYTES = 1.0;
  private static final double BYTES_PER_MEGABYTE = 1 << 20;

  private final Dataset<?> dataset;
  private final RowSchema schema;
  private final JavaRDD<RowBlock> rdd;

  private RowBlocks(Dataset<?> dataset, RowSchema schema, JavaRDD<RowBlock> rdd) {
    this.dataset = dataset;
    this.schema = schema;
    this.rdd = rdd;
  }

  /**
   * Describes the blocks of a Dataset; nothing is read yet.
   *
   * @param maxBlockSizeInMB memory of a block, 0 for 1 MB; a block has at least one row
   */
  public static RowBlocks of(Dataset<?> dataset, RowSchema schema, double maxBlockSizeInMB) {
    int capacity = rowsPerBlock(schema, maxBlockSizeInMB);
    JavaRDD<RowBlock> rdd =
        schema
            .select(dataset)
            .toJavaRDD()
            .mapPartitions(rows -> new BlockIterator(rows, schema, capacity), true);
    return new RowBlocks(dataset, schema, rdd);
  }

  /** Makes the exception for data without any row. */
  public static IllegalArgumentException noRows() {
    return RowSchema.noRows();
  }

  /** Makes the exception for rows of which none is left to train on. */
  public IllegalArgumentException nothingLeft() {
    return schema.weighted()
        ? new IllegalArgumentException(
            "there are no rows of weight > 0 in weight column '"
                + schema.weightCol()
                + "': at least one is needed")
        : noRows();
  }

  static int rowsPerBlock(RowSchema schema, double maxBlockSizeInMB) {
    double megabytes = maxBlockSizeInMB == 0 ? DEFAULT_MEGABYTES : maxBlockSizeInMB;
    int numbersPerRow = schema.size() + Math.max(1, schema.labels()) + (schema.weighted() ? 1 : 0);
    double rows = megabytes * BYTES_PER_MEGABYTE / (Double.BYTES * numbersPerRow);
    int most = Integer.MAX_VALUE / 2 / numbersPerRow;
    return (int) Math.max(1, Math.min(rows, most));
  }

  /** Returns the blocks, in the partitions and the order of the Dataset's rows. */
  public JavaRDD<RowBlock> rdd() {
    return rdd;
  }

  /**
   * Turns the failure of a job that read the blocks into one clear message, if bad values caused
   * it.
   *
   * @throws IllegalArgumentException naming the columns with bad values
   */
  public void explain(@Nullable Throwable failure) {
    BadValueException bad = BadValueException.among(failure);
    if (bad != null) {
      BadValues.check(dataset, schema);
      // The rows changed between two readings: the task's own message is all there is.
      throw new IllegalArgumentException(bad.getMessage(), failure);
    }
  }
}
