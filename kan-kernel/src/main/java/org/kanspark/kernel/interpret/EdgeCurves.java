package org.kanspark.kernel.interpret;

import java.util.Arrays;
import java.util.List;
import org.kanspark.kernel.network.EdgeValues;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.ops.Kernels;

/** Computes the functions of all edges of one layer at given points, with the network's kernel. */
public final class EdgeCurves {
  private final KanNetwork alone;
  private final double[] parameters;

  /**
   * Takes one layer of a network.
   *
   * @param network the network
   * @param all its parameters
   * @param layer index of the layer
   */
  public EdgeCurves(KanNetwork network, double[] all, int layer) {
    KanLayer taken = network.layer(layer);
    this.alone =
        new KanNetwork(
            network.degree(), network.baseFunction(), network.extrapolation(), List.of(taken));
    this.parameters = new double[alone.parameterCount()];
    int symbolic = alone.symbolicOffset(0);
    System.arraycopy(all, network.offset(layer, 0), parameters, 0, symbolic);
    System.arraycopy(
        all,
        network.symbolicOffset(layer),
        parameters,
        symbolic,
        taken.symbolicEdges().size() * SymbolicEdge.PARAMETERS);
  }

  /**
   * Computes the edges of one input.
   *
   * @param input the input
   * @param x points, in units of the layer's input
   * @return the values of the edge to each sum: {@code sums x points}
   */
  public double[][] values(int input, double[] x) {
    NetworkEvaluator evaluator = new NetworkEvaluator(alone, Kernels.get(), x.length);
    evaluator.setParameters(parameters);
    Arrays.fill(evaluator.inputTile(), 0.0);
    System.arraycopy(x, 0, evaluator.inputTile(), input * x.length, x.length);
    evaluator.forward(x.length);
    EdgeValues edges = new EdgeValues(alone, evaluator);
    int sums = alone.layer(0).sums();
    double[][] curves = new double[sums][x.length];
    double[] values = new double[sums];
    for (int p = 0; p < x.length; p++) {
      edges.load(0, input, p, values);
      for (int j = 0; j < sums; j++) {
        curves[j][p] = values[j];
      }
    }
    return curves;
  }
}
