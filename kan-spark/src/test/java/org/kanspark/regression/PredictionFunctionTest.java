package org.kanspark.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

class PredictionFunctionTest {
  private static final int ROWS = 5_000;

  /** A Double, which Spark asks for: 12 bytes of header, 4 to align, 8 of value. */
  private static final long BOX = 24;

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static KanModel model(int... widths) {
    InputSpline input = InputSpline.spline(Knots.uniform(3, 5, -1, 1));
    KanLayer[] layers = new KanLayer[widths.length - 1];
    Arrays.setAll(
        layers, l -> KanLayer.of(Collections.nCopies(widths[l], input), widths[l + 1], 0));
    KanNetwork network =
        new KanNetwork(3, BaseFunction.SILU, Extrapolation.LINEAR, List.of(layers));
    double[] ones = new double[widths[0]];
    Arrays.fill(ones, 1.0);
    return new KanModel(
        network,
        new SplittableRandom(1).doubles(network.parameterCount(), -1, 1).toArray(),
        new FeatureMap(new double[widths[0]], ones),
        new LabelScale(0, 1));
  }

  /**
   * Spark's BLAS works with vectors, too: were they of another species than ours, compiled code
   * would box ours from then on.
   */
  @BeforeAll
  static void useTheBlasOfSpark() {
    double[] x = new SplittableRandom(3).doubles(1_000, -1, 1).toArray();
    double[] y = x.clone();
    for (int n = 0; n < 20_000; n++) {
      JavaBLAS.getInstance()
          .daxpy(x.length, 1e-9 * JavaBLAS.getInstance().ddot(x.length, x, 1, y, 1), x, 1, y, 1);
    }
    assertThat(y).doesNotContain(Double.NaN);
  }

  /** Code that is not yet compiled may allocate vectors; what it settles at counts. */
  @Test
  void allocatesNothingPerRowButTheResult() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int[] widths : new int[][] {{9, 16, 1}, {2, 5, 1}}) {
      PredictionFunction function =
          new PredictionFunction(model(widths), "f", Collections.nCopies(widths[0], "x"), true);
      Vector[] rows = new Vector[100];
      SplittableRandom random = new SplittableRandom(2);
      Arrays.setAll(rows, r -> Vectors.dense(random.doubles(widths[0], -1, 1).toArray()));
      double sum = 0;
      long least = Long.MAX_VALUE;
      long start = System.nanoTime();
      while (least > ROWS * BOX + 1_000 && System.nanoTime() - start < PATIENCE_NANOS) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int n = 0; n < ROWS; n++) {
          sum += function.call(rows[n % rows.length]);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(sum).isFinite().isNotZero();
      // A few bytes are the measurement's own.
      assertThat(least).isLessThanOrEqualTo(ROWS * BOX + 1_000);
    }
  }
}
