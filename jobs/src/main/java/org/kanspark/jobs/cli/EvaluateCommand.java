package org.kanspark.jobs.cli;

import java.util.concurrent.Callable;
import org.kanspark.jobs.report.MetricsJson;
import org.kanspark.jobs.score.Scoring;
import org.kanspark.jobs.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a model on labelled rows. */
@Command(
    name = "evaluate",
    description = "Prints the scores of a model on labelled rows as one JSON object.")
final class EvaluateCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "File or folder of rows with the label: csv with a header, parquet or json.")
  private String input = "";

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open("kan evaluate")) {
      Scoring scoring = new Scoring(session.spark(), model.load(session.spark()));
      console.out().println(MetricsJson.line(scoring.evaluate(input)));
    }
    return 0;
  }
}
