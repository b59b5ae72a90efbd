package org.kanspark.kernel.network;

import java.util.List;
import org.kanspark.kernel.ops.LayerPlan;
import org.kanspark.kernel.ops.LayerTile;

/**
 * Computes what each single edge contributes at a row, which the kernels only know as sums. Of one
 * evaluator, after its {@link NetworkEvaluator#forward}.
 */
public final class EdgeValues {
  private final KanNetwork network;
  private final NetworkEvaluator evaluator;
  // Where locate found the polynomials of an input at a row.
  private double[] cells = {};
  private int point;
  private int cell;
  private int at;
  private int weights;
  private double t;

  /** Makes values of an evaluator. */
  public EdgeValues(KanNetwork network, NetworkEvaluator evaluator) {
    this.network = network;
    this.evaluator = evaluator;
  }

  /**
   * Computes the values of all edges of one input at one row; dead ones are 0.
   *
   * @param layer the layer
   * @param input the input
   * @param row row of the tile
   * @param values receives one number a sum
   */
  public void load(int layer, int input, int row, double[] values) {
    locate(layer, input, row);
    LayerPlan plan = evaluator.plan(layer);
    double base = evaluator.tile(layer).base()[point];
    int stride = plan.stride();
    int sums = network.layer(layer).sums();
    for (int j = 0; j < sums; j++) {
      double value = cells[at + 3 * stride + j];
      for (int d = 2; d >= 0; d--) {
        value = Math.fma(value, t, cells[at + d * stride + j]);
      }
      values[j] = Math.fma(cells[weights + j], base, value);
    }
    if (plan.hasHighTerms()) {
      int high = plan.highOffset(input) + cell * plan.highSize();
      double t4 = (t * t) * (t * t);
      for (int j = 0; j < sums; j++) {
        double factor = Math.fma(cells[high + stride + j], t, cells[high + j]);
        values[j] = Math.fma(factor, t4, values[j]);
      }
    }
    addSymbolic(layer, input, row, values);
  }

  /**
   * Computes the derivatives of the splines of one input by it, at one row.
   *
   * @param layer the layer
   * @param input the input
   * @param row row of the tile
   * @param slopes receives one number a sum; 0 for dead and for symbolic edges
   */
  public void loadSlopes(int layer, int input, int row, double[] slopes) {
    locate(layer, input, row);
    LayerPlan plan = evaluator.plan(layer);
    double byBase = evaluator.tile(layer).baseSlope()[point];
    double byT = evaluator.tile(layer).slope()[point];
    int stride = plan.stride();
    int sums = network.layer(layer).sums();
    for (int j = 0; j < sums; j++) {
      double slope = Math.fma(3 * cells[at + 3 * stride + j], t, 2 * cells[at + 2 * stride + j]);
      slope = Math.fma(slope, t, cells[at + stride + j]);
      slopes[j] = Math.fma(cells[weights + j], byBase, slope * byT);
    }
    if (plan.hasHighTerms()) {
      int high = plan.highOffset(input) + cell * plan.highSize();
      double t3 = t * t * t;
      for (int j = 0; j < sums; j++) {
        double factor = Math.fma(5 * cells[high + stride + j], t, 4 * cells[high + j]);
        slopes[j] = Math.fma(factor * byT, t3, slopes[j]);
      }
    }
  }

  /** Returns whether an input is missing at a row. */
  public boolean isMissing(int layer, int input, int row) {
    LayerTile tile = evaluator.tile(layer);
    int missing = evaluator.plan(layer).table(input).missingCell();
    return missing >= 0 && tile.cell()[input * tile.capacity() + row] == missing;
  }

  private void locate(int layer, int input, int row) {
    LayerPlan plan = evaluator.plan(layer);
    LayerTile tile = evaluator.tile(layer);
    cells = evaluator.cells(layer);
    point = input * tile.capacity() + row;
    cell = (int) tile.cell()[point];
    at = plan.inputOffset(input) + cell * plan.cellSize();
    weights = plan.baseOffset(input, cell);
    t = tile.t()[point];
  }

  private void addSymbolic(int layer, int input, int row, double[] values) {
    SymbolicTile symbolic = evaluator.symbolic(layer);
    List<SymbolicEdge> edges = symbolic.edges();
    for (int e = 0; e < edges.size(); e++) {
      if (edges.get(e).input() == input) {
        values[edges.get(e).sum()] += symbolic.value(e, row, evaluator.tile(layer));
      }
    }
  }
}
