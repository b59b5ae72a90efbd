package org.kanspark.jobs.cli;

import java.io.PrintStream;

/**
 * Holds where a command writes.
 *
 * @param out receives results
 * @param err receives everything else
 * @param interruption hears what a command has finished
 */
record Console(PrintStream out, PrintStream err, Interruption interruption) {
  /** Set by the launcher where standard error is a terminal: its width. */
  private static final String COLUMNS = "kan.columns";

  /** Returns the width of the terminal that shows errors, or 0 where there is none. */
  static int terminalColumns() {
    return Integer.getInteger(COLUMNS, 0);
  }
}
