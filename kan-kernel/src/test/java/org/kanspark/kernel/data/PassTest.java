package org.kanspark.kernel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassTest {

  /** Records the order in which partials are merged. */
  private static final class Trace implements Aggregator<Trace> {
    private static final long serialVersionUID = 1L;
    private String text;

    Trace(String text) {
      this.text = text;
    }

    @Override
    public void add(RowBlock block) {
      text += (text.isEmpty() ? "" : "|") + block.labels()[0];
    }

    @Override
    public void merge(Trace other) {
      text = "(" + text + "+" + other.text + ")";
    }
  }

  private static String merged(int partitions, int depth) {
    List<Trace> partials = new ArrayList<>();
    IntStream.range(0, partitions).forEach(p -> partials.add(new Trace("" + p)));
    return MergeTree.merge(partials, depth).text;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 0",
    "2, 2, (0+1)",
    "3, 1, ((0+1)+2)",
    "4, 2, ((0+1)+(2+3))",
    "5, 2, (((0+1)+2)+(3+4))",
    "7, 3, (((0+1)+(2+3))+((4+5)+6))"
  })
  void mergeTreeFixesTheAssociation(int partitions, int depth, String expected) {
    assertThat(merged(partitions, depth)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"8, 2, 3", "9, 2, 3", "64, 3, 4", "1, 2, 2", "1000, 3, 10", "5, 1, 5"})
  void groupSizeIsTheRootOfThePartitions(int partitions, int depth, int expected) {
    assertThat(MergeTree.groupSize(partitions, depth)).isEqualTo(expected);
  }

  private static RowBlock block(double label) {
    return new RowBlock(1, 1, new double[] {0}, new double[] {label});
  }

  @Test
  void localRunnerAddsBlocksInOrderAndMergesInPartitionOrder() {
    List<List<RowBlock>> partitions =
        List.of(List.of(block(1), block(2)), List.of(), List.of(block(3)));
    try (LocalPassRunner runner = new LocalPassRunner(partitions, 1, 3)) {
      for (int n = 1; n <= 20; n++) {
        assertThat(runner.run(() -> new Trace(""), "test").text).isEqualTo("((1.0|2.0+)+3.0)");
        assertThat(runner.passes()).isEqualTo(n);
      }
    }
  }

  @Test
  void failureOfATaskIsPassedOn() {
    try (LocalPassRunner runner = LocalPassRunner.of(block(1))) {
      PassTask<Trace> failing =
          () -> {
            throw new IllegalArgumentException("no such thing");
          };
      assertThatThrownBy(() -> runner.run(failing, "test"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no such thing");
    }
  }

  @Test
  void blockRefusesLengthsThatDoNotFit() {
    assertThatThrownBy(() -> new RowBlock(2, 3, new double[5], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("values has length 5, expected 6");
    assertThatThrownBy(() -> new RowBlock(2, 1, new double[2], new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights has length 1, expected 2");
  }

  @Test
  void blockOfRowsIsColumnMajor() {
    RowBlock block = RowBlock.ofRows(new double[][] {{1, 2}, {3, 4}, {5, 6}}, new double[3]);
    assertThat(block.values()).containsExactly(1, 3, 5, 2, 4, 6);
    assertThat(block.value(1, 1)).isEqualTo(4);
    assertThat(block.weight(2)).isEqualTo(1);
    assertThat(block.bytes()).isEqualTo(8 * 9);
  }
}
