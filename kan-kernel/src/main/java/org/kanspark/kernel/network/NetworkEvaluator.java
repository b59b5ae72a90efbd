package org.kanspark.kernel.network;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.ops.LayerKernel;
import org.kanspark.kernel.ops.LayerPlan;
import org.kanspark.kernel.ops.LayerTile;

/**
 * Evaluates a network over tiles of rows, forward and backward. It owns scratch memory, so it
 * serves one thread.
 *
 * <p>Use: fill {@link #inputTile}, call {@link #forward}, read {@link #outputs}; for gradients call
 * {@link #backward}; {@link #addGradient} delivers the sum over all tiles since {@link
 * #clearGradient}.
 */
public final class NetworkEvaluator {
  /** Rows transposed at a time: a line of the cache holds as many doubles. */
  private static final int BLOCK = 8;

  /** Rows of a tile whose layers all have up to 8 outputs: what it holds fits the first cache. */
  private static final int NARROW_TILE_ROWS = 128;

  private static final int WIDE_TILE_ROWS = 256;
  private static final int MOST_TILE_ROWS = 4096;

  /** Rows of a tile for each cell of a wide layer, so that sorting by cell finds some in each. */
  private static final int ROWS_PER_CELL = 12;

  private final KanNetwork network;
  private final LayerKernel kernel;
  private final int capacity;
  private final LayerCells[] layers;
  private final LayerTile[] tiles;
  private final double[][] cells;
  private final double[][] gradCells;
  private final SymbolicTile[] symbolic;

  /**
   * Allocates an evaluator for bulk work.
   *
   * @param network the network
   * @param kernel the kernel that computes
   */
  public NetworkEvaluator(KanNetwork network, LayerKernel kernel) {
    this(network, kernel, tileRows(network));
  }

