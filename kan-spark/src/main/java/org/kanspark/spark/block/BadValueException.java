package org.kanspark.spark.block;

import org.jspecify.annotations.Nullable;

/** Stops a task that met a value which training cannot use. */
public final class BadValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadValueException(String message) {
    super(message);
  }

  /** Returns the exception of this kind among a failure and its causes, or null. */
  static @Nullable BadValueException among(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadValueException bad) {
        return bad;
      }
    }
    return null;
  }
}
