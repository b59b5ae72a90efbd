package org.kanspark.kernel.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.SplineCurve;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.kernel.view.NetworkOptions;
import org.kanspark.kernel.view.NetworkPicture;
import org.kanspark.kernel.view.NetworkView;

class ModelViewTest {

  @Test
  void drawsEveryEdgeOverItsRangeWithItsScore() {
    KanNetwork all = TestModels.network(3, new int[] {2, 2, 0}, new int[] {2, 1, 0});
    KanNetwork network = all;
    boolean[] live = {true, false, true, true};
    network =
        network.withLayer(
            0,
            network
                .layer(0)
                .withLive(live)
                .withSymbolic(
                    List.of(new SymbolicEdge(1, 1, SymbolicLibrary.standard().get("sin")))));
    KanModel model = TestModels.model(network);
    RowBlock rows = TestModels.rows(2);
    EdgeStatistics statistics = TestModels.statistics(model, rows);
    NetworkView view =
        ModelView.of(network, model.parameters(), statistics, List.of("a", "b"), List.of("y"));

    assertThat(view.layers().get(0).edges())
        .extracting(NetworkView.Edge::status)
        .containsExactly(
            NetworkView.Status.ACTIVE,
            NetworkView.Status.MASKED,
            NetworkView.Status.ACTIVE,
            NetworkView.Status.SYMBOLIC);
    NetworkView.Edge last = view.layers().get(1).edges().get(1);
    assertThat(last.x()[0]).isEqualTo(statistics.layer(1).min()[1]);
    assertThat(last.x()[last.x().length - 1]).isEqualTo(statistics.layer(1).max()[1]);
    assertThat(last.score())
        .isEqualTo(Attribution.of(network, statistics).edge(1, 1, 0))
        .isPositive();
    assertIsSpline(last, all, model.parameters(), 1);
    // A pruned edge keeps the curve it had.
    assertIsSpline(view.layers().get(0).edges().get(1), all, model.parameters(), 0);
    assertThat(view.layers().get(0).edges().get(3).function()).isEqualTo("sin");
    String svg = new NetworkPicture(view, NetworkOptions.defaults().withMasked(true)).svg();
    assertThat(svg).contains(">a<", ">b<", ">y<").doesNotContain("NaN");
  }

  @Test
  void ranksLiveEdgesByTheirScores() {
    KanNetwork network = TestModels.network(3, new int[] {2, 1, 1}, new int[] {2, 1, 0});
    network =
        network.withLayer(
            0, network.layer(0).withLive(new boolean[] {true, false, true, true, true, true}));
    network =
        network.withLayer(
            1,
            network
                .layer(1)
                .withSymbolic(
                    List.of(new SymbolicEdge(1, 0, SymbolicLibrary.standard().get("sin")))));
    KanModel model = TestModels.model(network);
    EdgeStatistics statistics = TestModels.statistics(model, TestModels.rows(2));
    List<RankedEdge> ranked = RankedEdge.of(model, statistics, List.of("a", "b"), List.of("y"));

    assertThat(ranked)
        .hasSize(7)
        .isSortedAccordingTo((e, f) -> Double.compare(f.score(), e.score()))
        .extracting(RankedEdge::edge)
        .doesNotContain(new Edge(0, 0, 1));
    Attribution scores = Attribution.of(network, statistics);
    for (RankedEdge edge : ranked) {
      Edge at = edge.edge();
      assertThat(edge.score()).isEqualTo(scores.edge(at.layer(), at.input(), at.sum()));
      assertThat(edge.from())
          .isEqualTo(
              at.layer() == 1 ? "node " + at.input() + " of level 1" : "ab".split("")[at.input()]);
      // Sums 1 and 2 belong to the product, node 1.
      assertThat(edge.to())
          .isEqualTo(at.layer() == 1 ? "y" : "node " + Math.min(at.sum(), 1) + " of level 1");
      assertThat(edge.function()).isEqualTo(at.equals(new Edge(1, 1, 0)) ? "sin" : "");
    }
    for (int l = 0; l < 2; l++) {
      int layer = l;
      assertThat(
              ranked.stream()
                  .filter(e -> e.edge().layer() == layer)
                  .mapToDouble(RankedEdge::share)
                  .sum())
          .isCloseTo(1, within(1e-12));
    }
  }

  private static void assertIsSpline(
      NetworkView.Edge edge, KanNetwork network, double[] parameters, int l) {
    double[] coefficients = network.coefficients(parameters, l, edge.input(), edge.sum());
    double weight = network.baseWeight(parameters, l, edge.input(), edge.sum());
    for (int p = 0; p < edge.x().length; p++) {
      double x = edge.x()[p];
      double spline =
          SplineCurve.value(
              network.layer(l).input(edge.input()).knots(), coefficients, x, Extrapolation.LINEAR);
      double expected = weight * x / (1 + Math.exp(-x)) + spline;
      assertThat(edge.y()[p]).isCloseTo(expected, within(1e-13));
    }
  }
}
