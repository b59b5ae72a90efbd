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
    KanNetwork network = TestModels.network(3, new int[] {2, 2, 0}, new int[] {2, 1, 0});
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
    double[] coefficients = network.coefficients(model.parameters(), 1, 1, 0);
    double weight = network.baseWeight(model.parameters(), 1, 1, 0);
    for (int p = 0; p < last.x().length; p++) {
      double x = last.x()[p];
      double spline =
          SplineCurve.value(
              network.layer(1).input(1).knots(), coefficients, x, Extrapolation.LINEAR);
      double expected = weight * x / (1 + Math.exp(-x)) + spline;
      assertThat(last.y()[p]).isCloseTo(expected, within(1e-13));
    }
    assertThat(view.layers().get(0).edges().get(3).function()).isEqualTo("sin");
    String svg = new NetworkPicture(view, NetworkOptions.defaults().withMasked(true)).svg();
    assertThat(svg).contains(">a<", ">b<", ">y<").doesNotContain("NaN");
  }
}
