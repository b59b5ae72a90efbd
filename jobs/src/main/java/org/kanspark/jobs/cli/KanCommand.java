package org.kanspark.jobs.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.session.Session;
import org.kanspark.kernel.ops.Kernels;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds the options of all commands, and runs one. */
@Command(
    name = "kan",
    description = "Trains and uses Kolmogorov-Arnold networks on Apache Spark.",
    footer = {
      "",
      "Exit status: 0 done; 2 the command, configuration or data is wrong; 1 anything else.",
      "Results go to standard output, all else to standard error."
    },
    synopsisSubcommandLabel = "COMMAND")
public final class KanCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show the stack trace of an error (as KAN_DEBUG=1 in the environment does).")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  void help(boolean asked) {
    // Picocli itself acts on this option; it only has to be declared.
  }

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master of the embedded session, local[*] by default.")
  void master(String url) {
    System.setProperty(Session.MASTER_PROPERTY, url);
  }

  @Option(
      names = "--kernel",
      paramLabel = "simd|scalar",
      description = "Kernel to compute with, simd by default where it is available.")
  void kernel(String name) {
    if (!name.equals("simd") && !name.equals("scalar")) {
      throw new UserError("--kernel " + name + " is unknown: expected simd or scalar");
    }
    System.setProperty(Kernels.PROPERTY, name);
  }

  /** Runs where no command is given. */
  @Override
  public void run() {
    CommandLine self = spec == null ? new CommandLine(this) : spec.commandLine();
    throw new ParameterException(self, "no command given");
  }

  boolean verbose() {
    String debug = System.getenv("KAN_DEBUG");
    return verbose || (debug != null && !debug.isEmpty() && !debug.equals("0"));
  }

  /**
   * Runs one command.
   *
   * @param out receives results
   * @param err receives everything else
   * @return the exit status
   */
  public static int execute(PrintStream out, PrintStream err, String... args) {
    try (Interruption interruption = Interruption.watch(err)) {
      return execute(new Console(out, err, interruption), args);
    }
  }

  private static int execute(Console console, String... args) {
    KanCommand root = new KanCommand();
    Failures failures = new Failures(console, root);
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new TrainCommand(console))
            .addSubcommand(new PredictCommand(console))
            .addSubcommand(new EvaluateCommand(console))
            .addSubcommand(new PruneCommand(console))
            .addSubcommand(new RefineCommand(console))
            .addSubcommand(new SymbolicCommand(console))
            .addSubcommand(new PlotCommand(console))
            .addSubcommand(new ExportCommand(console))
            .addSubcommand(new ArticleCommand(console))
            .addSubcommand(new CompareCommand(console))
            .addSubcommand(
                new CommandLine(new BenchCommand(console))
                    .addSubcommand(new AccuracyCommand(console))
                    .addSubcommand(new DeterminantCommand(console))
                    .addSubcommand(new ScaleCommand(console)))
            .addSubcommand(new ClusterCommand(console))
            .addSubcommand(new VersionCommand(console))
            .setOut(writer(console.out()))
            .setErr(writer(console.err()))
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    return line.execute(args);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
