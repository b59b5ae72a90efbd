package org.kanspark.spark.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.spark.TestSpark;

class RowBlocksTest {

  private static Dataset<Row> frame(Row... rows) {
    return TestSpark.frame(List.of(List.of(), List.of(rows)), TestSpark.SCHEMA);
  }

  private static List<List<RowBlock>> blocks(Dataset<Row> frame, double megabytes) {
    RowSchema schema = RowSchema.of(frame, "features", "label", "w");
    return new ArrayList<>(RowBlocks.of(frame, schema, megabytes).rdd().glom().collect());
  }

  private static void read(Dataset<Row> frame) throws Exception {
    RowSchema schema = RowSchema.of(frame, "features", "label", "w");
    RowBlocks blocks = RowBlocks.of(frame, schema, 0);
    try {
      blocks.rdd().count();
    } catch (Exception failure) {
      blocks.explain(failure);
      throw failure;
    }
  }

  @Test
  void keepsPartitionsAndOrder() {
    List<Row> rows = TestSpark.wave(700);
    Dataset<Row> frame = TestSpark.frame(TestSpark.deal(rows, 2, 0, 5), TestSpark.SCHEMA);
    List<List<RowBlock>> partitions = blocks(frame, 0.002);

    assertThat(partitions).hasSize(3);
    assertThat(partitions.get(1)).isEmpty();
    assertThat(partitions.get(0)).hasSizeGreaterThan(1);
    List<Double> labels = new ArrayList<>();
    for (List<RowBlock> blocks : partitions) {
      for (RowBlock block : blocks) {
        for (int r = 0; r < block.rows(); r++) {
          labels.add(block.labels()[r]);
        }
      }
    }
    assertThat(labels)
        .containsExactlyElementsOf(rows.stream().map(row -> row.getDouble(1)).toList());
  }

  @Test
  void cacheTakesHardlyMoreThanTheNumbers() throws TimeoutException {
    List<Row> rows = TestSpark.wave(20_000);
    Dataset<Row> frame = TestSpark.frame(TestSpark.deal(rows, 3), TestSpark.SCHEMA);
    for (String weight : List.of("w", "")) {
      RowSchema schema = RowSchema.of(frame, "features", "label", weight);
      JavaRDD<RowBlock> cached =
          RowBlocks.of(frame, schema, 0.1)
              .rdd()
              .setName("measured blocks")
              .persist(StorageLevel.MEMORY_AND_DISK());
      try {
        assertThat(cached.count()).isGreaterThan(3);
        SparkContext context = TestSpark.session().sparkContext();
        // What is cached is told by events, which arrive when they do.
        context.listenerBus().waitUntilEmpty();
        RDDInfo info =
            Arrays.stream(context.getRDDStorageInfo())
                .filter(storage -> storage.id() == cached.id())
                .findFirst()
                .orElseThrow();
        long numbers = rows.size() * (schema.size() + (weight.isEmpty() ? 1L : 2L));
        assertThat(info.diskSize()).isZero();
        assertThat(info.memSize()).isBetween(8 * numbers, 8 * numbers * 11 / 10);
      } finally {
        cached.unpersist(true);
      }
    }
  }

  @Test
  void sparseRowsBecomeDenseAndWeightZeroIsAbsent() {
    Dataset<Row> frame =
        frame(
            RowFactory.create(Vectors.sparse(3, new int[] {2}, new double[] {5}), 1.0, 2.0),
            RowFactory.create(Vectors.dense(7, 8, 9), Double.NaN, 0.0),
            RowFactory.create(Vectors.dense(1, 2, 3), 4.0, 0.5));
    RowBlock block = blocks(frame, 0).get(1).get(0);

    assertThat(block.rows()).isEqualTo(2);
    assertThat(block.values()).containsExactly(0, 1, 0, 2, 5, 3);
    assertThat(block.labels()).containsExactly(1, 4);
    assertThat(block.weights()).containsExactly(2, 0.5);
  }

  @Test
  void aBlockHasAtLeastOneRow() {
    RowSchema schema = new RowSchema("f", "l", "", List.of("a", "b", "c"));
    assertThat(RowBlocks.rowsPerBlock(schema, 1e-9)).isEqualTo(1);
    assertThat(RowBlocks.rowsPerBlock(schema, 0)).isEqualTo((1 << 20) / 32);
  }

  @Test
  void badValuesAreNamedWithColumnCountAndFirst() {
    assertThatThrownBy(
            () ->
                read(
                    frame(
                        TestSpark.row(1, 1, 1, 2),
                        TestSpark.row(Double.NaN, 1, 1, 2),
                        TestSpark.row(1, -2, 1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label column 'label' has 1 bad value, NaN (partition 1, row 1)")
        .hasMessageContaining("weight column 'w' has 1 bad value, -2.0 (partition 1, row 2)")
        .hasMessageContaining("accepted: finite numbers >= 0");
  }

  @Test
  void badFeaturesAreNamedByFeature() {
    assertThatThrownBy(
            () -> read(frame(TestSpark.row(1, 1, 1, Double.NaN), TestSpark.row(1, 1, 1, -1 / 0.0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "feature 'x2' of column 'features' has 2 bad values, the first is NaN"
                + " (partition 1, row 0), accepted: finite numbers");
  }

  @Test
  void nullsAndOtherSizesAreNamed() {
    assertThatThrownBy(
            () -> read(frame(TestSpark.row(1, 1, 1, 2), RowFactory.create(null, null, 1.0))))
        .hasMessageContaining("features column 'features' has 1 bad value, null")
        .hasMessageContaining("label column 'label' has 1 bad value, null");
    assertThatThrownBy(() -> read(frame(TestSpark.row(1, 1, 1, 2), TestSpark.row(1, 1, 1, 2, 3))))
        .hasMessageContaining("a vector of 3 values")
        .hasMessageContaining("accepted: vectors of 2 values");
    assertThatThrownBy(() -> read(frame(RowFactory.create(null, 1.0, 1.0))))
        .hasMessageContaining("null in the first row");
    assertThatThrownBy(() -> read(frame())).hasMessageContaining("there are no rows");
  }
}
