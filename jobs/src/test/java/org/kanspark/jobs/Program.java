package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program in a process of its own.
 *
 * @param status exit status
 * @param out lines of standard output
 * @param err lines of standard error
 */
record Program(int status, List<String> out, List<String> err) {
  /** The folder of this repository. */
  static final Path HOME = Path.of(System.getProperty("kan.home"));

  private static final Path KAN = HOME.resolve("jobs/bin/kan");
  private static final Map<String, String> OWN_JAVA =
      Map.of("JAVA_HOME", System.getProperty("java.home"), "KAN_DRIVER_MEMORY", "1g");

  /** Runs {@code jobs/bin/kan} with the Java of this test. */
  static Program kan(Path folder, String... arguments) throws IOException, InterruptedException {
    return run(KAN, folder, OWN_JAVA, arguments);
  }

  /**
   * Runs a program and waits for its end.
   *
   * @param folder where it runs
   * @param environment added to that of this process, in which nothing is set of Spark's or ours
   */
  static Program run(
      Path program, Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    File out = File.createTempFile("out", ".txt", folder.toFile());
    File err = File.createTempFile("err", ".txt", folder.toFile());
    ProcessBuilder builder =
        prepare(folder, environment, command).redirectOutput(out).redirectError(err);
    Process process = builder.start();
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as("end of %s", command).isNotEqualTo(137);
    return new Program(
        process.exitValue(), Files.readAllLines(out.toPath()), Files.readAllLines(err.toPath()));
  }

  /** Starts {@code jobs/bin/kan} with the Java of this test, and returns at once. */
  static Process start(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(KAN.toString()));
    command.addAll(List.of(arguments));
    return prepare(folder, OWN_JAVA, command).redirectErrorStream(true).start();
  }

  /** Reads what a training prints up to a step, or to the end. */
  static List<String> readUntilStep(Process driver, int step) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = driver.inputReader(StandardCharsets.UTF_8);
    String line = reader.readLine();
    while (line != null) {
      lines.add(line);
      if (line.contains("step " + step + " ")) {
        return lines;
      }
      line = reader.readLine();
    }
    return lines;
  }

  private static ProcessBuilder prepare(
      Path folder, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("SPARK_HOME|KAN_.*"));
    builder.environment().putAll(environment);
    return builder;
  }
}
