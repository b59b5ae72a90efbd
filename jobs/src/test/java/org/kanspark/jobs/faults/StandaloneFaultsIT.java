package org.kanspark.jobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kanspark.jobs.faults.DisturbedFit.TIMES;
import static org.kanspark.jobs.faults.DisturbedFit.disturbed;
import static org.kanspark.jobs.faults.DisturbedFit.estimator;
import static org.kanspark.jobs.faults.DisturbedFit.undisturbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.cluster.ClusterFolder;
import org.kanspark.jobs.cluster.ClusterSize;
import org.kanspark.jobs.cluster.StandaloneCluster;
import org.kanspark.regression.KANRegressor;

/** Breaks a standalone cluster of real processes in the midst of fits, which must not notice. */
@EnabledIfSystemProperty(
    named = "kan.faults.times",
    matches = "..+",
    disabledReason = "takes a minute: -Pfull")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneFaultsIT {
  private static final String SOLVER = "l-bfgs";

  @TempDir static Path folder;
  private ClusterFolder processes;
  private Trouble trouble;
  private Cluster cluster;
  private String expected;

  @BeforeAll
  void start() throws Exception {
    processes = new ClusterFolder(folder.resolve("cluster"));
    trouble = new Trouble(Files.createDirectory(folder.resolve("trouble")).toString());
    startCluster();
    KANRegressor inTheDriver = estimator(SOLVER).setLocalMaxMB(32);
    expected = undisturbed(cluster.spark(), trouble, inTheDriver);
  }

  private void startCluster() throws Exception {
    String url =
        StandaloneCluster.start(
            processes,
            Cluster.sparkJars(),
            new ClusterSize(2, 1, "600m", Cluster.freePort()),
            "127.0.0.1");
    cluster =
        Cluster.start(
            url,
            2,
            Map.of(
                "spark.speculation", "true",
                "spark.speculation.interval", "50ms",
                "spark.speculation.quantile", "0.5"));
  }

  @AfterAll
  void stop() throws Exception {
    cluster.close();
    StandaloneCluster.stop(processes);
    assertThat(processes.running()).isEmpty();
  }

  private String fit(Runnable happening) {
    return disturbed(cluster.spark(), trouble, estimator(SOLVER), happening);
  }

  @Test
  @Order(1)
  void twoExecutorsTrainWithTheBitsOfTheDriver() {
    assertThat(fit(() -> {})).isEqualTo(expected);
    assertThat(cluster.executors()).hasSize(2);
  }

  @Test
  @Order(2)
  void lostBlocksAreReadAgain() {
    for (int time = 0; time < TIMES; time++) {
      String json =
          fit(
              () -> {
                trouble.clear();
                assertThat(cluster.dropCachedBlocks()).isGreaterThan(1);
              });
      assertThat(json).isEqualTo(expected);
      assertThat(trouble.readings()).isGreaterThanOrEqualTo(TroubledRows.partitions());
    }
  }

  @Test
  @Order(3)
  void failedTasksAreRepeated() {
    for (int time = 0; time < TIMES; time++) {
      int before = cluster.counts().failedTasks();
      String json =
          fit(
              () -> {
                trouble.throwIn(1);
                trouble.throwIn(4);
                cluster.dropCachedBlocks();
              });
      assertThat(json).isEqualTo(expected);
      assertThat(trouble.unmet()).isZero();
      Cluster.await(() -> cluster.counts().failedTasks() >= before + 2);
    }
  }

  @Test
  @Order(4)
  void checkpointsThatCannotBeWrittenAreAWarning() {
    FullDisk.register(cluster.spark().sparkContext().hadoopConfiguration());
    for (int time = 0; time < TIMES; time++) {
      try (Warnings warnings = new Warnings()) {
        KANRegressor estimator =
            estimator(SOLVER)
                .setCheckpointDir(FullDisk.address(folder.resolve("checkpoints")))
                .setCheckpointInterval(3);
        assertThat(undisturbed(cluster.spark(), trouble, estimator)).isEqualTo(expected);
        assertThat(warnings.lines())
            .singleElement()
            .asString()
            .startsWith("the checkpoint after step 3 could not be written to fulldisk:")
            .contains("No space left on device")
            .contains("training goes on");
      }
    }
  }

  @Test
  @Order(5)
  void stragglersAreOvertaken() {
    String slow = cluster.executors().iterator().next().id();
    for (int time = 0; time < TIMES; time++) {
      int before = cluster.counts().speculativeTasks();
      String json =
          fit(
              () -> {
                trouble.delay(slow);
                cluster.dropCachedBlocks();
              });
      assertThat(json).isEqualTo(expected);
      Cluster.await(() -> cluster.counts().speculativeTasks() > before);
    }
  }

  @Test
  @Order(6)
  void killedExecutorsAreReplaced() {
    for (int time = 0; time < TIMES; time++) {
      int before = cluster.counts().lostExecutors();
      String json =
          fit(
              () -> {
                trouble.waitForKill();
                cluster.dropCachedBlocks();
                trouble.killVictimWhenThereIsOne();
              });
      assertThat(json).isEqualTo(expected);
      assertThat(trouble.unmet()).isZero();
      Cluster.await(() -> cluster.counts().lostExecutors() == before + 1);
      cluster.awaitExecutors(2);
    }
  }

  @Test
  @Order(7)
  void killedWorkersAreDoneWithout() throws Exception {
    for (int time = 0; time < TIMES; time++) {
      if (time > 0) {
        stop();
        startCluster();
      }
      int before = cluster.counts().lostExecutors();
      ProcessHandle worker = processes.running().get(1);
      assertThat(fit(worker::destroyForcibly)).isEqualTo(expected);
      Cluster.await(() -> cluster.counts().lostExecutors() == before + 1);
      assertThat(worker.isAlive()).isFalse();
    }
  }
}
