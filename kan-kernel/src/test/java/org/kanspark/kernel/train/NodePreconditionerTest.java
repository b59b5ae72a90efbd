package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.data.StatisticsTask;
import org.kanspark.kernel.linalg.SymmetricMatrix;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.penalty.Shrinkage;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

class NodePreconditionerTest {
  private static final int ROWS = 300;
  private static final double DAMPING = 1e-3;

  private final SplittableRandom random = new SplittableRandom(4);
  private final RowBlock rows = rows();
  private final Scaling scaling =
      new Scaling(
          new FeatureMap(new double[4], new double[] {1, 1, 1, 1}),
          new LabelScale(0, 1),
          new SquaredLoss());
  private final KanNetwork network = network(4);
  private final double[] at = random.doubles(network.parameterCount(), -1, 1).toArray();

  private RowBlock rows() {
    double[][] x = new double[ROWS][];
    double[] y = random.doubles(ROWS).toArray();
    for (int r = 0; r < ROWS; r++) {
      x[r] = random.doubles(4, -1, 1).toArray();
    }
    RowBlock unweighted = RowBlock.ofRows(x, y);
    double[] weights = random.doubles(ROWS, 0, 2).toArray();
    return new RowBlock(ROWS, 4, unweighted.values(), y, weights);
  }

  /** Returns [4,5,3,1] with all kinds of inputs, dead edges and a grid too fine for the rows. */
  private static KanNetwork network(int grid) {
    InputSpline spline = InputSpline.spline(Knots.uniform(3, grid, -1, 1));
    InputSpline fine = InputSpline.spline(Knots.uniform(3, 9, -1.2, 1.2));
    InputSpline line = new InputSpline(InputSpline.Kind.LINE, Knots.uniform(3, 1, -1, 1));
    InputSpline none = new InputSpline(InputSpline.Kind.NONE, Knots.uniform(3, 1, -1, 1));
    KanLayer first = KanLayer.of(List.of(spline, line, none, fine), 5, 0);
    boolean[] live = new boolean[4 * 5];
    Arrays.fill(live, true);
    live[0] = false;
    live[3 * 5 + 2] = false;
    KanLayer second = KanLayer.of(Collections.nCopies(5, spline), 3, 0);
    KanLayer third = KanLayer.of(Collections.nCopies(3, fine), 1, 0);
    return new KanNetwork(
        3, BaseFunction.SILU, Extrapolation.LINEAR, List.of(first.withLive(live), second, third));
  }

  private CurvatureRows source() {
    DataStatistics statistics = LocalPassRunner.aggregate(new StatisticsTask(0), List.of(rows));
    return new CurvatureRows(rows, statistics);
  }