  private static int tileRows(KanNetwork network) {
    int rows = NARROW_TILE_ROWS;
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      if (layer.sums() > LayerPlan.LANES) {
        int cells =
            layer.inputSplines().stream().mapToInt(i -> i.knots().intervals()).max().orElse(1);
        rows = Math.max(rows, Math.max(WIDE_TILE_ROWS, ROWS_PER_CELL * cells));
      }
    }
    return Math.min(MOST_TILE_ROWS, (rows + BLOCK - 1) / BLOCK * BLOCK);
  }

  /**
   * Allocates an evaluator.
   *
   * @param network the network
   * @param kernel the kernel that computes
   * @param capacity most rows of a tile
   */
  public NetworkEvaluator(KanNetwork network, LayerKernel kernel, int capacity) {
    this.network = network;
    this.kernel = kernel;
    this.capacity = capacity;
    int depth = network.depth();
    this.layers = new LayerCells[depth];
    this.tiles = new LayerTile[depth];
    this.cells = new double[depth][];
    this.gradCells = new double[depth][];
    this.symbolic = new SymbolicTile[depth];
    for (int l = 0; l < depth; l++) {
      layers[l] = new LayerCells(network, l);
      tiles[l] = new LayerTile(layers[l].plan, capacity);
      cells[l] = new double[layers[l].plan.size()];
      symbolic[l] = new SymbolicTile(network.layer(l), layers[l].plan, capacity);
    }
  }

  /**
   * Sets the parameters.
   *
   * @param parameters laid out as {@link KanNetwork} says
   * @throws IllegalArgumentException if their number is wrong
   */
  public void setParameters(double[] parameters) {
    if (parameters.length != network.parameterCount()) {
      throw new IllegalArgumentException(
          "%d parameters were given, the network has %d"
              .formatted(parameters.length, network.parameterCount()));
    }
    for (int l = 0; l < layers.length; l++) {
      layers[l].fromParameters(parameters, cells[l]);
      symbolic[l].setParameters(parameters, network.symbolicOffset(l));
    }
  }

  /** Returns the most rows of a tile. */
  public int capacity() {
    return capacity;
  }

  /**
   * Returns the inputs to fill: input-major, {@code inputs x capacity}. NaN is a missing one, where
   * the network has values for it.
   */
  public double[] inputTile() {
    return tiles[0].x();
  }

  /**
   * Returns the values of the inputs of a layer after {@link #forward}: {@code inputs x capacity}.
   */
  public double[] layerInputs(int layer) {
    return tiles[layer].x();
  }

  /** Computes the outputs of the rows in the input tile. */
  public void forward(int rows) {
    for (int l = 0; l < layers.length; l++) {
      kernel.forward(layers[l].plan, cells[l], tiles[l], rows);
      symbolic[l].forward(tiles[l], rows);
      if (l + 1 < layers.length) {
        toNodes(l, rows, tiles[l + 1].x());
      }
    }
  }

  /** Turns the sums of a layer into the values of its nodes, {@code nodes x capacity}. */
  private void toNodes(int l, int rows, double[] nodes) {
    KanLayer layer = network.layer(l);
    int stride = layers[l].plan.stride();
    double[] y = tiles[l].y();
    if (capacity == 1) {
      System.arraycopy(y, 0, nodes, 0, layer.sumNodes());
    } else {
      transpose(y, stride, layer.sumNodes(), rows, nodes);
    }
    for (int m = 0; m < layer.productNodes(); m++) {
      int n = layer.sumNodes() + m;
      int sum = layer.sumNodes() + 2 * m;
      for (int r = 0; r < rows; r++) {
        nodes[n * capacity + r] = y[r * stride + sum] * y[r * stride + sum + 1];
      }
    }
  }

  private void transpose(double[] y, int stride, int sums, int rows, double[] nodes) {
    for (int from = 0; from < rows; from += BLOCK) {
      int to = Math.min(from + BLOCK, rows);
      for (int n = 0; n < sums; n++) {
        for (int r = from; r < to; r++) {
          nodes[n * capacity + r] = y[r * stride + n];
        }
      }
    }
  }

  /**
   * Copies the outputs of the network.
   *
   * @param rows number of rows
   * @param to receives node n of row r at {@code n * capacity + r}
   */
  public void outputs(int rows, double[] to) {
    toNodes(layers.length - 1, rows, to);
  }

  /**
   * Computes gradients from the loss's gradient by the outputs and adds that by the parameters.
   *
   * @param rows number of rows, those of the last {@link #forward}
   * @param gradient gradient by node n of row r at {@code n * capacity + r}
   */
  public void backward(int rows, double[] gradient) {
    backward(rows, gradient, null);
  }

  /**
   * Does the same for an objective that depends on the values of hidden nodes, too.
   *
   * @param term adds the gradient by the inputs of each layer but the first; null for none
   */
  public void backward(int rows, double[] gradient, @Nullable ActivationTerm term) {
    double[] byNodes = gradient;
    for (int l = layers.length - 1; l > 0; l--) {
      toSums(l, rows, byNodes);
      kernel.backward(layers[l].plan, cells[l], tiles[l], rows, gradCells(l));
      symbolic[l].addGradient(tiles[l], rows);
      symbolic[l].addInputGradient(tiles[l], rows);
      byNodes = tiles[l].gradX();
      if (term != null) {
        term.addTo(l, rows, byNodes);
      }
    }
    toSums(0, rows, byNodes);
    kernel.addGradient(layers[0].plan, tiles[0], rows, gradCells(0));
    symbolic[0].addGradient(tiles[0], rows);
  }

  private double[] gradCells(int l) {
    double[] sums = gradCells[l];
    if (sums == null) {
      sums = new double[layers[l].plan.size()];
      gradCells[l] = sums;
    }
    return sums;
  }

  /**
   * Computes gradients by the sums of all layers, without adding any by parameters.
   *
   * @param rows number of rows, those of the last {@link #forward}
   * @param gradient gradient by node n of row r at {@code n * capacity + r}
   */
  public void propagate(int rows, double[] gradient) {
    double[] byNodes = gradient;
    for (int l = layers.length - 1; l > 0; l--) {
      toSums(l, rows, byNodes);
      kernel.inputGradient(layers[l].plan, cells[l], tiles[l], rows);
      symbolic[l].addInputGradient(tiles[l], rows);
      byNodes = tiles[l].gradX();
    }
    toSums(0, rows, byNodes);
  }

  /** Turns the gradient by the nodes of a layer into that by its sums. */
  private void toSums(int l, int rows, double[] byNodes) {
    KanLayer layer = network.layer(l);
    int stride = layers[l].plan.stride();
    double[] y = tiles[l].y();
    double[] gradY = tiles[l].gradY();
    for (int from = 0; from < rows; from += BLOCK) {
      int to = Math.min(from + BLOCK, rows);
      for (int n = 0; n < layer.sumNodes(); n++) {
        for (int r = from; r < to; r++) {
          gradY[r * stride + n] = byNodes[n * capacity + r];
        }
      }
    }
    for (int m = 0; m < layer.productNodes(); m++) {
      int n = layer.sumNodes() + m;
      int sum = layer.sumNodes() + 2 * m;
      for (int r = 0; r < rows; r++) {
        double g = byNodes[n * capacity + r];
        gradY[r * stride + sum] = g * y[r * stride + sum + 1];
        gradY[r * stride + sum + 1] = g * y[r * stride + sum];
      }
    }
  }

  /** Computes the gradient by the network's inputs after {@link #backward}. */
  public double[] inputGradient(int rows) {
    kernel.inputGradient(layers[0].plan, cells[0], tiles[0], rows);
    symbolic[0].addInputGradient(tiles[0], rows);
    return tiles[0].gradX();
  }

  /** Returns the plan of a layer. */
  LayerPlan plan(int layer) {
    return layers[layer].plan;
  }

  /** Returns the tile of a layer. */
  LayerTile tile(int layer) {
    return tiles[layer];
  }

  /** Returns the polynomials of a layer, laid out as its plan says. */
  double[] cells(int layer) {
    return cells[layer];
  }

  /** Returns the symbolic edges of a layer. */
  SymbolicTile symbolic(int layer) {
    return symbolic[layer];
  }

  /** Sets the sum of gradients to 0. */
  public void clearGradient() {
    for (SymbolicTile edges : symbolic) {
      edges.clearGradient();
    }
    for (double[] sums : gradCells) {
      if (sums != null) {
        Arrays.fill(sums, 0.0);
      }
    }
  }

  /**
   * Adds the gradient by the parameters that {@link #backward} has summed, once: call {@link
   * #clearGradient} before the next sum.
   *
   * @param gradient laid out as the parameters
   */
  public void addGradient(double[] gradient) {
    for (int l = 0; l < layers.length; l++) {
      if (gradCells[l] != null) {
        layers[l].addGradient(gradCells[l], gradient);
      }
      symbolic[l].addGradient(gradient, network.symbolicOffset(l));
    }
  }
}
