package org.kanspark.jobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kanspark.jobs.faults.DisturbedFit.TIMES;
import static org.kanspark.jobs.faults.DisturbedFit.disturbed;
import static org.kanspark.jobs.faults.DisturbedFit.estimator;
import static org.kanspark.jobs.faults.DisturbedFit.undisturbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.session.Capacity;

/**
 * Trains on executors that compute with unlike kernels, merge sums among themselves, and are
 * killed: with the bits of one core.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalClusterIT {
  private static final String SOLVER = "gauss-newton";

  /** A quarter of it is what the driver takes at once, less than the sums of a pass. */
  private static final String MOST_TO_THE_DRIVER = "192k";

  @TempDir static Path folder;
  private Trouble trouble;
  private Cluster cluster;
  private String expected;

  @BeforeAll
  void start() throws Exception {
    trouble = new Trouble(Files.createDirectory(folder.resolve("trouble")).toString());
    try (Cluster oneCore = Cluster.start("local[1]", 0, Map.of())) {
      expected = undisturbed(oneCore.spark(), trouble, estimator(SOLVER));
    }
    try (Cluster twoCores = Cluster.start("local[2]", 0, Map.of())) {
      assertThat(undisturbed(twoCores.spark(), trouble, estimator(SOLVER))).isEqualTo(expected);
    }
    Cluster.makeSparkHome();
    cluster =
        Cluster.start(
            "local-cluster[2,1,600]",
            2,
            Map.of(
                "spark.executorEnv.JAVA_HOME",
                installJava().toString(),
                "spark.driver.maxResultSize",
                MOST_TO_THE_DRIVER,
                "spark.serializer",
                "org.apache.spark.serializer.KryoSerializer"));
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  /** Installs a Java that denies the first executor the vector module, the second wide vectors. */
  private Path installJava() throws IOException {
    Path home = folder.resolve("java");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        if mkdir '%1$s/first' 2>/dev/null; then
          for option; do
            shift
            [ "$option" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$option"
          done
        elif mkdir '%1$s/second' 2>/dev/null; then
          set -- -XX:MaxVectorSize=16 "$@"
        fi
        exec '%2$s/bin/java' "$@"
        """
            .formatted(home, System.getProperty("java.home")));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  @Test
  @Order(1)
  void kernelsOfExecutorsDoNotMatterAndTheSlowAreNamed() {
    Set<Executor> executors = cluster.executors();
    assertThat(executors)
        .extracting(Executor::kernel)
        .containsExactlyInAnyOrder("scalar", "simd-128");
    Capacity capacity = Capacity.of(cluster.spark().sparkContext());
    assertThat(capacity.executors()).isEqualTo(2);
    assertThat(capacity.cores()).isEqualTo(2);
    assertThat(capacity.storageBytes()).isBetween(1L, 2L << 30);
    String slow =
        executors.stream().filter(e -> e.kernel().equals("scalar")).findAny().orElseThrow().id();
    try (Warnings warnings = new Warnings()) {
      assertThat(undisturbed(cluster.spark(), trouble, estimator(SOLVER))).isEqualTo(expected);
      assertThat(warnings.lines())
          .singleElement()
          .asString()
          .startsWith("executors without the vector module")
          .contains(": " + slow + " on ", "--add-modules=jdk.incubator.vector");
    }
    Cluster.await(() -> cluster.counts().shuffleTasks() > 0);
  }

  @Test
  @Order(2)
  void executorsKilledWhileTheyMergeSumsAreReplaced() {
    for (int time = 0; time < TIMES; time++) {
      int before = cluster.counts().lostExecutors();
      String json =
          disturbed(
              cluster.spark(),
              trouble,
              estimator(SOLVER),
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
}
