package org.kanspark.kernel.network;

import java.util.Arrays;
import java.util.List;
import org.kanspark.kernel.ops.LayerPlan;
import org.kanspark.kernel.ops.LayerTile;
import org.kanspark.kernel.symbolic.SymbolicFunction;

/**
 * Evaluates the symbolic edges of one layer over a tile of rows, forward and backward, beside the
 * kernel that computes the splines. Scratch memory of one thread.
 */
final class SymbolicTile {
  private static final int PARAMETERS = SymbolicEdge.PARAMETERS;

  private final List<SymbolicEdge> edges;
  private final int[] missing;
  private final int capacity;
  private final int stride;
  private final double[] parameters;
  private final double[] value;
  private final double[] slope;
  private final double[] gradient;
  private final double[] row = new double[PARAMETERS];

  SymbolicTile(KanLayer layer, LayerPlan plan, int capacity) {
    this.edges = layer.symbolicEdges();
    this.missing =
        edges.stream().mapToInt(edge -> plan.table(edge.input()).missingCell()).toArray();
    this.capacity = capacity;
    this.stride = plan.stride();
    this.parameters = new double[edges.size() * PARAMETERS];
    this.value = new double[edges.size() * capacity];
    this.slope = new double[edges.size() * capacity];
    this.gradient = new double[parameters.length];
  }

  List<SymbolicEdge> edges() {
    return edges;
  }

  void setParameters(double[] all, int from) {
    System.arraycopy(all, from, parameters, 0, parameters.length);
  }

  /** Adds the edges to the sums; the kernel must have computed those of the splines. */
  void forward(LayerTile tile, int rows) {
    double[] y = tile.y();
    for (int e = 0; e < edges.size(); e++) {
      SymbolicEdge edge = edges.get(e);
      SymbolicFunction function = edge.function();
      double a = parameters[e * PARAMETERS];
      double b = parameters[e * PARAMETERS + 1];
      double c = parameters[e * PARAMETERS + 2];
      double d = parameters[e * PARAMETERS + 3];
      int x = edge.input() * capacity;
      for (int r = 0; r < rows; r++) {
        double argument = Math.fma(a, tile.x()[x + r], b);
        double f = function.value(argument);
        value[e * capacity + r] = f;
        slope[e * capacity + r] = function.derivative(argument);
        if (isMissing(e, r, tile)) {
          value[e * capacity + r] = 0.0;
          slope[e * capacity + r] = 0.0;
        } else {
          y[r * stride + edge.sum()] += Math.fma(c, f, d);
        }
      }
    }
  }

  /** Returns whether the input of an edge is missing at a row: the spline has its value. */
  private boolean isMissing(int e, int r, LayerTile tile) {
    return missing[e] >= 0 && tile.cell()[edges.get(e).input() * capacity + r] == missing[e];
  }

  /** Returns what an edge contributes at a row. */
  double value(int e, int r, LayerTile tile) {
    if (isMissing(e, r, tile)) {
      return 0.0;
    }
    return Math.fma(
        parameters[e * PARAMETERS + 2], value[e * capacity + r], parameters[e * PARAMETERS + 3]);
  }

  /** Adds the gradient by the parameters of the edges. */
  void addGradient(LayerTile tile, int rows) {
    for (int e = 0; e < edges.size(); e++) {
      int sum = edges.get(e).sum();
      for (int r = 0; r < rows; r++) {
        derivatives(e, r, tile, row);
        double g = tile.gradY()[r * stride + sum];
        for (int n = 0; n < PARAMETERS; n++) {
          gradient[e * PARAMETERS + n] = Math.fma(g, row[n], gradient[e * PARAMETERS + n]);
        }
      }
    }
  }

  /** Adds the gradient by the inputs to that of the splines. */
  void addInputGradient(LayerTile tile, int rows) {
    for (int e = 0; e < edges.size(); e++) {
      SymbolicEdge edge = edges.get(e);
      double factor = parameters[e * PARAMETERS] * parameters[e * PARAMETERS + 2];
      int x = edge.input() * capacity;
      for (int r = 0; r < rows; r++) {
        double g = tile.gradY()[r * stride + edge.sum()];
        tile.gradX()[x + r] = Math.fma(g, factor * slope[e * capacity + r], tile.gradX()[x + r]);
      }
    }
  }

  /** Computes the derivatives of an edge by a, b, c and d at a row. */
  void derivatives(int e, int r, LayerTile tile, double[] to) {
    if (isMissing(e, r, tile)) {
      Arrays.fill(to, 0, PARAMETERS, 0.0);
      return;
    }
    double byArgument = parameters[e * PARAMETERS + 2] * slope[e * capacity + r];
    to[0] = byArgument * tile.x()[edges.get(e).input() * capacity + r];
    to[1] = byArgument;
    to[2] = value[e * capacity + r];
    to[3] = 1.0;
  }

  void clearGradient() {
    Arrays.fill(gradient, 0.0);
  }

  void addGradient(double[] all, int from) {
    for (int n = 0; n < gradient.length; n++) {
      all[from + n] += gradient[n];
    }
  }
}
