package org.kanspark.jobs.cli;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.error.UserError;
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

  /**
   * Refuses an output inside the model's folder, which would change the model.
   *
   * @throws UserError if it is
   */
  void mustNotHold(String output) {
    Path inside = Path.of(output).toAbsolutePath().normalize();
    Path folder = Path.of(model).toAbsolutePath().normalize();
    if (inside.startsWith(folder) && !inside.equals(folder)) {
      throw new UserError(
          "--output: %s lies inside the model's folder %s: give a path outside it"
              .formatted(output, model));
    }
  }

  KanPipeline load(SparkSession spark) {
    return KanPipeline.load(spark, model);
  }
}
