package org.kanspark.jobs.cli;

import java.io.PrintStream;

/**
 * Holds where a command writes.
 *
 * @param out receives results
 * @param err receives everything else
 */
public record Console(PrintStream out, PrintStream err) {
  /** Set by the launcher where standard error is a terminal: its width. */
  private static final String COLUMNS = "kan.columns";

  /** Returns the width of the terminal that shows errors, or 0 where there is none. */
  int terminalColumns() {
    return Integer.getInteger(COLUMNS, 0);
  }
}
