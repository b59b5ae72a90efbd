package org.kanspark.kernel.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

class EdgeStatisticsTest {

  /** The last layer alone with one live edge: its output is the edge. */
  private static double[] edgeOfLastLayer(KanModel model, RowBlock rows, int input) {
    KanNetwork network = model.network();
    int last = network.depth() - 1;
    boolean[] live = new boolean[network.layer(last).inputs()];
    live[input] = true;
    KanNetwork only = network.withLayer(last, network.layer(last).withLive(live));
    double[] parameters = Arrays.copyOf(model.parameters(), only.parameterCount());
    return TestModels.outputs(
        new KanModel(only, parameters, model.featureMap(), model.labelScale()), rows);
  }

  private static double mean(double[] values, RowBlock rows) {
    double sum = 0;
    double weight = 0;
    for (int r = 0; r < values.length; r++) {
      sum += rows.weight(r) * values[r];
      weight += rows.weight(r);
    }
    return sum / weight;
  }

  private static double deviation(double[] values, RowBlock rows) {
    double mean = mean(values, rows);
    return Math.sqrt(mean(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).toArray(), rows));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5})
  void momentsAreThoseOfEachEdgeAlone(int degree) {
    KanModel model =
        TestModels.model(TestModels.network(degree, new int[] {2, 3, 1}, new int[] {4, 1, 0}));
    RowBlock rows = TestModels.rows(2);
    EdgeStatistics statistics = TestModels.statistics(model, rows);
    LayerStatistics last = statistics.layer(1);
    for (int i = 0; i < 4; i++) {
      double[] edge = edgeOfLastLayer(model, rows, i);
      assertThat(last.edgeMean()[i]).isCloseTo(mean(edge, rows), within(1e-12));
      assertThat(last.edgeDeviation(i, 0)).isCloseTo(deviation(edge, rows), within(1e-12));
    }
    assertThat(last.sumDeviation()[0])
        .isCloseTo(deviation(TestModels.outputs(model, rows), rows), within(1e-12));
    double[] first = Arrays.copyOf(rows.values(), TestModels.ROWS);
    assertThat(statistics.layer(0).mean()[0]).isCloseTo(mean(first, rows), within(1e-13));
    assertThat(statistics.layer(0).deviation()[0]).isCloseTo(deviation(first, rows), within(1e-13));
    assertThat(statistics.layer(0).min()[0]).isEqualTo(Arrays.stream(first).min().orElseThrow());
    assertThat(statistics.layer(0).max()[0]).isEqualTo(Arrays.stream(first).max().orElseThrow());
    assertThat(Arrays.stream(statistics.layer(0).counts()[0]).sum())
        .isCloseTo(Arrays.stream(rows.weights()).sum(), within(1e-9));
  }

  @Test
  void symbolicEdgesCountWithTheirFunction() {
    KanLayer layer =
        TestModels.network(3, new int[] {2, 1, 0})
            .layer(0)
            .withSymbolic(List.of(new SymbolicEdge(1, 0, SymbolicLibrary.standard().get("sin"))));
    KanNetwork network = TestModels.network(3, new int[] {2, 1, 0}).withLayer(0, layer);
    KanModel model = TestModels.model(network);
    RowBlock rows = TestModels.rows(2);
    double[] numbers =
        Arrays.copyOfRange(
            model.parameters(), network.symbolicOffset(0), network.symbolicOffset(0) + 4);
    double[] edge = new double[TestModels.ROWS];
    Arrays.setAll(
        edge, r -> numbers[2] * Math.sin(numbers[0] * rows.value(r, 1) + numbers[1]) + numbers[3]);
    LayerStatistics seen = TestModels.statistics(model, rows).layer(0);
    assertThat(seen.edgeDeviation(1, 0)).isCloseTo(deviation(edge, rows), within(1e-13));
    assertThat(seen.edgeMean()[1]).isCloseTo(mean(edge, rows), within(1e-13));
  }

  @Test
  void partitionsMergeToTheWhole() {
    KanModel model =
        TestModels.model(TestModels.network(3, new int[] {2, 2, 0}, new int[] {2, 1, 0}));
    RowBlock rows = TestModels.rows(2);
    EdgeStatistics whole = TestModels.statistics(model, rows);
    LocalPassRunner runner =
        new LocalPassRunner(
            List.of(
                List.of(rows.slice(0, 13)),
                List.of(),
                List.of(rows.slice(13, 90), rows.slice(90, TestModels.ROWS))),
            2,
            2);
    try (runner) {
      EdgeStatistics parts = runner.run(new EdgeStatisticsTask(model), "edges").statistics();
      for (int l = 0; l < 2; l++) {
        assertThat(parts.layer(l).edgeDeviation())
            .containsExactly(whole.layer(l).edgeDeviation(), within(1e-13));
        assertThat(parts.layer(l).max()).isEqualTo(whole.layer(l).max());
      }
    }
  }
}
