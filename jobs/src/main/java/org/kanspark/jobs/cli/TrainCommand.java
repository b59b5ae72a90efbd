package org.kanspark.jobs.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.kanspark.jobs.config.JobSettings;
import org.kanspark.jobs.report.TextReport;
import org.kanspark.jobs.report.TrainingReport;
import org.kanspark.jobs.session.Session;
import org.kanspark.jobs.train.TrainJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a model as a configuration says. */
@Command(
    name = "train",
    description =
        "Fits a model, measures it on the held-back rows, saves model, metrics.json, report.html.")
final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private JobArguments arguments = new JobArguments();

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    JobSettings settings = arguments.settings();
    TrainJob job = TrainJob.of(settings);
    TrainingReport report;
    try (Session session = Session.open("kan train " + arguments.name());
        Progress progress = Progress.on(console, job.steps())) {
      report = job.run(session.spark(), progress);
      console.interruption().written(settings.output().path());
    }
    console.out().print(TextReport.of(report, settings.output().path()));
    return 0;
  }
}
