package org.kanspark.jobs;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.kanspark.jobs.cli.KanCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Runs the {@code kan} command, from {@code jobs/bin/kan} with Spark inside this process, or as the
 * main class of {@code kan-jobs.jar} under spark-submit.
 */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its status, unless that is 0: on YARN a driver that
   * calls exit counts as failed, so success returns.
   */
  public static void main(String[] args) {
    // Column names and bars need UTF-8 whatever the locale of a container says.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    // The kernel logs through the Java platform alone. Spark would do this when it starts, which
    // some commands never do.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    int status = run(out, err, args);
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * Runs one command.
   *
   * @param out receives results
   * @param err receives progress and errors
   * @param args the command and its arguments
   * @return 0 done; 2 the command, configuration or data is wrong, one line on {@code err} says
   *     how; 1 anything else
   */
  public static int run(PrintStream out, PrintStream err, String... args) {
    return KanCommand.execute(out, err, args);
  }
}
