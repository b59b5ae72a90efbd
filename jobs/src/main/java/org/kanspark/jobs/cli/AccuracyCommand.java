package org.kanspark.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.bench.accuracy.AccuracyBench;
import org.kanspark.jobs.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures accuracy. */
@Command(
    name = "accuracy",
    description =
        "Trains on the functions and tables that papers report, with several seeds, and prints the"
            + " error on fresh rows, passes and seconds beside the published number.")
final class AccuracyCommand implements Callable<Integer> {
  private static final int SEEDS = 3;

  private final Console console;

  @ParentCommand private @Nullable BenchCommand bench;

  @Option(
      names = "--case",
      paramLabel = "NAME",
      split = ",",
      description = "Cases or groups of cases to measure, separated by commas (all).")
  private List<String> cases = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "n",
      description = "Number of seeds, 0 to n - 1, of each case (3).")
  private int seeds = SEEDS;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the public data sets (../shared/data beside this repository).")
  private @Nullable Path data;

  AccuracyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    AccuracyBench accuracy = AccuracyBench.of(cases, seeds, data);
    if (!accuracy.skipped().isEmpty()) {
      console.err().println("kan: " + accuracy.skipped());
    }
    if (accuracy.isEmpty()) {
      return 0;
    }
    try (Session session = Session.open("kan bench accuracy")) {
      accuracy.run(session.spark(), bench != null && bench.json(), console.out()::println);
    }
    return 0;
  }
}
