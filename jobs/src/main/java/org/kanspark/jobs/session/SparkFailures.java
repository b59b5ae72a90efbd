package org.kanspark.jobs.session;

import java.io.FileNotFoundException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.UserError;
import org.kanspark.spark.predict.UnscorableRowException;

/** Tells failures that a person's data or settings caused from all others. */
public final class SparkFailures {
  /**
   * Classes of SQLSTATE that speak of what was given: 22 data, 42 names and syntax, KD files and
   * tables, 0A what is not supported.
   */
  private static final List<String> USER_STATES = List.of("22", "42", "KD", "0A");

  private SparkFailures() {}

  /** Returns the one line a person needs, if the failure is about something they gave. */
  public static Optional<UserError> explain(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (cause instanceof UserError error) {
        return Optional.of(error);
      }
      String line = line(cause);
      if (line != null) {
        return Optional.of(new UserError(line, failure));
      }
    }
    return Optional.empty();
  }

  private static @Nullable String line(Throwable cause) {
    if (cause instanceof AnalysisException
        || (cause instanceof SparkThrowable spark && isAboutInput(spark))) {
      return plain(String.valueOf(cause.getMessage()));
    }
    if (cause instanceof UnscorableRowException) {
      return "a row cannot be scored: " + cause.getMessage();
    }
    if (cause instanceof FileNotFoundException) {
      return "no such file: " + plain(String.valueOf(cause.getMessage()));
    }
    if (cause instanceof AccessControlException) {
      return "access denied: " + plain(String.valueOf(cause.getMessage()));
    }
    if (cause instanceof ZipException) {
      return "a compressed file cannot be read: " + plain(String.valueOf(cause.getMessage()));
    }
    return null;
  }

  private static boolean isAboutInput(SparkThrowable spark) {
    String state = spark.getSqlState();
    return state != null && USER_STATES.stream().anyMatch(state::startsWith);
  }

  /**
   * Returns a message without Spark's error class, SQLSTATE, query text and advice on switching
   * ANSI mode off.
   */
  public static String plain(String message) {
    return message
        .strip()
        .replaceFirst("(?s)\\s*SQLSTATE: .*$", "")
        .replaceFirst("(?s)\\s*==[^\\n]*==.*$", "")
        .replaceFirst("(?s)\\s*If necessary set \"spark.sql.ansi.enabled\".*$", "")
        .replaceFirst("^\\[[A-Z0-9_.]+]\\s*", "")
        .replaceAll("\\s*\\R\\s*", " ")
        .strip();
  }
}
