package org.kanspark.jobs.cli;

import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.model.KanPipeline;
import picocli.CommandLine.Option;

/** Says which model a command reads. */
final class ModelOption {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Output folder of a training, or its model/.")
  private String model = "";

  KanPipeline load(SparkSession spark) {
    return KanPipeline.load(spark, model);
  }
}
