package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a training in a process of its own to end. */
class InterruptionTest {
  private static final int ENDED_BY_TERM = 128 + 15;

  @TempDir private Path folder;

  @Test
  void endsQuietlyAndLeavesTheOutputAsItWas() throws Exception {
    Path old = Files.createDirectories(folder.resolve("out"));
    Files.writeString(old.resolve("metrics.json"), "old");
    Path conf =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            input.generate { function = "sin(3*x1)+x2", ranges = [[-1,1],[-1,1]]
                             rows = 3000, testRows = 50 }
            model.params { hiddenLayers = [2], maxIter = 100000, tol = 0, localMaxMB = 0
                           solver = l-bfgs }
            output { path = "%s", overwrite = true }
            """
                .formatted(old));
    Process process = start("train", conf.toString());
    List<String> after = new ArrayList<>();
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      boolean training = false;
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        if (!training && line.contains("step 2 ")) {
          training = true;
          process.toHandle().destroy();
        } else if (training && !line.contains(" step ")) {
          after.add(line);
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ENDED_BY_TERM);
    assertThat(after).containsExactly("kan: interrupted: nothing was written");
    assertThat(process.inputReader(StandardCharsets.UTF_8).lines()).isEmpty();
    assertThat(old.resolve("metrics.json")).hasContent("old");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(old, conf);
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        List.of(
            "-Dkan.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dlog4j2.configurationFile=" + Path.of("../conf/log4j2.properties").toAbsolutePath(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.kanspark.jobs.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder.start();
  }
}
