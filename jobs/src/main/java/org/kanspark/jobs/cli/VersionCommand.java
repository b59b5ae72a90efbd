package org.kanspark.jobs.cli;

import java.util.concurrent.Callable;
import org.kanspark.jobs.session.Versions;
import picocli.CommandLine.Command;

/** Says what is running. */
@Command(
    name = "version",
    description = "Prints versions, the Java virtual machine, which kernel runs and why.")
final class VersionCommand implements Callable<Integer> {
  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Versions.all().forEach((name, value) -> console.out().printf("%-7s %s%n", name, value));
    return 0;
  }
}
