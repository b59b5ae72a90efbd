package org.kanspark.jobs.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.report.Numbers;
import org.kanspark.jobs.score.Scoring;
import org.kanspark.jobs.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds predictions to raw rows. */
@Command(
    name = "predict",
    description = "Writes the columns of raw rows and a column of predictions; needs no label.")
final class PredictCommand implements Callable<Integer> {
  /** The formats that predictions are written in. */
  enum Format {
    csv,
    parquet
  }

  private final Console console;

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "File or folder of rows: csv with a header, parquet or json.")
  private String input = "";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder to write part files to.")
  private String output = "";

  @Option(
      names = "--overwrite",
      description = "Replace earlier predictions there, once the new ones are complete.")
  private boolean overwrite;

  @Option(
      names = "--format",
      paramLabel = "csv|parquet",
      description = "Format to write; by default parquet where the input is, else csv.")
  private @Nullable Format format;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    model.mustNotHoldFile(output);
    model.mustNotLieIn(output);
    try (Session session = Session.open("kan predict")) {
      Scoring scoring = new Scoring(session.spark(), model.load(session.spark()));
      String name = format == null ? null : format.name().toLowerCase(Locale.ROOT);
      long rows = scoring.predict(input, output, overwrite, name);
      console.interruption().written(output);
      console.out().println(Numbers.count(rows) + " rows predicted, written to " + output);
    }
    return 0;
  }
}
