package org.kanspark.jobs.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kanspark.jobs.bench.BenchLine;
import org.kanspark.jobs.bench.KernelBench;
import org.kanspark.jobs.bench.PassBench;
import org.kanspark.jobs.bench.ScoreBench;
import org.kanspark.jobs.session.Session;
import org.kanspark.kernel.bench.KernelBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Measures the kernels. */
@Command(
    name = "bench",
    description =
        "Measures forward and backward work of both kernels, next to the multiply-add peak of this"
            + " processor; then whole passes and scoring through Spark.")
final class BenchCommand implements Callable<Integer> {
  private static final List<String> KERNELS = List.of("simd", "scalar");

  private static final int MANY_ROWS = 1_000_000;
  private static final int FEW_ROWS = 80;
  private static final int SCORED_ROWS = 500_000;

  private final Console console;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON object a line.")
  private boolean json;

  BenchCommand(Console console) {
    this.console = console;
  }

  /** Returns whether results are JSON objects. */
  boolean json() {
    return json;
  }

  @Override
  public Integer call() {
    double peak = KernelBenchmark.peakFmaPerSecond();
    if (!json) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "kernel, pass: forward and backward; peak of one thread: %.2f billion"
                  + " multiply-adds/s%n%n%s%n",
              peak / 1e9,
              BenchLine.header());
    }
    for (String kernel : KERNELS) {
      try {
        KernelBench.run(kernel, peak, this::print);
      } catch (IllegalStateException unavailable) {
        console.err().println("kan: not measured: " + unavailable.getMessage());
      }
    }
    try (Session session = Session.open("kan bench")) {
      PassBench.run(session.spark(), MANY_ROWS, peak, this::print);
      PassBench.run(session.spark(), FEW_ROWS, peak, this::print);
      ScoreBench.run(session.spark(), SCORED_ROWS, peak, this::print);
    }
    return 0;
  }

  private void print(BenchLine line) {
    console.out().println(json ? line.json() : line.row());
  }
}
