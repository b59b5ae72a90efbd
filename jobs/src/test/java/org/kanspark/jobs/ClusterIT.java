package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.cluster.ClusterFolder;

/** Starts a standalone cluster, trains on it, and stops it, all as a person would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {
  private static final int DEADLY_STEP = 5;
  private static final int STATUS_OF_SIGKILL = 128 + 9;

  @TempDir static Path folder;
  private Path cluster;
  private String port = "";
  private String url = "";

  @BeforeAll
  void start() throws Exception {
    cluster = folder.resolve("cluster");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = String.valueOf(free.getLocalPort());
    }
    url = "spark://127.0.0.1:" + port;
    Program started = start(cluster);
    assertThat(started.status()).as("%s", started.err()).isZero();
    assertThat(started.out()).containsExactly(url);
    assertThat(new ClusterFolder(cluster).running()).hasSize(3);
  }

  @AfterAll
  void stop() throws Exception {
    Program.kan(folder, "cluster", "stop", "--dir", cluster.toString());
    assertThat(new ClusterFolder(cluster).running()).isEmpty();
  }

  @Test
  void isNotStartedTwice() throws Exception {
    Program again = start(cluster);
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err())
        .last()
        .isEqualTo("kan: a cluster runs already at " + url + ": kan cluster stop ends it");
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    Program refused = start(folder.resolve("another"));
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .last()
        .isEqualTo("kan: port " + port + " of 127.0.0.1 cannot be had, --port takes another");
  }

  /** The driver is that of {@code kan --master}; the one that goes on is that of spark-submit. */
  @Test
  @EnabledIfSystemProperty(
      named = "kan.faults.times",
      matches = "..+",
      disabledReason = "takes two minutes: -Pfull")
  void aKilledDriverGoesOnWithTheBitsOfOneMachine() throws Exception {
    Path conf = configuration();
    Path checkpoints = folder.resolve("checkpoints");
    String[] resumable = {
      "train",
      conf.toString(),
      "output.path=" + folder.resolve("there"),
      "model.params.localMaxMB=0",
      "model.params.checkpointInterval=2",
      "model.params.checkpointDir=" + checkpoints
    };
    Process driver = Program.start(folder, concat(new String[] {"--master", url}, resumable));
    List<String> lines;
    try {
      lines = Program.readUntilStep(driver, DEADLY_STEP);
    } finally {
      driver.destroyForcibly();
    }
    assertThat(driver.waitFor()).as(String.join("\n", lines)).isEqualTo(STATUS_OF_SIGKILL);
    assertThat(folder.resolve("there")).doesNotExist();
    try (Stream<Path> left = Files.list(checkpoints)) {
      assertThat(left).hasSize(1);
    }

    Program resumed = submit(resumable);
    assertThat(resumed.status()).as("%s", resumed.err()).isZero();
    assertThat(resumed.err()).anyMatch(line -> line.contains("training goes on from"));
    assertThat(firstStep(resumed.err())).isBetween(DEADLY_STEP - 1, 15);

    Command here = Command.kan("train", conf.toString(), "output.path=" + folder.resolve("here"));
    assertThat(here.status()).as(here.err()).isZero();
    assertThat(firstStep(here.errorLines())).isEqualTo(1);
    assertThat(exported("there")).isEqualTo(exported("here"));
    try (Stream<Path> left = Files.list(checkpoints)) {
      assertThat(left).isEmpty();
    }
  }

  private Program start(Path directory) throws Exception {
    return Program.kan(
        folder,
        "cluster",
        "start",
        "--dir",
        directory.toString(),
        "--port",
        port,
        "--workers",
        "2",
        "--memory",
        "1g");
  }

  /** Does what the script {@code spark-submit} does. */
  private Program submit(String... arguments) throws Exception {
    String[] submission = {
      "-Xmx1g",
      "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"),
      "-cp",
      System.getProperty("kan.sparkJars") + "/*",
      "org.apache.spark.deploy.SparkSubmit",
      "--master",
      url,
      "--class",
      "org.kanspark.jobs.Main",
      System.getProperty("kan.uberJar")
    };
    return Program.run(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        folder,
        Map.of(),
        concat(JavaModuleOptions.defaultModuleOptionArray(), concat(submission, arguments)));
  }

  private static String[] concat(String[] first, String[] second) {
    return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private static int firstStep(List<String> lines) {
    String line = lines.stream().filter(l -> l.contains(" step ")).findFirst().orElseThrow();
    return Integer.parseInt(line.replaceFirst(".* step (\\d+) .*", "$1"));
  }

  private Path configuration() throws IOException {
    return Files.writeString(
        folder.resolve("wave.conf"),
        """
        input { partitions = 2, generate { function = "exp(sin(pi()*x1)+x2*x2)", ranges = [[-1,1],[-1,1]], rows = 500, testRows = 50 } }
        model.params { hiddenLayers = [3], gridSize = 5, maxIter = 15, tol = 0, solver = l-bfgs }
        """);
  }

  private String exported(String output) throws IOException {
    Path json = folder.resolve(output + ".json");
    Command export =
        Command.kan(
            "export", "--model", folder.resolve(output).toString(), "--output", json.toString());
    assertThat(export.status()).as(export.err()).isZero();
    return Files.readString(json);
  }
}
