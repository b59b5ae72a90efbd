package org.kanspark.kernel.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.LayerKernel;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

/**
 * Holds a network of random cubic splines and SiLU with random rows on [-1, 1], and passes over
 * them forward and backward.
 */
final class NetworkFixture {
  /** Degree of the splines. */
  static final int DEGREE = 3;

  /** Gradient by every output, as if the loss were the sum of outputs times this. */
  static final double OUTPUT_GRADIENT = 1e-3;

  private final KanNetwork network;
  private final NetworkEvaluator evaluator;
  private final int rows;
  private final double[] parameters;
  private final double[] inputs;
  private final double[] outputs;
  private final double[] gradient;
  private double[] inputGradient = new double[0];

  /**
   * Makes a network and its rows.
   *
   * @param network the network
   * @param kernel the kernel that computes
   * @param rows rows of a pass
   * @param seed seed of parameters and rows
   */
  NetworkFixture(KanNetwork network, LayerKernel kernel, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.network = network;
    this.rows = rows;
    this.evaluator = new NetworkEvaluator(network, kernel);
    double spread = 1.0 / Math.sqrt(network.inputs());
    this.parameters = random.doubles(network.parameterCount(), -spread, spread).toArray();
    evaluator.setParameters(parameters);
    this.inputs = random.doubles((long) rows * network.inputs(), -1, 1).toArray();
    this.outputs = new double[network.outputs() * evaluator.capacity()];
    this.gradient = new double[outputs.length];
    Arrays.fill(gradient, OUTPUT_GRADIENT);
  }

  /**
   * Makes a network whose inputs all have even knots on [-1, 1].
   *
   * @param widths numbers of nodes, inputs first
   * @param grid grid intervals
   */
  static KanNetwork network(int[] widths, int grid) {
    List<KanLayer> layers = new ArrayList<>();
    InputSpline input = InputSpline.spline(Knots.uniform(DEGREE, grid, -1, 1));
    for (int l = 0; l + 1 < widths.length; l++) {
      layers.add(KanLayer.of(Collections.nCopies(widths[l], input), widths[l + 1], 0));
    }
    return new KanNetwork(DEGREE, BaseFunction.SILU, Extrapolation.LINEAR, layers);
  }

  /**
   * Passes over all rows tile by tile: outputs, gradient by the parameters (added to that of
   * earlier passes), gradient by the inputs.
   *
   * @return number of rows
   */
  long pass() {
    int capacity = evaluator.capacity();
    for (int from = 0; from < rows; from += capacity) {
      int n = Math.min(capacity, rows - from);
      for (int f = 0; f < network.inputs(); f++) {
        System.arraycopy(inputs, f * rows + from, evaluator.inputTile(), f * capacity, n);
      }
      evaluator.forward(n);
      evaluator.outputs(n, outputs);
      evaluator.backward(n, gradient);
      inputGradient = evaluator.inputGradient(n);
    }
    return rows;
  }

  /** Returns how many edges a pass evaluates. */
  long edges() {
    return rows * network.edges();
  }

  KanNetwork network() {
    return network;
  }

  NetworkEvaluator evaluator() {
    return evaluator;
  }

  double[] parameters() {
    return parameters;
  }

  /** Returns the rows: input f of row r at {@code f * rows + r}. */
  double[] inputs() {
    return inputs;
  }

  /** Returns the outputs of the last tile: node n of row r at {@code n * capacity + r}. */
  double[] outputs() {
    return outputs;
  }

  /** Returns the gradient by the inputs of the last tile: {@code inputs x capacity}. */
  double[] inputGradient() {
    return inputGradient;
  }
}
