package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.ops.BaseFunction;

/** Learns five peaks one after another, each from its own rows only (KAN paper, section 3.4). */
class ContinualLearningTest {
  private static final int PEAKS = 5;
  private static final double WIDTH = 2.0 / PEAKS;

  private static double peaks(double x) {
    double sum = 0.0;
    for (int p = 0; p < PEAKS; p++) {
      sum += Math.exp(-300 * Math.pow(x - (p + 0.5) * WIDTH + 1, 2));
    }
    return sum;
  }

  private static RowBlock rows(int peak, int count) {
    double[][] x = new double[count][1];
    double[] y = new double[count];
    for (int r = 0; r < count; r++) {
      x[r][0] = -1 + WIDTH * (peak + r / (count - 1.0));
      y[r] = peaks(x[r][0]);
    }
    return RowBlock.ofRows(x, y);
  }

  /** 4.0e-6 is the least any cubic spline of 200 cells leaves. */
  @ParameterizedTest
  @CsvSource({"gauss-newton, 1", "gauss-newton, 2", "l-bfgs, 1", "l-bfgs, 2"})
  void earlierPeaksAreNotForgotten(String solver, int stride) {
    KanModel model = null;
    for (int n = 0; n < PEAKS; n++) {
      TrainingSettings.Builder settings =
          TrainingSettings.builder()
              .solver(solver)
              .hiddenLayers()
              .gridSize(200)
              .gridEps(1)
              .gridRange(-1, 1)
              .updateGrid(false)
              .baseFunction(BaseFunction.NONE);
      if (model != null) {
        settings.initialModel(model);
      }
      model = TestRows.train(settings.build(), rows(n * stride % PEAKS, 100)).model();
    }
    for (int p = 0; p < PEAKS; p++) {
      assertThat(TestRows.rmse(model, rows(p, 1001))).as("peak %d", p).isLessThan(5e-6);
    }
  }
}
