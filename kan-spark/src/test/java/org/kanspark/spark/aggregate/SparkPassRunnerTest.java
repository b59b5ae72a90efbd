package org.kanspark.spark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.spark.TestSpark;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.block.RowSchema;

class SparkPassRunnerTest {
  private static final SumTask TASK = new SumTask(9);

  private static JavaRDD<RowBlock> blocks(int rows, int... shares) {
    Dataset<Row> frame =
        TestSpark.frame(TestSpark.deal(TestSpark.wave(rows), shares), TestSpark.SCHEMA);
    RowSchema schema = RowSchema.of(frame, "features", "label", "w");
    return RowBlocks.of(frame, schema, 0.001).rdd();
  }

  private static int[] shares(int partitions) {
    int[] shares = new int[partitions];
    for (int p = 0; p < partitions; p++) {
      // Every third partition is empty.
      shares[p] = p % 3 == 1 ? 0 : 1 + p % 4;
    }
    return shares;
  }

  private static double[] inThisProcess(JavaRDD<RowBlock> blocks, int depth) {
    List<List<RowBlock>> partitions = new ArrayList<>(blocks.glom().collect());
    try (LocalPassRunner runner = new LocalPassRunner(partitions, depth, 2)) {
      return runner.run(TASK, "local").sums();
    }
  }

  @ParameterizedTest
  @CsvSource({"1,2", "2,2", "7,1", "7,2", "7,3", "20,1", "20,2", "20,3", "33,2"})
  void directAndShuffledAndLocalGiveTheSameBits(int partitions, int depth) {
    JavaRDD<RowBlock> blocks = blocks(2000, shares(partitions)).cache();
    double[] expected = inThisProcess(blocks, depth);

    SparkPassRunner direct = new SparkPassRunner(blocks, depth, true, Long.MAX_VALUE / 1024);
    SparkPassRunner shuffled = new SparkPassRunner(blocks, depth, true, 0);

    for (int pass = 1; pass <= 2; pass++) {
      assertThat(direct.run(TASK, "direct").sums()).isEqualTo(expected);
      assertThat(shuffled.run(TASK, "shuffled").sums()).isEqualTo(expected);
      assertThat(direct.passes()).isEqualTo(pass);
    }
    blocks.unpersist();
  }

  @Test
  void sumIsTheSumOverAllRows() {
    JavaRDD<RowBlock> blocks = blocks(500, 1, 0, 3);
    SumTask.Sum sum = new SparkPassRunner(blocks, 2, true).run(TASK, "all rows");

    assertThat(sum.rows()).isEqualTo(500);
    double expected = 0;
    for (Row row : TestSpark.wave(500)) {
      expected += row.getDouble(1) / (1 + row.<org.apache.spark.ml.linalg.Vector>getAs(0).apply(0));
    }
    assertThat(sum.sums()[0]).isCloseTo(expected, within(1e-12 * expected));
  }

  @Test
  void sparksOwnOrderGivesTheSameSumUpToRounding() {
    JavaRDD<RowBlock> blocks = blocks(500, 0, 1, 3, 0, 2);
    double[] expected = inThisProcess(blocks, 2);
    double[] sums = new SparkPassRunner(blocks, 2, false).run(TASK, "any order").sums();

    assertThat(sums).containsExactly(expected, within(1e-10));
  }

  @Test
  void noRowsGiveAnAggregatorThatSawNone() {
    JavaRDD<RowBlock> blocks = blocks(1, 1, 0).filter(block -> false);

    assertThat(new SparkPassRunner(blocks, 2, true).run(TASK, "none").rows()).isZero();
    assertThat(new SparkPassRunner(blocks, 2, true, 0).run(TASK, "none").rows()).isZero();
    assertThat(new SparkPassRunner(blocks, 2, false).run(TASK, "none").rows()).isZero();
  }

  @Test
  void jobsAreNamedAndTheCallersNameComesBack() {
    TestSpark.context().setJobDescription("mine");
    try {
      new SparkPassRunner(blocks(10, 1), 2, true).run(TASK, "a pass");
      assertThat(TestSpark.context().getLocalProperty("spark.job.description")).isEqualTo("mine");
    } finally {
      TestSpark.context().setLocalProperty("spark.job.description", null);
    }
  }

  @Test
  void failedPassLeavesNothingCached() {
    int before = TestSpark.context().getPersistentRDDs().size();
    SparkPassRunner runner = new SparkPassRunner(blocks(10, 1), 2, true);

    assertThatThrownBy(() -> runner.run(new FailingTask(), "fails"))
        .hasStackTraceContaining("on purpose");
    assertThat(TestSpark.context().getPersistentRDDs()).hasSize(before);
  }

  private record FailingTask() implements PassTask<FailingTask.Failing> {
    @Override
    public Failing newAggregator() {
      return new Failing();
    }

    static final class Failing implements Aggregator<Failing> {
      @Override
      public void add(RowBlock block) {
        throw new IllegalStateException("on purpose");
      }

      @Override
      public void merge(Failing other) {}
    }
  }
}
