package org.kanspark.jobs.train;

import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.jobs.report.Comparison;

/** Fits the pipeline of a job; what else it does with the same rows goes into the report. */
@FunctionalInterface
public interface JobFit {

  /**
   * Fits the pipeline.
   *
   * @param pipeline stages that make the features, and the KAN
   * @param train training rows
   */
  PipelineModel fit(Pipeline pipeline, Dataset<Row> train);

  /**
   * Sets other models beside the one that was fitted; null where that is not asked for.
   *
   * @param model what {@link #fit} returned
   * @param test rows held back, or null
   * @param scratch a folder that may be made, used and removed
   */
  default @Nullable Comparison compare(
      KanPipeline model, @Nullable Dataset<Row> test, String scratch) {
    return null;
  }
}
