package org.kanspark.kernel.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

class JacobianRowTest {
  private static final int ROWS = 9;

  private static KanNetwork network() {
    Knots even = Knots.uniform(3, 4, -0.8, 0.9);
    Knots uneven = Knots.of(3, new double[] {-0.7, -0.1, 0.0, 0.6});
    List<InputSpline> first =
        List.of(
            InputSpline.spline(even),
            new InputSpline(InputSpline.Kind.LINE, even),
            new InputSpline(InputSpline.Kind.NONE, even),
            InputSpline.spline(uneven));
    List<InputSpline> second = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      second.add(InputSpline.spline(even));
    }
    KanLayer hidden = KanLayer.of(first, 2, 1);
    boolean[] live = new boolean[hidden.inputs() * hidden.sums()];
    Arrays.fill(live, true);
    live[3] = false;
    return new KanNetwork(
        3,
        BaseFunction.SILU,
        Extrapolation.LINEAR,
        List.of(hidden.withLive(live), KanLayer.of(second, 1, 0)));
  }

  /** A row of the Jacobian is the gradient of the output of that row alone. */
  @Test
  void isTheGradientOfOneRow() {
    KanNetwork network = network();
    SplittableRandom random = new SplittableRandom(1);
    NetworkEvaluator evaluator = new NetworkEvaluator(network, Kernels.get(), ROWS);
    evaluator.setParameters(random.doubles(network.parameterCount(), -1, 1).toArray());
    for (int p = 0; p < evaluator.inputTile().length; p++) {
      evaluator.inputTile()[p] = random.nextDouble(-1.2, 1.2);
    }
    double[] ones = new double[ROWS];
    Arrays.fill(ones, 1.0);
    for (int r = 0; r < ROWS; r++) {
      evaluator.forward(ROWS);
      double[] only = new double[ROWS];
      only[r] = 1.0;
      evaluator.clearGradient();
      evaluator.backward(ROWS, only);
      double[] expected = new double[network.parameterCount()];
      evaluator.addGradient(expected);

      evaluator.propagate(ROWS, ones);
      JacobianRow row = new JacobianRow(network, evaluator);
      row.load(r);
      double[] actual = new double[network.parameterCount()];
      int last = -1;
      for (int a = 0; a < row.runs(); a++) {
        for (int n = row.offsets()[a]; n < row.offsets()[a + 1]; n++) {
          int parameter = row.starts()[a] + n - row.offsets()[a];
          assertThat(parameter).isGreaterThan(last);
          last = parameter;
          actual[parameter] += row.values()[n];
        }
      }
      for (int p = 0; p < actual.length; p++) {
        assertThat(actual[p]).as("parameter %d", p).isCloseTo(expected[p], within(1e-12));
      }
    }
  }
}
