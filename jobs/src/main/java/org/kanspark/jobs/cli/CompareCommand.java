package org.kanspark.jobs.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.kanspark.jobs.compare.ComparingFit;
import org.kanspark.jobs.config.JobSettings;
import org.kanspark.jobs.report.Comparison;
import org.kanspark.jobs.report.TrainingReport;
import org.kanspark.jobs.session.Session;
import org.kanspark.jobs.train.TrainJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains as a configuration says, and other models of Spark ML on the same rows. */
@Command(
    name = "compare",
    description =
        "Does what train does, and fits linear models, gradient-boosted trees, a multilayer"
            + " perceptron and XGBoost (if it is on the class path) to the same rows: accuracy on"
            + " the held-back rows, seconds, speed and size of each, also in report.html.")
final class CompareCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private JobArguments job = new JobArguments();

  @Option(names = "--json", description = "Print one JSON object a model.")
  private boolean json;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    JobSettings settings = job.settings();
    TrainJob training = TrainJob.of(settings);
    ComparingFit comparing =
        ComparingFit.of(settings.compare(), settings.model().isClassification());
    TrainingReport report;
    try (Session session = Session.open("kan compare " + job.name());
        Progress progress = Progress.on(console, training.steps());
        comparing) {
      report = training.run(session.spark(), progress, comparing);
      console.interruption().written(settings.output().path());
    }
    Comparison comparison = Objects.requireNonNull(report.comparison());
    if (json) {
      comparison.entries().forEach(entry -> console.out().println(entry.json()));
    } else {
      console.out().print(comparison.text());
      console.out().printf("%nreport    %s/report.html%n", settings.output().path());
    }
    return 0;
  }
}
