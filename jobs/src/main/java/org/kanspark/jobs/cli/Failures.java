package org.kanspark.jobs.cli;

import java.util.Optional;
import java.util.TreeSet;
import org.kanspark.jobs.error.Names;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.session.SparkFailures;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into one line and an exit status. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final int FAILED = 1;
  private static final int WRONG_INPUT = 2;

  private final Console console;
  private final KanCommand root;

  Failures(Console console, KanCommand root) {
    this.console = console;
    this.root = root;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    Throwable cause = failure.getCause();
    if (cause instanceof UserError error) {
      return print(error.line(), WRONG_INPUT, error);
    }
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    return print(message(failure, command) + " (" + name + " --help)", WRONG_INPUT, failure);
  }

  private static String message(ParameterException failure, CommandLine command) {
    TreeSet<String> commands = new TreeSet<>(command.getSubcommands().keySet());
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      if (argument.startsWith("-")) {
        TreeSet<String> options = new TreeSet<>(command.getCommandSpec().optionsMap().keySet());
        return "unknown option " + argument + Names.suggestion(argument, options);
      }
      return commands.isEmpty()
          ? "unexpected argument " + argument
          : "unknown command "
              + argument
              + Names.suggestion(argument, commands)
              + " Commands: "
              + String.join(", ", commands);
    }
    String message = String.valueOf(failure.getMessage());
    return commands.isEmpty() ? message : message + "; commands: " + String.join(", ", commands);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof ParameterException wrong) {
      return handleParseException(wrong, new String[0]);
    }
    if (console.interruption().isUnderWay()) {
      return FAILED;
    }
    Optional<UserError> explained = SparkFailures.explain(failure);
    if (explained.isPresent()) {
      return print(explained.get().line(), WRONG_INPUT, failure);
    }
    String message = failure.getMessage();
    String line =
        "unexpected "
            + failure.getClass().getSimpleName()
            + (message == null ? "" : ": " + message.strip().lines().findFirst().orElse(""));
    return print(root.verbose() ? line : line + " (-v shows the stack trace)", FAILED, failure);
  }

  private int print(String line, int status, Throwable failure) {
    console.err().println("kan: " + line);
    if (root.verbose()) {
      failure.printStackTrace(console.err());
    }
    return status;
  }
}
