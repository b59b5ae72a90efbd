package org.kanspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.regression.KANRegressor;

/** Cancels fits in the middle while others go on. */
class CancelledFitsTest {
  private static final String GROUP = "fit to be cancelled";
  private static final String TAG = "tag-to-be-cancelled";

  /** Tasks tell that they run; they share this process. */
  private static final CountDownLatch READING = new CountDownLatch(1);

  /** Ends Spark where it has not so many cores; other tests start it anew. */
  private static void startSpark(int cores) {
    if (TestSpark.session().sparkContext().defaultParallelism() != cores) {
      TestSpark.session().stop();
      if (cores == 1) {
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate();
      }
    }
  }

  @AfterAll
  static void leaveTwoCores() {
    startSpark(2);
  }

  private static Dataset<Row> rows() {
    return TestSpark.frame(TestSpark.deal(TestSpark.wave(400), 1, 0, 2), TestSpark.SCHEMA);
  }

  private static KANRegressor regressor(double localMaxMB) {
    return new KANRegressor().setHiddenLayers(2).setLocalMaxMB(localMaxMB).setTol(0);
  }

  /** Cancels, and waits until Spark has done so. */
  private static void cancel(String by, Thread fitting) {
    SparkContext spark = TestSpark.session().sparkContext();
    switch (by) {
      case "group" -> TestSpark.cancelGroup(GROUP);
      case "tag" -> {
        int[] doomed = spark.statusTracker().getJobIdsForTag(TAG);
        spark.cancelJobsWithTag(TAG);
        TestSpark.awaitEndOf(doomed);
      }
      default -> fitting.interrupt();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, group, 32",
    "2, group, 0",
    "2, tag, 32",
    "2, interrupt, 0",
    "1, group, 32",
    "1, tag, 0",
    "1, interrupt, 32"
  })
  void aFitEndsBeforeItsNextStepAndAnotherGoesOn(int cores, String by, double localMaxMB)
      throws Exception {
    startSpark(cores);
    double otherLocalMaxMB = localMaxMB > 0 ? 0 : 32;
    Dataset<Row> rows = rows();
    String expected = regressor(otherLocalMaxMB).setMaxIter(6).fit(rows).exportJson();
    Leaks leaks = new Leaks();
    CountDownLatch otherHasBegun = new CountDownLatch(1);
    CountDownLatch fitHasBegun = new CountDownLatch(1);
    CompletableFuture<String> other =
        CompletableFuture.supplyAsync(
            () -> {
              TestSpark.context().setJobGroup("other fit", "goes on");
              KANRegressor goesOn = regressor(otherLocalMaxMB).setMaxIter(6);
              goesOn.setTrainingListener(
                  step -> {
                    await(fitHasBegun);
                    if (step.iteration() == 2) {
                      otherHasBegun.countDown();
                    }
                  });
              return goesOn.fit(rows).exportJson();
            });
    List<Integer> heard = new ArrayList<>();
    Thread fitting = Thread.currentThread();
    KANRegressor endless = regressor(localMaxMB).setMaxIter(1_000_000);
    endless.setTrainingListener(
        step -> {
          heard.add(step.iteration());
          fitHasBegun.countDown();
          if (step.iteration() == 3) {
            await(otherHasBegun);
            assertThat(Leaks.broadcasts()).as("broadcasts of standing jobs").isPositive();
            cancel(by, fitting);
          }
        });
    if (by.equals("tag")) {
      TestSpark.session().sparkContext().addJobTag(TAG);
    } else {
      TestSpark.context().setJobGroup(GROUP, "to be cancelled");
    }
    try {
      assertThatThrownBy(() -> endless.fit(rows))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(
              by.equals("interrupt") ? "training was interrupted" : "training was cancelled: ");
    } finally {
      assertThat(Thread.interrupted()).isEqualTo(by.equals("interrupt"));
      TestSpark.context().clearJobGroup();
      TestSpark.session().sparkContext().clearJobTags();
    }
    assertThat(heard).endsWith(3).doesNotContain(4);
    assertThat(other.get(1, TimeUnit.MINUTES)).isEqualTo(expected);
    leaks.assertNone();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterruptedPassLeavesNoJobBehind() throws Exception {
    startSpark(2);
    Leaks leaks = new Leaks();
    Thread fitting = Thread.currentThread();
    TestSpark.session()
        .udf()
        .register(
            "slowly",
            (Double x) -> {
              READING.countDown();
              Thread.sleep(2);
              return x;
            },
            DataTypes.DoubleType);
    CompletableFuture<Void> interrupting =
        CompletableFuture.runAsync(
            () -> {
              await(READING);
              fitting.interrupt();
            });
    Dataset<Row> slow = rows().selectExpr("features", "slowly(label) AS label", "w");
    assertThatThrownBy(() -> regressor(0).fit(slow)).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    interrupting.get(1, TimeUnit.MINUTES);
    leaks.assertNone();
  }

  @Test
  void withoutGroupAndTagNoJobStands() {
    startSpark(2);
    KANRegressor regressor = regressor(32).setMaxIter(2);
    List<Long> broadcasts = new ArrayList<>();
    regressor.setTrainingListener(step -> broadcasts.add(Leaks.broadcasts()));
    regressor.fit(rows());
    assertThat(broadcasts).isNotEmpty().containsOnly(0L);
  }
}
