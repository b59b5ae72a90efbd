package org.kanspark.jobs.error;

import org.jspecify.annotations.Nullable;

/**
 * Reports a mistake in a command, a configuration or data: one line that says what is wrong, where,
 * and what is accepted. The command prints that line alone and ends with status 2.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an error from its line. */
  public UserError(String line) {
    this(line, null);
  }

  /**
   * Makes an error from its line and what brought it to light.
   *
   * @param line what a person reads; line breaks become spaces
   * @param cause shown only where stack traces are asked for
   */
  public UserError(String line, @Nullable Throwable cause) {
    super(line.strip().replaceAll("\\s*\\R\\s*", " "), cause);
  }

  /** Returns the line to print. */
  public String line() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
