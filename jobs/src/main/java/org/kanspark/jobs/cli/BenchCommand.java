package org.kanspark.jobs.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kanspark.jobs.bench.BenchLine;
import org.kanspark.jobs.bench.KernelBench;
import org.kanspark.kernel.bench.KernelBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the kernels. */
@Command(
    name = "bench",
    description =
        "Measures forward and backward work of both kernels, next to the multiply-add peak of this"
            + " processor.")
final class BenchCommand implements Callable<Integer> {
  private static final List<String> KERNELS = List.of("simd", "scalar");

  private final Console console;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    double peak = KernelBenchmark.peakFmaPerSecond();
    if (!json) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "forward and backward, one thread, %d rows; peak of one thread: %.2f billion"
                  + " multiply-adds/s%n%n%s%n",
              KernelBench.ROWS,
              peak / 1e9,
              BenchLine.header());
    }
    for (String kernel : KERNELS) {
      try {
        KernelBench.run(
            kernel, peak, line -> console.out().println(json ? line.json() : line.row()));
      } catch (IllegalStateException unavailable) {
        console.err().println("kan: not measured: " + unavailable.getMessage());
      }
    }
    return 0;
  }
}
