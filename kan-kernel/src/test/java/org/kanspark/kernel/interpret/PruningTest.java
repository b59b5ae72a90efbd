package org.kanspark.kernel.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.symbolic.SymbolicFunction;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

class PruningTest {
  private static final RowBlock ROWS = TestModels.rows(3);
  private static final SymbolicFunction LINE = SymbolicLibrary.standard().get("x");

  private static KanModel model() {
    return TestModels.model(TestModels.network(3, new int[] {3, 3, 1}, new int[] {4, 1, 0}));
  }

  private static void assertSameOutputs(KanModel actual, KanModel expected) {
    assertThat(TestModels.outputs(actual, ROWS))
        .containsExactly(TestModels.outputs(expected, ROWS), within(1e-13));
  }

  /** The model with some of its edges as constants, their means, its shape as it was. */
  private static KanModel flattened(
      KanModel model, EdgeStatistics statistics, List<Pruning.Edge> edges) {
    KanNetwork network = model.network();
    double[] parameters = model.parameters();
    for (int l = 0; l < network.depth(); l++) {
      int layer = l;
      List<SymbolicEdge> constants =
          edges.stream()
              .filter(edge -> edge.layer() == layer)
              .map(edge -> new SymbolicEdge(edge.input(), edge.sum(), LINE))
              .toList();
      network = network.withLayer(l, network.layer(l).withSymbolic(constants));
    }
    parameters = Arrays.copyOf(parameters, network.parameterCount());
    for (int l = 0; l < network.depth(); l++) {
      int at = network.symbolicOffset(l);
      for (SymbolicEdge edge : network.layer(l).symbolicEdges()) {
        int sums = network.layer(l).sums();
        parameters[at + 3] = statistics.layer(l).edgeMean()[edge.input() * sums + edge.sum()];
        at += SymbolicEdge.PARAMETERS;
      }
    }
    return new KanModel(network, parameters, model.featureMap(), model.labelScale());
  }

  @Test
  void thresholdsRemoveWhatScoresLessAndNothingElseChanges() {
    KanModel model = model();
    EdgeStatistics statistics = TestModels.statistics(model, ROWS);
    Attribution scores = Attribution.of(model.network(), statistics);
    double middle =
        java.util.stream.IntStream.range(0, 4)
            .mapToDouble(n -> scores.node(1, n))
            .sorted()
            .skip(1)
            .findFirst()
            .orElseThrow();
    Pruning.Result result = Pruning.byScore(model, statistics, middle, 0.02);
    assertThat(result.nodes()).hasSize(2).allMatch(node -> node.score() <= middle);
    assertThat(result.model().network().widths()[1]).isEqualTo(2);
    assertThat(result.model().inputs()).isEqualTo(3);
    assertThat(result.edges()).isNotEmpty();
    assertSameOutputs(result.model(), flattened(model, statistics, result.edges()));
    assertThat(result.statistics().fits(result.model().network())).isTrue();
    assertThat(result.summary()).startsWith("removed 2 hidden nodes and ");
  }

  @Test
  void thresholdsOfZeroRemoveNothing() {
    KanModel model = model();
    Pruning.Result result = Pruning.byScore(model, TestModels.statistics(model, ROWS), 0, 0);
    assertThat(result.edges()).isEmpty();
    assertThat(result.nodes()).isEmpty();
    assertSameOutputs(result.model(), model);
  }

  @Test
  void aNodeThatLosesItsOnlyUseGoesWithItsEdges() {
    KanModel model = model();
    EdgeStatistics statistics = TestModels.statistics(model, ROWS);
    Pruning.Result result = Pruning.ofEdge(model, statistics, 1, 3, 0);
    assertThat(result.nodes()).extracting(Pruning.Node::node).containsExactly(3);
    // Three inputs fed two sums of the product.
    assertThat(result.edges()).hasSize(7);
    assertThat(result.model().network().layer(0).productNodes()).isZero();
    assertSameOutputs(result.model(), flattened(model, statistics, result.edges()));
  }

  @Test
  void symbolicEdgesKeepTheirNumbersWhenOthersGo() {
    KanNetwork network = TestModels.network(3, new int[] {3, 3, 1}, new int[] {4, 1, 0});
    SymbolicLibrary library = SymbolicLibrary.standard();
    network =
        network.withLayer(
            0,
            network
                .layer(0)
                .withSymbolic(
                    List.of(
                        new SymbolicEdge(0, 0, library.get("sin")),
                        new SymbolicEdge(1, 2, library.get("exp")),
                        new SymbolicEdge(2, 4, library.get("tanh")))));
    KanModel model = TestModels.model(network);
    EdgeStatistics statistics = TestModels.statistics(model, ROWS);
    Pruning.Result result = Pruning.ofNode(model, statistics, 1, 0);
    assertThat(result.model().network().layer(0).symbolicEdges())
        .extracting(SymbolicEdge::sum)
        .containsExactly(1, 3);
    List<SymbolicEdge> constant = List.of(new SymbolicEdge(0, 0, LINE));
    KanNetwork without = network.withLayer(1, network.layer(1).withSymbolic(constant));
    double[] parameters = Arrays.copyOf(model.parameters(), without.parameterCount());
    parameters[without.symbolicOffset(1) + 3] = statistics.layer(1).edgeMean()[0];
    assertSameOutputs(
        result.model(), new KanModel(without, parameters, model.featureMap(), model.labelScale()));
  }

  @Test
  void refusesToRemoveALayerAndWhatIsNotThere() {
    KanModel model = model();
    EdgeStatistics statistics = TestModels.statistics(model, ROWS);
    assertThatThrownBy(() -> Pruning.byScore(model, statistics, 0, 1e9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("edge threshold 1.0E9 would leave layer 0 without an edge");
    assertThatThrownBy(() -> Pruning.byScore(model, statistics, -1, 0))
        .hasMessageContaining("node threshold is -1.0, accepted: >= 0");
    assertThatThrownBy(() -> Pruning.ofEdge(model, statistics, 0, 3, 0))
        .hasMessageContaining("no live edge (0, 3, 0)");
    assertThatThrownBy(() -> Pruning.ofNode(model, statistics, 2, 0))
        .hasMessageContaining("no hidden node 0 of level 2");
  }

  @Test
  void scoresOfAnAdditiveModelAreSharesOfDeviation() {
    KanModel model = TestModels.model(TestModels.network(3, new int[] {3, 1, 0}));
    EdgeStatistics statistics = TestModels.statistics(model, ROWS);
    Attribution scores = Attribution.of(model.network(), statistics);
    LayerStatistics seen = statistics.layer(0);
    for (int i = 0; i < 3; i++) {
      assertThat(scores.inputs()[i])
          .isEqualTo(seen.edgeDeviation(i, 0) / seen.sumDeviation()[0])
          .isEqualTo(scores.edge(0, i, 0));
    }
  }
}
