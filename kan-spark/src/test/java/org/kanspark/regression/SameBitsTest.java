package org.kanspark.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits the same rows in processes of their own, with one core, with two, and in the driver. */
class SameBitsTest {
  @TempDir Path folder;

  private String fit(String master, String localMaxMB) throws Exception {
    Path output = folder.resolve(master + localMaxMB + ".json");
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
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FitInChild.class.getName(), master, localMaxMB, output.toString()));
    Path log = folder.resolve("child.log");
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(child.exitValue()).as("output of %s: %s", command, Files.readString(log)).isZero();
    return Files.readString(output);
  }

  @Test
  void oneCoreTwoCoresAndTheDriverExportTheSameBytes() throws Exception {
    String oneCore = fit("local[1]", "0");
    assertThat(fit("local[2]", "0")).isEqualTo(oneCore);
    assertThat(fit("local[2]", "32")).isEqualTo(oneCore);
  }
}
