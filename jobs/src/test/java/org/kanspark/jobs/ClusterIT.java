package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.cluster.ClusterFolder;

/** Starts a standalone cluster, trains on it, and stops it, all by {@code jobs/bin/kan}. */
class ClusterIT {
  @TempDir Path folder;
  private Path cluster;
  private String port = "";

  @BeforeEach
  void choosePort() throws IOException {
    cluster = folder.resolve("cluster");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = String.valueOf(free.getLocalPort());
    }
  }

  @AfterEach
  void stop() throws Exception {
    Program.kan(folder, "cluster", "stop", "--dir", cluster.toString());
    assertThat(new ClusterFolder(cluster).running()).isEmpty();
  }

  @Test
  void trainsWithTheBitsOfOneMachine() throws Exception {
    Program started = start();
    assertThat(started.status()).as("%s", started.err()).isZero();
    assertThat(started.out()).containsExactly("spark://127.0.0.1:" + port);
    assertThat(new ClusterFolder(cluster).running()).hasSize(3);
    assertThat(start().err())
        .filteredOn(line -> line.startsWith("kan:"))
        .containsExactly(
            "kan: a cluster runs already at spark://127.0.0.1:%s: kan cluster stop ends it"
                .formatted(port));
    Path conf = configuration();
    Program there =
        Program.kan(
            folder,
            "--master",
            started.out().get(0),
            "train",
            conf.toString(),
            "output.path=" + folder.resolve("there"));
    assertThat(there.status()).as("%s", there.err()).isZero();
    Command here = Command.kan("train", conf.toString(), "output.path=" + folder.resolve("here"));
    assertThat(here.status()).as(here.err()).isZero();
    assertThat(exported("there")).isEqualTo(exported("here"));
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = String.valueOf(taken.getLocalPort());
      Program refused = start();
      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.err())
          .last()
          .isEqualTo("kan: port " + port + " of 127.0.0.1 cannot be had, --port takes another");
    }
  }

  private Program start() throws Exception {
    return Program.kan(
        folder,
        "cluster",
        "start",
        "--dir",
        cluster.toString(),
        "--port",
        port,
        "--workers",
        "2",
        "--memory",
        "1g");
  }

  private Path configuration() throws IOException {
    return Files.writeString(
        folder.resolve("wave.conf"),
        """
        input.generate { function = "exp(sin(pi()*x1)+x2*x2)", ranges = [[-1,1],[-1,1]], rows = 500, testRows = 50 }
        model.params { hiddenLayers = [2], gridSize = 3, maxIter = 5, localMaxMB = 0, solver = l-bfgs }
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
