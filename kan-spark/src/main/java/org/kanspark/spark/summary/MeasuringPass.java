package org.kanspark.spark.summary;

import org.apache.spark.sql.Dataset;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.spark.aggregate.SparkPassRunner;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.param.KANParams;

/** Reads rows once for something else than training. */
public final class MeasuringPass {
  private MeasuringPass() {}

  /**
   * Runs a task over the rows of a Dataset.
   *
   * @param stage whose parameters say how
   * @param what the stage does, to name its jobs
   * @throws IllegalArgumentException if a value is bad
   */
  // Spark's exceptions are checked in Java but not declared by its methods.
  public static <A extends Aggregator<A>> A run(
      KANParams stage, Dataset<?> dataset, RowSchema schema, PassTask<A> task, String what) {
    RowBlocks rows = RowBlocks.of(dataset, schema, stage.getMaxBlockSizeInMB());
    SparkPassRunner runner =
        new SparkPassRunner(rows.rdd(), stage.getAggregationDepth(), stage.getDeterministic());
    try {
      return runner.run(task, stage.uid() + ": " + what);
    } catch (Exception failure) {
      rows.explain(failure);
      throw failure;
    }
  }
}
