package org.kanspark.kernel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

class PredictorTest {
  private static final int ROWS = 300;

  private static KanModel model(int... widths) {
    Knots knots = Knots.uniform(3, 5, -1, 1);
    List<KanLayer> layers = new ArrayList<>();
    for (int l = 0; l + 1 < widths.length; l++) {
      layers.add(
          KanLayer.of(Collections.nCopies(widths[l], InputSpline.spline(knots)), widths[l + 1], 0));
    }
    KanNetwork network = new KanNetwork(3, BaseFunction.SILU, Extrapolation.LINEAR, layers);
    double[] parameters =
        new SplittableRandom(1).doubles(network.parameterCount(), -1, 1).toArray();
    double[] shift = new double[widths[0]];
    double[] scale = new double[widths[0]];
    Arrays.fill(shift, 10);
    Arrays.fill(scale, 0.5);
    return new KanModel(network, parameters, new FeatureMap(shift, scale), new LabelScale(100, 7));
  }

  private static RowBlock rows(int features) {
    SplittableRandom random = new SplittableRandom(2);
    double[] values = random.doubles((long) ROWS * features, 5, 15).toArray();
    return new RowBlock(ROWS, features, values, new double[ROWS]);
  }

  @Test
  void batchGivesTheBitsOfSingleRows() {
    for (int[] widths : new int[][] {{2, 5, 1}, {3, 1}, {4, 20, 9, 1}}) {
      KanModel model = model(widths);
      RowBlock rows = rows(widths[0]);
      double[] batch = new double[ROWS];
      model.newBatchPredictor().predict(rows, batch);
      Predictor single = model.newPredictor();
      for (int r = 0; r < ROWS; r++) {
        double[] row = new double[widths[0]];
        for (int f = 0; f < row.length; f++) {
          row[f] = rows.value(r, f);
        }
        assertThat(Double.doubleToRawLongBits(single.predict(row)))
            .isEqualTo(Double.doubleToRawLongBits(batch[r]));
      }
    }
  }

  @Test
  void hugeFeaturesGiveFinitePredictionsForEveryDegreeAndPolicy() {
    for (int degree = 0; degree <= 5; degree++) {
      for (Extrapolation extrapolation : Extrapolation.values()) {
        Knots even = Knots.uniform(degree, 4, -1, 1);
        double[] interior = even.interior();
        interior[2] += 0.1;
        Knots uneven = Knots.of(degree, interior);
        List<InputSpline> inputs = List.of(InputSpline.spline(even), InputSpline.spline(uneven));
        KanNetwork network =
            new KanNetwork(
                degree, BaseFunction.SILU, extrapolation, List.of(KanLayer.of(inputs, 1, 0)));
        double[] parameters = new double[network.parameterCount()];
        Arrays.fill(parameters, 1e-3);
        KanModel model =
            new KanModel(
                network,
                parameters,
                new FeatureMap(new double[2], new double[] {1, 1}),
                new LabelScale(0, 1));
        for (double x : new double[] {1e60, -1e60, 1e300, -1e300, Double.MAX_VALUE}) {
          assertThat(model.newPredictor().predict(new double[] {x, -x}))
              .as("degree %d, %s, at %s", degree, extrapolation, x)
              .isFinite();
        }
      }
    }
  }

  @Test
  void rowsOfAnotherSizeAreRefused() {
    KanModel model = model(2, 5, 1);
    assertThatThrownBy(() -> model.newPredictor().predict(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the row has 3 features, the model was trained on 2");
    assertThatThrownBy(() -> model.newBatchPredictor().predict(rows(1), new double[ROWS]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows have 1 features, the model was trained on 2");
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    KanModel model = model(2, 5, 1);
    assertThatThrownBy(
            () ->
                new KanModel(
                    model.network(), new double[1], model.featureMap(), model.labelScale()))
        .hasMessageContaining("1 parameters were given");
    assertThatThrownBy(() -> new LabelScale(Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new FeatureMap(new double[1], new double[2]))
        .hasMessageContaining("1 shifts");
  }

  @Test
  void featureMapTakesTheRangeToMinusOneToOne() {
    FeatureMap map = FeatureMap.ofRanges(new double[] {2, 4}, new double[] {6, 4});
    assertThat(map.map(0, 2)).isEqualTo(-1);
    assertThat(map.map(0, 6)).isEqualTo(1);
    assertThat(map.unmap(0, 0.5)).isEqualTo(5);
    assertThat(map.map(1, 4)).isZero();
  }
}
