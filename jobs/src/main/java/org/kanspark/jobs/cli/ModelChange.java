package org.kanspark.jobs.cli;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.jobs.output.OutputFolder;
import org.kanspark.jobs.session.Session;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a new model of an old one: the options and the course that such commands share. */
final class ModelChange {
  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder to make; gets model/.")
  private String output = "";

  @Option(
      names = "--overwrite",
      description = "Replace all of an earlier result there, once the new one is complete.")
  private boolean overwrite;

  /** Is what a command does to a model. */
  @FunctionalInterface
  interface Change {
    /**
     * Makes the new model.
     *
     * @throws IllegalArgumentException if it cannot be made
     */
    KanPipeline of(SparkSession spark, KanPipeline before) throws IOException;
  }

  /**
   * Loads the model, changes it and writes the new one; the output appears only when complete.
   *
   * @param title of the session
   */
  void run(Console console, String title, Change change) throws IOException {
    model.mustNotHold(output);
    try (Session session = Session.open(title)) {
      SparkSession spark = session.spark();
      KanPipeline before = model.load(spark);
      try (OutputFolder folder =
          OutputFolder.prepare(
              "--output", output, overwrite, spark.sparkContext().hadoopConfiguration())) {
        changed(change, spark, before).save(folder.entry("model"));
        folder.commit();
        console.interruption().written(output);
      }
    }
    console.out().println("model written to " + output);
  }

  private static KanPipeline changed(Change change, SparkSession spark, KanPipeline before)
      throws IOException {
    try {
      return change.of(spark, before);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
