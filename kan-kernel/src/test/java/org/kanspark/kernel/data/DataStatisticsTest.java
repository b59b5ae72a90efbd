package org.kanspark.kernel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DataStatisticsTest {

  private static RowBlock rows(int n, int features, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles((long) n * features, -1, 1).toArray();
    return new RowBlock(n, features, values, random.doubles(n, 100, 101).toArray());
  }

  private static RowBlock slice(RowBlock block, int from, int to) {
    double[][] rows = new double[to - from][block.features()];
    for (int r = from; r < to; r++) {
      for (int f = 0; f < block.features(); f++) {
        rows[r - from][f] = block.value(r, f);
      }
    }
    return RowBlock.ofRows(rows, Arrays.copyOfRange(block.labels(), from, to));
  }

  private static DataStatistics statistics(List<List<RowBlock>> partitions) {
    try (LocalPassRunner runner = new LocalPassRunner(partitions, 2, 2)) {
      return runner.run(new StatisticsTask(1), "test");
    }
  }

  @Test
  void momentsEqualThePlainFormulas() {
    RowBlock all = rows(1000, 2, 3);
    DataStatistics statistics =
        statistics(List.of(List.of(slice(all, 0, 300)), List.of(), List.of(slice(all, 300, 1000))));
    double[] label = all.labels();
    double mean = Arrays.stream(label).sum() / 1000;
    double variance = Arrays.stream(label).map(y -> (y - mean) * (y - mean)).sum() / 1000;
    assertThat(statistics.rows()).isEqualTo(1000);
    assertThat(statistics.featureCount()).isEqualTo(2);
    assertThat(statistics.label().mean()).isCloseTo(mean, within(1e-12));
    assertThat(statistics.label().standardDeviation())
        .isCloseTo(Math.sqrt(variance), within(1e-12));
    assertThat(statistics.label().min()).isEqualTo(Arrays.stream(label).min().getAsDouble());
    assertThat(statistics.feature(1).distinctCount()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void weightTwoCountsTwice() {
    double[] values = {1, 2, 5};
    RowBlock weighted = new RowBlock(3, 1, values, values, new double[] {2, 1, 0.5});
    DataStatistics statistics = statistics(List.of(List.of(weighted)));
    ColumnMoments label = statistics.label();
    double mean = (2 * 1 + 2 + 0.5 * 5) / 3.5;
    double variance =
        (2 * Math.pow(1 - mean, 2) + Math.pow(2 - mean, 2) + 0.5 * Math.pow(5 - mean, 2)) / 3.5;
    assertThat(label.mean()).isCloseTo(mean, within(1e-15));
    assertThat(label.standardDeviation()).isCloseTo(Math.sqrt(variance), within(1e-15));
    assertThat(statistics.weightSum()).isEqualTo(3.5);
  }

  @Test
  void varianceSurvivesALargeOffset() {
    double[] y = {1e9 + 1, 1e9 + 2, 1e9 + 3};
    RowBlock block = new RowBlock(3, 1, y, y);
    assertThat(statistics(List.of(List.of(block))).label().standardDeviation())
        .isCloseTo(Math.sqrt(2.0 / 3), within(1e-9));
  }

  @Test
  void distinctValuesAreCountedUpToTheLimit() {
    double[] three = {2, -0.0, 2, 0.0, 7};
    RowBlock block = new RowBlock(5, 1, three, three);
    assertThat(statistics(List.of(List.of(block), List.of(block))).feature(0).distinctCount())
        .isEqualTo(3);
    double[] constant = {4, 4, 4, 4, 4};
    RowBlock same = new RowBlock(5, 1, constant, constant);
    assertThat(statistics(List.of(List.of(same))).label().standardDeviation()).isZero();
  }

  @Test
  void sampleKeepsTheRowsWithTheSmallestHashesWhateverThePartitions() {
    RowBlock all = rows(5000, 3, 4);
    RowSample whole = new RowSample(9, 100, 3, 1);
    whole.add(all);
    RowSample parts = new RowSample(9, 100, 3, 1);
    for (int from : new int[] {3000, 0, 4000, 1000, 2000}) {
      RowSample part = new RowSample(9, 100, 3, 1);
      part.add(slice(all, from, from + 1000));
      part.trim();
      parts.merge(part);
    }
    assertThat(whole.toBlock().rows()).isEqualTo(100);
    assertThat(parts.toBlock().values()).isEqualTo(whole.toBlock().values());
    RowSample otherSeed = new RowSample(10, 100, 3, 1);
    otherSeed.add(all);
    assertThat(otherSeed.toBlock().values()).isNotEqualTo(whole.toBlock().values());
  }

  @Test
  void equalRowsOfTheSampleBecomeOneAndAddTheirWeights() {
    RowBlock all = rows(3000, 2, 6);
    double[] weights = new double[3000];
    for (int r = 0; r < 3000; r++) {
      weights[r] = r % 4;
    }
    RowBlock weighted = new RowBlock(3000, 2, all.values(), all.labels(), weights);
    List<RowBlock> copies = new ArrayList<>();
    for (int copy = 1; copy < 4; copy++) {
      for (int r = 0; r < 3000; r++) {
        if (r % 4 >= copy) {
          copies.add(slice(all, r, r + 1));
        }
      }
    }
    DataStatistics once = statistics(List.of(List.of(weighted)));
    DataStatistics often =
        statistics(List.of(copies.subList(1000, copies.size()), copies.subList(0, 1000)));
    assertThat(once.rows()).isEqualTo(2250);
    assertThat(often.rows()).isEqualTo(4500);
    assertThat(once.distinctRows()).isEqualTo(2250).isEqualTo(often.distinctRows());
    assertThat(often.sampledRows().values()).isEqualTo(once.sampledRows().values());
    assertThat(often.sampledRows().weights()).isEqualTo(once.sampledRows().weights());
    assertThat(often.label().mean()).isEqualTo(once.label().mean());
    assertThat(often.label().standardDeviation()).isEqualTo(once.label().standardDeviation());
    assertThat(once.feature(0).min()).isEqualTo(often.feature(0).min());

    // The sample of too many rows keeps all copies of those it keeps.
    RowSample few = new RowSample(9, 100, 2, 1);
    copies.forEach(few::add);
    RowSample same = new RowSample(9, 100, 2, 1);
    same.add(weighted);
    assertThat(few.toBlock().weights()).isEqualTo(same.toBlock().weights());
    assertThat(few.toBlock().values()).isEqualTo(same.toBlock().values());
    assertThat(few.isComplete()).isFalse();
  }

  @Test
  void sampleIsEven() {
    RowBlock all = rows(200_000, 1, 5);
    RowSample sample = new RowSample(0, 10_000, 1, 1);
    sample.add(all);
    double mean = Arrays.stream(sample.toBlock().values()).average().getAsDouble();
    assertThat(mean).isCloseTo(0, within(5 * Math.sqrt(1.0 / 3) / Math.sqrt(10_000)));
  }

  @Test
  void noRowsGiveEmptyStatistics() {
    DataStatistics none = statistics(List.of(List.of(), List.of()));
    assertThat(none.rows()).isZero();
    assertThat(none.sampledRows().rows()).isZero();
  }
}
