package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.session.Session;

/** Kills the process of {@code kan train} in the midst of training, and starts it again. */
class KilledDriverTest {
  private static final int DEADLY_STEP = 9;
  private static final int STATUS_OF_SIGKILL = 128 + 9;

  @TempDir private Path folder;

  private Path writeRows() throws IOException {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>(List.of("a,b,y"));
    for (int i = 0; i < 600; i++) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      lines.add(a + "," + b + "," + (Math.sin(6 * a) * b + 0.1 * random.nextGaussian()));
    }
    return Files.write(folder.resolve("rows.csv"), lines);
  }

  /** Passes are Spark jobs here, so that there is time to kill before training ends. */
  private Path configuration(String output, String more) throws IOException {
    return Files.writeString(
        folder.resolve(output + ".conf"),
        """
        input { path = "%s", label = y }
        model.params { hiddenLayers = [4], solver = l-bfgs, tol = 0, maxIter = 40, localMaxMB = 0%s }
        output { path = "%s", overwrite = true }
        """
            .formatted(folder.resolve("rows.csv"), more, folder.resolve(output)));
  }

  private Process start(Path configuration) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--") || argument.startsWith("-XX:+IgnoreUnrecognized")) {
        command.add(argument);
      }
    }
    String logging = System.getProperty("log4j2.configurationFile");
    if (logging != null) {
      command.add("-Dlog4j2.configurationFile=" + logging);
    }
    command.addAll(List.of("-Xmx1g", "-D" + Session.MASTER_PROPERTY + "=local[2]"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "train", configuration.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private String exported(String output) throws IOException {
    Path file = folder.resolve(output + ".json");
    Command command =
        Command.kan(
            "export", "--model=" + folder.resolve(output), "--format=json", "--output=" + file);
    assertThat(command.status()).as(command.err()).isZero();
    return Files.readString(file);
  }

  /** Trains in this process, without Spark jobs: that is faster, and gives the same model. */
  private static Command train(Path configuration) {
    Command command = Command.kan("train", configuration.toString(), "model.params.localMaxMB=32");
    assertThat(command.status()).as(command.err()).isZero();
    return command;
  }

  @Test
  void endsWithTheSameModelAsIfNeverKilled() throws Exception {
    writeRows();
    Path checkpoints = folder.resolve("checkpoints");
    Path conf =
        configuration(
            "killed", ", checkpointInterval = 4, checkpointDir = \"" + checkpoints + "\"");
    Process child = start(conf);
    List<String> lines;
    try {
      lines = Program.readUntilStep(child, DEADLY_STEP);
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor()).as(String.join("\n", lines)).isEqualTo(STATUS_OF_SIGKILL);
    assertThat(folder.resolve("killed")).doesNotExist();

    assertThat(firstStep(train(conf))).isGreaterThan(DEADLY_STEP - 4).isLessThan(40);

    assertThat(firstStep(train(configuration("whole", "")))).isEqualTo(1);
    assertThat(exported("killed")).isEqualTo(exported("whole"));
    try (Stream<Path> left = Files.list(checkpoints)) {
      assertThat(left).isEmpty();
    }
  }

  private static int firstStep(Command command) {
    String line =
        command.errorLines().stream().filter(l -> l.contains(" step ")).findFirst().orElseThrow();
    return Integer.parseInt(line.replaceFirst(".* step (\\d+) .*", "$1"));
  }
}
