package org.kanspark.jobs.cli;

import java.io.PrintStream;
import org.kanspark.jobs.session.FailureLogs;

/**
 * Says in one line what an interrupted command leaves behind, when the process is asked to end by
 * Ctrl-C or a signal, and keeps quiet what then fails because Spark stops.
 */
final class Interruption implements AutoCloseable {
  private final PrintStream err;
  private final Thread hook;
  private volatile String left = "nothing was written";
  private volatile boolean underWay;

  private Interruption(PrintStream err) {
    this.err = err;
    this.hook = new Thread(this::tell, "interruption");
  }

  /** Watches the process until it is closed. */
  static Interruption watch(PrintStream err) {
    Interruption interruption = new Interruption(err);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void tell() {
    underWay = true;
    FailureLogs.silence();
    String line = "kan: interrupted: " + left;
    // A progress bar keeps its line.
    err.println(Console.terminalColumns() > 0 ? System.lineSeparator() + line : line);
  }

  /** Notes that results are in their place: whatever comes, they stay. */
  void written(String path) {
    left = "results are complete in " + path;
  }

  /** Returns whether the process is ending, so that failures are no news. */
  boolean isUnderWay() {
    if (underWay) {
      return true;
    }
    try {
      // Only a process that is not ending lets go of a hook.
      Runtime.getRuntime().removeShutdownHook(hook);
      Runtime.getRuntime().addShutdownHook(hook);
      return false;
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  /** Stops watching. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // Then the hook has run, or is about to.
    }
  }
}
