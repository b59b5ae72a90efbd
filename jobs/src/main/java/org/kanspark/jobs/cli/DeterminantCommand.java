package org.kanspark.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.bench.accuracy.DeterminantBench;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures how soon fits reach a correlation. */
@Command(
    name = "determinant",
    description =
        "Fits determinants of random matrices with a warm start and without, and prints after how"
            + " many seconds and passes which correlation is reached on 20000 rows held back (before the"
            + " solver, on sampled rows that no step has seen).")
final class DeterminantCommand implements Callable<Integer> {
  private static final int MOST_SIZE = 5;
  private static final int LEAST_ROWS = 1_000;

  private final Console console;

  @ParentCommand private @Nullable BenchCommand bench;

  @Option(
      names = "--matrix",
      paramLabel = "n",
      description = "Rows and columns of the matrices, 2 to 5 (4).")
  private int matrix = 4;

  @Option(names = "--rows", paramLabel = "n", description = "Number of training rows (100000).")
  private int rows = 100_000;

  @Option(names = "--hidden", paramLabel = "n", description = "Nodes of the hidden layer (70).")
  private int hidden = 70;

  @Option(
      names = "--max-iter",
      paramLabel = "n",
      description = "Steps at each of the grids 3 and 6 (100).")
  private int maxIter = 100;

  @Option(
      names = "--warm-start",
      paramLabel = "START",
      split = ",",
      description = "Values of warmStart, in the order of the fits (local,none).")
  private List<String> starts = List.of("local", "none");

  @Option(
      names = "--seeds",
      paramLabel = "n",
      description = "Number of seeds, 0 to n - 1, of rows and start (1).")
  private int seeds = 1;

  DeterminantCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    require("--matrix", matrix, 2, MOST_SIZE);
    require("--rows", rows, LEAST_ROWS, Integer.MAX_VALUE);
    require("--hidden", hidden, 1, Integer.MAX_VALUE);
    require("--max-iter", maxIter, 0, Integer.MAX_VALUE);
    require("--seeds", seeds, 1, Integer.MAX_VALUE);
    for (String start : starts) {
      if (!start.equals("local") && !start.equals("none")) {
        throw new UserError("--warm-start is " + start + ", accepted: local, none");
      }
    }
    try (Session session = Session.open("kan bench determinant")) {
      DeterminantBench.run(
          session.spark(),
          new DeterminantBench.Sizes(matrix, rows, hidden, maxIter),
          starts,
          seeds,
          bench != null && bench.json(),
          console.out()::println);
    }
    return 0;
  }

  private static void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      String accepted = most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
      throw new UserError(option + " is " + value + ", accepted: " + accepted);
    }
  }
}
