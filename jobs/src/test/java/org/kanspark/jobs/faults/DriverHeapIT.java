package org.kanspark.jobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.kernel.train.TrainingStep;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/** Watches the driver's heap through a long fit, each pass of which is a Spark job. */
class DriverHeapIT {
  /** A forgotten gradient of every pass of the second half would be some 8 MB. */
  private static final long NOTHING = 1_000_000;

  private static final int SETTLED = 60;
  private static final int HALF = 120;
  private static final int STEPS = 200;
  private static final int EVERY = 20;

  /** What Spark remembers of the past, for its pages, is bounded, by default at 1000 jobs. */
  private static final Map<String, String> SHORT_MEMORY =
      Map.of(
          "spark.ui.retainedJobs", "10",
          "spark.ui.retainedStages", "10",
          "spark.ui.retainedTasks", "50",
          "spark.sql.ui.retainedExecutions", "10");

  @TempDir Path folder;

  private static long usedHeap() {
    // Of what is reachable through weak references only, a second collection lets go.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  @EnabledIfSystemProperty(
      named = "kan.faults.times",
      matches = "..+",
      disabledReason = "takes half a minute: -Pfull")
  void doesNotGrowWithPasses() throws Exception {
    Trouble none = new Trouble(Files.createDirectory(folder.resolve("none")).toString());
    NavigableMap<Integer, Long> used = new TreeMap<>();
    try (Cluster cluster = Cluster.start("local[2]", 0, SHORT_MEMORY)) {
      KANRegressor regressor =
          new KANRegressor()
              .setHiddenLayers(120)
              .setGridSize(25)
              .setSolver("l-bfgs")
              .setMaxIter(STEPS)
              .setTol(0)
              .setLocalMaxMB(0)
              .setTrainingListener(
                  (TrainingStep step) -> {
                    if (step.iteration() >= SETTLED && step.iteration() % EVERY == 0) {
                      used.put(step.iteration(), usedHeap());
                    }
                  });
      KANRegressionModel model = regressor.fit(TroubledRows.frame(cluster.spark(), none));
      assertThat(model.kanModel().network().parameterCount()).isGreaterThan(10_000);
      assertThat(model.summary().passes()).isGreaterThanOrEqualTo(STEPS);
      assertThat(cluster.context().getPersistentRDDs()).isEmpty();
    }
    assertThat(used).containsKey(STEPS);
    long growth = least(used.tailMap(HALF, false)) - least(used.headMap(HALF, true));
    assertThat(growth).as("%s", used).isLessThan(NOTHING);
  }

  /** What is being cleaned up at a moment comes and goes: the least of several counts. */
  private static long least(Map<Integer, Long> used) {
    return used.values().stream().mapToLong(Long::longValue).min().orElseThrow();
  }
}