  /** Returns the mean over rows of {@code 2 g g'}, g the gradient of the output. */
  private double[][] gaussNewton() {
    int n = network.parameterCount();
    double[][] sum = new double[n][n];
    double weightSum = 0.0;
    for (int r = 0; r < ROWS; r++) {
      NetworkEvaluator evaluator = new NetworkEvaluator(network, Kernels.get(), 8);
      evaluator.setParameters(at);
      scaling.mapInputs(rows, r, 1, evaluator.inputTile(), 8);
      evaluator.forward(1);
      double[] one = new double[8];
      one[0] = 1.0;
      evaluator.backward(1, one);
      double[] gradient = new double[n];
      evaluator.addGradient(gradient);
      weightSum += rows.weight(r);
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          sum[a][b] += 2 * rows.weight(r) * gradient[a] * gradient[b];
        }
      }
    }
    for (double[] row : sum) {
      for (int b = 0; b < n; b++) {
        row[b] /= weightSum;
      }
    }
    return sum;
  }

  /**
   * Returns for each parameter the node its edge leads into, and what edges into it share a block
   * of 13 features: those of the spline of 8 and the line of 1 do.
   */
  private int[][] edges() {
    int[][] edges = new int[network.parameterCount()][];
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      for (int i = 0; i < layer.inputs(); i++) {
        int end = i + 1 < layer.inputs() ? network.offset(l, i + 1) : end(l);
        for (int p = network.offset(l, i); p < end; p++) {
          int node = 100 * l + (p - network.offset(l, i)) % layer.sums();
          edges[p] = new int[] {node, l == 0 && i == 1 ? 0 : i};
        }
      }
    }
    return edges;
  }

  private int end(int layer) {
    return layer + 1 < network.depth() ? network.offset(layer + 1, 0) : network.parameterCount();
  }

  @ParameterizedTest
  @CsvSource({"640, false", "13, true"})
  void invertsTheBlocksOfTheDenseMatrix(int mostFeatures, boolean cut) {
    double[][] dense = gaussNewton();
    double mean = IntStream.range(0, at.length).mapToDouble(p -> dense[p][p]).sum() / at.length;
    Smoothness smoothness = new Smoothness(network, 100, 1.0);
    smoothness.adapt(at, 1.0);
    SymmetricMatrix penalty = new SymmetricMatrix(at.length);
    smoothness.addCurvature(penalty);
    assertThat(penalty.largestDiagonal()).isGreaterThan(1e-4);
    for (int a = 0; a < at.length; a++) {
      for (int b = 0; b < at.length; b++) {
        dense[a][b] += penalty.get(a, b);
      }
    }
    int[][] edges = edges();
    NodePreconditioner blocks =
        new NodePreconditioner(
            network, at, scaling, source(), smoothness, none(network), DAMPING, mostFeatures);
    double[] gradient = random.doubles(at.length, -1, 1).toArray();
    double[] out = new double[at.length];
    blocks.apply(gradient, out);
    // The first edge is dead: nothing but damping acts on its parameters.
    double damping = gradient[0] / out[0];
    assertThat(damping).isBetween(DAMPING * mean, 1.5 * DAMPING * mean);
    for (int a = 0; a < at.length; a++) {
      List<Integer> block = new ArrayList<>();
      for (int b = 0; b < at.length; b++) {
        if (edges[a][0] == edges[b][0] && (!cut || edges[a][1] == edges[b][1])) {
          block.add(b);
        }
      }
      double back = damping * out[a];
      for (int b : block) {
        back += dense[a][b] * out[b];
      }
      assertThat(back).isCloseTo(gradient[a], within(1e-9));
    }
  }

  private static Shrinkage none(KanNetwork of) {
    return new Shrinkage(0, of, ROWS);
  }

  @Test
  void blocksAreCutWhereTheyWouldNotFit() {
    assertThat(NodePreconditioner.mostFeatures(network)).isEqualTo(640);
    InputSpline spline = InputSpline.spline(Knots.uniform(3, 200, -1, 1));
    KanNetwork large =
        new KanNetwork(
            3,
            BaseFunction.SILU,
            Extrapolation.LINEAR,
            List.of(
                KanLayer.of(Collections.nCopies(4, spline), 1000, 0),
                KanLayer.of(Collections.nCopies(1000, spline), 1, 0)));
    assertThat(NodePreconditioner.mostFeatures(large)).isLessThan(10);
    double[] start = new SplittableRandom(2).doubles(large.parameterCount(), -1, 1).toArray();
    NodePreconditioner blocks =
        new NodePreconditioner(
            large, start, scaling, source(), new Smoothness(large, 100, 1.0), none(large), DAMPING);
    double[] out = new double[start.length];
    blocks.apply(start, out);
    double product = 0.0;
    for (int p = 0; p < out.length; p++) {
      product += start[p] * out[p];
    }
    assertThat(product).isFinite().isPositive();
  }

  @Test
  void bitsDoNotDependOnTheNumberOfThreads() throws Exception {
    double[][] outs = new double[2][at.length];
    for (int run = 0; run < 2; run++) {
      double[] out = outs[run];
      ForkJoinPool pool = new ForkJoinPool(1 + 3 * run);
      try {
        pool.submit(
                () ->
                    new NodePreconditioner(
                            network,
                            at,
                            scaling,
                            source(),
                            new Smoothness(network, 100, 1.0),
                            none(network),
                            DAMPING)
                        .apply(at, out))
            .get();
      } finally {
        pool.shutdown();
      }
    }
    assertThat(outs[1]).isEqualTo(outs[0]);
  }

  @Test
  void extremesJoinASampleThatLacksThem() {
    double[] values = rows.values().clone();
    values[ROWS - 1] = 50.0;
    RowBlock all = new RowBlock(ROWS, 4, values, rows.labels(), rows.weights());
    DataStatistics statistics = LocalPassRunner.aggregate(new StatisticsTask(0), List.of(all));
    RowBlock some = new CurvatureRows(all.slice(0, 100), statistics).first(60);
    assertThat(some.rows()).isEqualTo(60 + 2 * 4);
    assertThat(some.value(61, 0)).isEqualTo(50.0);
    assertThat(some.value(61, 1)).isEqualTo(all.value(1, 1));
    assertThat(some.weight(61)).isCloseTo(all.weight(1) * 60 / ROWS, within(1e-15));
    assertThat(some.value(20, 3)).isEqualTo(all.value(20, 3));
    assertThat(new CurvatureRows(all, statistics).first(ROWS).rows()).isEqualTo(ROWS);
  }
}
