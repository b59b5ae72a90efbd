package org.kanspark.kernel.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.DoubleAdder;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.ops.LayerKernel;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

/**
 * Times forward and backward passes of a network over rows in memory, gradients by parameters and
 * by the network's inputs included.
 */
public final class KernelBenchmark {
  private static final int DEGREE = 3;

  /** Multiply-adds counted for an edge: value, gradient and slope of k + 2 terms, and one sum. */
  private static final int FMA_PER_EDGE = 3 * (DEGREE + 2) + 1;

  /**
   * Holds a result.
   *
   * @param layers numbers of nodes, inputs first
   * @param grid grid intervals
   * @param rows rows of a pass
   * @param kernel kernel with the width of its vectors
   * @param threads threads, each on rows of its own
   * @param rowsPerSecond rows of all threads
   * @param edgesPerSecond edges evaluated forward and backward
   * @param peakFmaPerSecond multiply-adds a second one thread can do, measured in the same run
   * @param fmaFraction multiply-adds of the edges over the peak of all threads
   */
  public record Result(
      int[] layers,
      int grid,
      int rows,
      String kernel,
      int threads,
      double rowsPerSecond,
      double edgesPerSecond,
      double peakFmaPerSecond,
      double fmaFraction) {}

  private KernelBenchmark() {}

  /** Measures the multiply-adds a second that one thread can do. */
  public static double peakFmaPerSecond() {
    double[] result = {1.0};
    var loop = Kernels.multiplyAddLoop();
    return Stopwatch.workPerSecond(() -> loop.run(1_000_000, result), 0.1);
  }

  /**
   * Times a network of cubic splines and SiLU.
   *
   * @param layers numbers of nodes, inputs first, at least two
   * @param grid grid intervals
   * @param rows rows of a pass
   * @param kernel {@code simd} or {@code scalar}
   * @param threads number of threads
   * @param seconds length of each of seven samples
   * @param peak multiply-adds a second of one thread
   */
  public static Result run(
      int[] layers, int grid, int rows, String kernel, int threads, double seconds, double peak) {
    LayerKernel computing = Kernels.byName(kernel);
    KanNetwork network = network(layers, grid);
    DoubleAdder rowsPerSecond = new DoubleAdder();
    CountDownLatch ready = new CountDownLatch(threads);
    List<Thread> workers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Pass pass = new Pass(network, computing, rows, t);
      Thread worker =
          new Thread(
              () -> {
                ready.countDown();
                awaitAll(ready);
                rowsPerSecond.add(Stopwatch.workPerSecond(pass::run, seconds));
              });
      worker.start();
      workers.add(worker);
    }
    workers.forEach(KernelBenchmark::join);
    double edges = rowsPerSecond.sum() * network.edges();
    return new Result(
        layers.clone(),
        grid,
        rows,
        computing.description(),
        threads,
        rowsPerSecond.sum(),
        edges,
        peak,
        fmaFraction(edges, peak * threads));
  }

  /**
   * Returns the share of the peak that edges forward and backward take, 16 multiply-adds each.
   *
   * @param edgesPerSecond edges a second
   * @param peak multiply-adds a second that all threads can do
   */
  public static double fmaFraction(double edgesPerSecond, double peak) {
    return edgesPerSecond * FMA_PER_EDGE / peak;
  }

  private static void awaitAll(CountDownLatch ready) {
    try {
      ready.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread worker) {
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static KanNetwork network(int[] widths, int grid) {
    List<KanLayer> layers = new ArrayList<>();
    InputSpline input = InputSpline.spline(Knots.uniform(DEGREE, grid, -1, 1));
    for (int l = 0; l + 1 < widths.length; l++) {
      layers.add(KanLayer.of(Collections.nCopies(widths[l], input), widths[l + 1], 0));
    }
    return new KanNetwork(DEGREE, BaseFunction.SILU, Extrapolation.LINEAR, layers);
  }

  /** Reads the same rows again and again. */
  private static final class Pass {
    private final NetworkEvaluator evaluator;
    private final double[] inputs;
    private final int rows;
    private final double[] outputs;
    private final double[] gradient;

    Pass(KanNetwork network, LayerKernel kernel, int rows, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      this.rows = rows;
      this.evaluator = new NetworkEvaluator(network, kernel);
      int n = network.parameterCount();
      double spread = 1.0 / Math.sqrt(network.layer(0).inputs());
      evaluator.setParameters(random.doubles(n, -spread, spread).toArray());
      this.inputs = random.doubles((long) rows * network.inputs(), -1, 1).toArray();
      this.outputs = new double[network.outputs() * evaluator.capacity()];
      this.gradient = new double[outputs.length];
      Arrays.fill(gradient, 1e-3);
    }

    long run() {
      int capacity = evaluator.capacity();
      int features = inputs.length / rows;
      for (int from = 0; from < rows; from += capacity) {
        int n = Math.min(capacity, rows - from);
        for (int f = 0; f < features; f++) {
          System.arraycopy(inputs, f * rows + from, evaluator.inputTile(), f * capacity, n);
        }
        evaluator.forward(n);
        evaluator.outputs(n, outputs);
        evaluator.backward(n, gradient);
        evaluator.inputGradient(n);
      }
      return rows;
    }
  }
}
