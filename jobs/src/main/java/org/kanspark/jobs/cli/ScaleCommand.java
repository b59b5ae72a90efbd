package org.kanspark.jobs.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.bench.ScaleBench;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures how passes scale. */
@Command(
    name = "scale",
    description =
        "Measures gradient passes through Spark over growing numbers of rows, features, parameters"
            + " and partitions, on the executors of --master, and fits what each costs.")
final class ScaleCommand implements Callable<Integer> {
  private static final long LEAST_ROWS = 1_000;

  private final Console console;

  @ParentCommand private @Nullable BenchCommand bench;

  @Option(
      names = "--most-rows",
      paramLabel = "n",
      description =
          "Largest number of rows of 8 features, 72 bytes each, in memory or on disk (10000000).")
  private long mostRows = 10_000_000;

  ScaleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (mostRows < LEAST_ROWS) {
      throw new UserError("--most-rows is " + mostRows + ", accepted: at least " + LEAST_ROWS);
    }
    try (Session session = Session.open("kan bench scale")) {
      boolean json = bench != null && bench.json();
      ScaleBench.run(session.spark(), mostRows, json, console.out()::println);
    }
    return 0;
  }
}
