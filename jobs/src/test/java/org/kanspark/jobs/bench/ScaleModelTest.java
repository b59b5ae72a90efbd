package org.kanspark.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ScaleModelTest {
  private static ScaleLine line(
      String study, long rows, int width, int partitions, ToDoubleFunction<ScaleLine> seconds) {
    ScaleLine size =
        new ScaleLine(study, rows, 8, width, 100 * width, partitions, 2, 4, 1, Double.NaN);
    return new ScaleLine(
        study,
        rows,
        8,
        width,
        100 * width,
        partitions,
        2,
        4,
        seconds.applyAsDouble(size),
        Double.NaN);
  }

  private static List<ScaleLine> lines(ToDoubleFunction<ScaleLine> seconds) {
    List<ScaleLine> lines = new ArrayList<>();
    for (long rows : new long[] {1_000_000, 3_000_000, 10_000_000, 30_000_000}) {
      lines.add(line("rows", rows, 16, (int) (rows / 400_000), seconds));
    }
    for (int width : new int[] {64, 256, 1024}) {
      lines.add(line("parameters", 100_000, width, 8, seconds));
    }
    for (int partitions : new int[] {1, 32, 128}) {
      lines.add(line("partitions", 100_000, 16, partitions, seconds));
    }
    return lines;
  }

  private static double cost(ScaleLine line) {
    return 0.03
        + 0.002 * line.partitions()
        + 2e-9 * line.edgeEvaluations() / line.cores()
        + 1e-9 * line.bytes();
  }

  @Test
  void findsTheCostsThatTimesWereMadeOf() {
    ScaleModel model = ScaleModel.fit(lines(ScaleModelTest::cost));
    double[] costs = model.costs();
    double[] expected = {0.03, 0.002, 2e-9, 1e-9};
    for (int k = 0; k < costs.length; k++) {
      assertThat(costs[k]).isCloseTo(expected[k], within(1e-9 * expected[k]));
    }
    ScaleLine other = line("rows", 100_000_000_000L, 16, 50_000, size -> 0);
    assertThat(model.seconds(other)).isCloseTo(cost(other), within(1e-9 * cost(other)));
  }

  @Test
  void noCostIsNegative() {
    List<ScaleLine> lines = lines(line -> 1e-9 * line.edgeEvaluations() - 1e-9 * line.partitions());
    double[] costs = ScaleModel.fit(lines).costs();
    assertThat(Arrays.stream(costs).min().orElseThrow()).isNotNegative();
    assertThat(costs[2]).isCloseTo(4e-9, within(1e-12));
  }

  @Test
  void slopeIsThatOfTimesOverRows() {
    assertThat(ScaleModel.slope(lines(line -> Math.pow(line.rows(), 0.97))))
        .isCloseTo(0.97, within(1e-9));
    assertThat(ScaleModel.slope(List.of())).isNaN();
  }

  @Test
  void tooFewMeasurementsAreRefused() {
    assertThatThrownBy(() -> ScaleModel.fit(List.of()))
        .hasMessage("0 measurements do not tell 4 costs");
  }
}
