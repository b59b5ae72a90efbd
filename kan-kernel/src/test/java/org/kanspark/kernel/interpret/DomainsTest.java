package org.kanspark.kernel.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

class DomainsTest {
  private static final List<String> NAMES = List.of("a", "b");
  private static final InputSpline SPLINE = InputSpline.spline(Knots.uniform(3, 2, -1, 1));

  private static SymbolicEdge edge(int input, int sum, String function) {
    return new SymbolicEdge(input, sum, SymbolicLibrary.standard().get(function));
  }

  /** Returns log((f(a) + 0) * (0 + b)). */
  private static KanModel logarithmOfAProduct(String f) {
    KanLayer product =
        KanLayer.of(Collections.nCopies(2, SPLINE), 0, 1)
            .withSymbolic(
                List.of(edge(0, 0, f), edge(0, 1, "x"), edge(1, 0, "x"), edge(1, 1, "x")));
    KanLayer logarithm =
        KanLayer.of(List.of(SPLINE), 1, 0).withSymbolic(List.of(edge(0, 0, "log")));
    KanNetwork network =
        new KanNetwork(3, BaseFunction.NONE, Extrapolation.LINEAR, List.of(product, logarithm));
    double[] parameters = new double[network.parameterCount()];
    double[] first = {1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0};
    double[] second = {1, 0, 1, 0};
    System.arraycopy(first, 0, parameters, network.symbolicOffset(0), first.length);
    System.arraycopy(second, 0, parameters, network.symbolicOffset(1), second.length);
    FeatureMap map = new FeatureMap(new double[2], new double[] {1, 1});
    return new KanModel(network, parameters, map, new LabelScale(0, 1));
  }

  @Test
  void namesTheFirstEdgeWithoutAValue() {
    assertThat(Domains.explain(logarithmOfAProduct("x"), NAMES, new double[] {2, -3}))
        .hasValue(
            "node 0 of level 1 = -6.0 is outside the domain of function log on edge (1, 0, 0)");
    assertThat(Domains.explain(logarithmOfAProduct("sqrt"), NAMES, new double[] {-2, -3}))
        .hasValue("a = -2.0 is outside the domain of function sqrt on edge (0, 0, 0)");
  }

  @Test
  void saysNothingWhereAllEdgesHaveValues() {
    assertThat(Domains.explain(logarithmOfAProduct("x"), NAMES, new double[] {-2, -3})).isEmpty();
  }
}
