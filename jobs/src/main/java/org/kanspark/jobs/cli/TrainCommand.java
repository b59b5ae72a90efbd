package org.kanspark.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.config.JobSettings;
import org.kanspark.jobs.report.TextReport;
import org.kanspark.jobs.report.TrainingReport;
import org.kanspark.jobs.session.Session;
import org.kanspark.jobs.train.TrainJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Trains a model as a configuration says. */
@Command(
    name = "train",
    description =
        "Fits a model, measures it on the held-back rows, saves model, metrics.json, report.html.")
final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "CONF", description = "File of settings (HOCON).")
  private Path conf = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "key=value",
      description = "Settings that win over the file's, such as model.params.gridSize=10.")
  private List<String> overrides = new ArrayList<>();

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    JobSettings settings = JobSettings.load(conf, overrides, TrainCommand::substitution);
    TrainJob job = TrainJob.of(settings);
    TrainingReport report;
    try (Session session = Session.open("kan train " + conf.getFileName());
        Progress progress = Progress.on(console, job.steps())) {
      report = job.run(session.spark(), progress);
      console.interruption().written(settings.output().path());
    }
    console.out().print(TextReport.of(report, settings.output().path()));
    return 0;
  }

  /** The launcher tells where it lies by a property; under spark-submit the environment may. */
  private static @Nullable String substitution(String name) {
    if (name.equals("KAN_HOME")) {
      String home = System.getProperty("kan.home");
      if (home != null) {
        return home;
      }
    }
    return System.getenv(name);
  }
}
