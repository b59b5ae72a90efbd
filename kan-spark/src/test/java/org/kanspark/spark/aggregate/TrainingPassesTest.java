package org.kanspark.spark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.MergeTree;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.spark.Leaks;
import org.kanspark.spark.TestSpark;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.block.RowSchema;

class TrainingPassesTest {
  private static final SumTask TASK = new SumTask(9);

  private static TrainingPasses passes(double localMaxMB, List<List<Row>> partitions) {
    Dataset<Row> frame = TestSpark.frame(partitions, TestSpark.SCHEMA);
    RowSchema schema = new RowSchema("features", "label", "w", List.of("x1", "x2"));
    return new TrainingPasses(RowBlocks.of(frame, schema, 0), "a fit", 2, true, localMaxMB);
  }

  @Test
  void smallDataMovesIntoTheDriverWithTheSameBits() {
    List<List<Row>> rows = TestSpark.deal(TestSpark.wave(3000), 1, 0, 2, 1, 1);
    try (TrainingPasses local = passes(32, rows);
        TrainingPasses cluster = passes(0, rows)) {
      double[] first = cluster.run(TASK, "first").sums();
      assertThat(local.run(TASK, "first").sums()).isEqualTo(first);
      assertThat(local.run(TASK, "second").sums()).isEqualTo(first);
      assertThat(cluster.run(TASK, "second").sums()).isEqualTo(first);

      assertThat(local.isLocal()).isTrue();
      assertThat(cluster.isLocal()).isFalse();
      assertThat(cluster.passes()).isEqualTo(2);
    }
  }

  @Test
  void rowsOfSkewedPartitionsComeInAFurtherReading() {
    List<List<Row>> rows = TestSpark.deal(TestSpark.wave(3000), 1, 0, 50, 1, 1);
    // 3000 rows x 4 numbers are 96 kB; the large partition exceeds its fifth of 0.1 MB.
    try (TrainingPasses passes = passes(0.1, rows)) {
      double[] first = passes.run(TASK, "first").sums();
      assertThat(passes.isLocal()).isTrue();
      assertThat(passes.run(TASK, "second").sums()).isEqualTo(first);
      assertThat(passes.passes()).isEqualTo(3);
    }
  }

  @Test
  void largeDataStaysOnTheCluster() {
    try (TrainingPasses passes = passes(0.05, TestSpark.deal(TestSpark.wave(3000), 1, 1))) {
      passes.run(TASK, "first");
      assertThat(passes.isLocal()).isFalse();
      assertThat(TestSpark.context().getPersistentRDDs().values())
          .anyMatch(rdd -> "a fit: training blocks".equals(rdd.name()));
    }
    assertThat(TestSpark.context().getPersistentRDDs().values())
        .noneMatch(rdd -> "a fit: training blocks".equals(rdd.name()));
  }

  @Test
  void rowsThatReplaceOthersGiveTheSameBitsEverywhereAndAreReleased() throws Exception {
    List<RowBlock> others = List.of(block(1, 300), block(2, 5), block(3, 700));
    Leaks leaks = new Leaks();
    try (TrainingPasses local = passes(32, List.of(TestSpark.wave(10)));
        TrainingPasses cluster = passes(0, List.of(TestSpark.wave(10)))) {
      local.run(TASK, "first");
      cluster.run(TASK, "first");
      local.replaceRows(others);
      cluster.replaceRows(others);
      long seen = Leaks.broadcasts();
      double[] expected =
          MergeTree.merge(
                  others.stream()
                      .map(block -> LocalPassRunner.aggregate(TASK, List.of(block)))
                      .toList(),
                  2)
              .sums();
      assertThat(cluster.run(TASK, "second").sums()).isEqualTo(expected);
      assertThat(local.run(TASK, "second").sums()).isEqualTo(expected);
      assertThat(cluster.isLocal()).isFalse();
      assertThat(seen).isPositive();
    }
    leaks.assertNone();
  }

  private static RowBlock block(long seed, int rows) {
    SplittableRandom random = new SplittableRandom(seed);
    return new RowBlock(
        rows,
        2,
        random.doubles(2L * rows, -1, 1).toArray(),
        random.doubles(rows, -1, 1).toArray(),
        random.doubles(rows).toArray());
  }

  @Test
  void noRowsAreAnError() {
    try (TrainingPasses passes = passes(32, List.of(List.of(), List.of()))) {
      assertThatThrownBy(() -> passes.run(TASK, "first"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("there are no rows");
    }
  }

  @Test
  void interruptStopsLocalPasses() {
    try (TrainingPasses passes = passes(32, List.of(TestSpark.wave(10)))) {
      passes.run(TASK, "first");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> passes.run(TASK, "second")).hasMessageContaining("interrupted");
    } finally {
      // What is released on the way keeps the interruption; clear it for the tests that follow.
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void cancelledJobGroupStopsLocalPasses() {
    String group = "cancelled group";
    TestSpark.context().setJobGroup(group, "local training");
    try (TrainingPasses passes = passes(32, List.of(TestSpark.wave(10)))) {
      passes.run(TASK, "first");
      TestSpark.cancelGroup(group);
      assertThatThrownBy(() -> passes.run(TASK, "second")).hasMessageContaining("cancelled");
    } finally {
      TestSpark.context().clearJobGroup();
    }
  }
}
