package org.kanspark.kernel.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.data.RowBlock;
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

class TotalEffectsTest {
  private static final InputSpline LINE =
      new InputSpline(InputSpline.Kind.LINE, Knots.uniform(3, 1, -1, 1));

  private static RowBlock uniform(int features) {
    SplittableRandom random = new SplittableRandom(2);
    int rows = 5000;
    double[] values = random.doubles((long) rows * features, -1, 1).toArray();
    return new RowBlock(rows, features, values, new double[rows]);
  }

  private static KanModel model(double[] parameters, KanLayer... layers) {
    KanNetwork network =
        new KanNetwork(3, BaseFunction.SILU, Extrapolation.LINEAR, List.of(layers));
    double[] ones = new double[network.inputs()];
    Arrays.fill(ones, 1.0);
    return new KanModel(
        network, parameters, new FeatureMap(new double[ones.length], ones), new LabelScale(0, 1));
  }

  /** Both variables of x0 x1 have a part in all of its variance. */
  @Test
  void interactionsCountForEveryFeatureInThem() {
    KanLayer product = KanLayer.of(List.of(LINE, LINE), 0, 1);
    double[] slopes = {1, 0, 0, 1, 2};
    KanModel model = model(slopes, product, KanLayer.of(List.of(LINE), 1, 0));
    double[] effects = TotalEffects.of(model, uniform(2));
    assertThat(effects[0]).isCloseTo(1, within(0.06));
    assertThat(effects[1]).isCloseTo(1, within(0.06));
  }

  /** y = x0 + 5 x1 - 5 x1: attribution takes the edges for strong, the effect is nothing. */
  @Test
  void edgesThatCancelCountForNothing() {
    KanLayer hidden = KanLayer.of(List.of(LINE, LINE), 3, 0);
    double[] slopes = {1, 0, 0, 0, 1, 1, 1, 5, -5};
    KanModel model = model(slopes, hidden, KanLayer.of(List.of(LINE, LINE, LINE), 1, 0));
    RowBlock rows = uniform(2);
    double[] scores = Attribution.of(model.network(), TestModels.statistics(model, rows)).inputs();
    assertThat(scores[1]).isGreaterThan(5);
    double[] effects = TotalEffects.of(model, rows);
    assertThat(effects[0]).isCloseTo(1, within(0.03));
    assertThat(effects[1]).isLessThan(1e-20);
  }

  /** sin(2 x0) + 0 x1 behind a symbolic edge of the first layer and one of the second. */
  @Test
  void symbolicEdgesAreSeen() {
    SymbolicEdge sine = new SymbolicEdge(0, 0, SymbolicLibrary.standard().get("sin"));
    SymbolicEdge square = new SymbolicEdge(0, 0, SymbolicLibrary.standard().get("x^2"));
    KanLayer first = KanLayer.of(List.of(LINE, LINE), 1, 0).withSymbolic(List.of(sine));
    KanLayer second = KanLayer.of(List.of(LINE), 1, 0).withSymbolic(List.of(square));
    double[] parameters = {9, 0, 9, 2, 0, 1, 0, 1, 3, 1, 0};
    double[] effects = TotalEffects.of(model(parameters, first, second), uniform(2));
    assertThat(effects[0]).isCloseTo(1, within(0.04));
    assertThat(effects[1]).isZero();
  }

  @Test
  void constantPredictionsHaveNone() {
    KanModel model = model(new double[2], KanLayer.of(List.of(LINE, LINE), 1, 0));
    assertThat(TotalEffects.of(model, uniform(2))).containsOnly(0.0);
  }
}
