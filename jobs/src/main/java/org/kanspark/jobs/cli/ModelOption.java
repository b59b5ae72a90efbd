package org.kanspark.jobs.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
    mustNotHold(model, output);
  }

  /**
   * Refuses a file among those of the model; beside model/, in a training's folder, it may lie.
   *
   * @throws UserError if it does
   */
  void mustNotHoldFile(String output) {
    boolean isTraining = Files.isDirectory(path("--model", model).resolve("model"));
    mustNotHold(isTraining ? model + "/model" : model, output);
  }

  /**
   * Refuses an output that is the model's folder or one around it, where that would be lost with
   * what is overwritten.
   *
   * @throws UserError if it is
   */
  void mustNotLieIn(String output) {
    Path around = path("--output", output).toAbsolutePath().normalize();
    if (path("--model", model).toAbsolutePath().normalize().startsWith(around)) {
      throw new UserError(
          "--output: the model %s lies in %s: give another path".formatted(model, output));
    }
  }

  private static void mustNotHold(String model, String output) {
    Path inside = path("--output", output).toAbsolutePath().normalize();
    Path folder = path("--model", model).toAbsolutePath().normalize();
    if (inside.startsWith(folder) && !inside.equals(folder)) {
      throw new UserError(
          "--output: %s lies inside the model's folder %s: give a path outside it"
              .formatted(output, model));
    }
  }

  private static Path path(String option, String given) {
    try {
      return Path.of(given);
    } catch (InvalidPathException e) {
      throw new UserError(option + ": no path: " + e.getReason(), e);
    }
  }

  KanPipeline load(SparkSession spark) {
    return KanPipeline.load(spark, model);
  }
}
