package org.kanspark.kernel.network;

import java.util.List;
import org.kanspark.kernel.ops.LayerPlan;
import org.kanspark.kernel.ops.LayerTile;

/**
 * Holds the derivatives of a network's output by its parameters, for one row at a time.
 *
 * <p>Only k + 1 coefficients of an edge act at a point, so a row of the Jacobian is sparse. Its
 * non-zeros come in runs of consecutive parameters, increasing: for each input one of {@code window
 * * sums} coefficients and, where edges have a base function, one of {@code sums} base weights;
 * then four for each symbolic edge.
 */
public final class JacobianRow {
  private final KanNetwork network;
  private final NetworkEvaluator evaluator;
  private final int[] starts;
  private final int[] offsets;
  private final double[] values;
  private final double[] basis;
  private final double[] symbolic = new double[SymbolicEdge.PARAMETERS];
  private int run;

  /**
   * Allocates a row.
   *
   * @param network the network
   * @param evaluator evaluates it; {@link NetworkEvaluator#forward} and {@link
   *     NetworkEvaluator#propagate} with gradients of 1 must have been called before {@link #load}
   */
  public JacobianRow(KanNetwork network, NetworkEvaluator evaluator) {
    this.network = network;
    this.evaluator = evaluator;
    int runs = 0;
    int length = 0;
    int window = 0;
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      LayerPlan plan = evaluator.plan(l);
      for (int i = 0; i < layer.inputs(); i++) {
        runs += plan.hasBase(i) ? 2 : 1;
        int active = plan.table(i).window();
        window = Math.max(window, active);
        length += (active + (plan.hasBase(i) ? 1 : 0)) * layer.sums();
      }
    }
    for (int l = 0; l < network.depth(); l++) {
      int symbolic = network.layer(l).symbolicEdges().size();
      runs += symbolic;
      length += symbolic * SymbolicEdge.PARAMETERS;
    }
    this.starts = new int[runs];
    this.offsets = new int[runs + 1];
    this.values = new double[length];
    this.basis = new double[window];
  }

  /** Computes the derivatives of row r of the tile. */
  public void load(int r) {
    run = 0;
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      LayerPlan plan = evaluator.plan(l);
      LayerTile tile = evaluator.tile(l);
      boolean allSplines = layer.allSplines();
      for (int i = 0; i < layer.inputs(); i++) {
        int p = i * tile.capacity() + r;
        int window = plan.table(i).window();
        int first = plan.table(i).basis((int) tile.cell()[p], tile.t()[p], basis);
        int from = offsets[run];
        for (int m = 0; m < window; m++) {
          scaled(basis[m], tile, r * plan.stride(), from + m * layer.sums(), layer.sums());
        }
        end(network.offset(l, i) + first * layer.sums(), window * layer.sums());
        if (plan.hasBase(i)) {
          int base = offsets[run];
          scaled(tile.base()[p], tile, r * plan.stride(), base, layer.sums());
          end(network.baseOffset(l, i), layer.sums());
        }
        if (!allSplines) {
          silenceOthers(layer, i, from, offsets[run]);
        }
      }
    }
    loadSymbolic(r);
  }

  private void loadSymbolic(int r) {
    for (int l = 0; l < network.depth(); l++) {
      SymbolicTile functions = evaluator.symbolic(l);
      List<SymbolicEdge> edges = functions.edges();
      LayerTile tile = evaluator.tile(l);
      for (int e = 0; e < edges.size(); e++) {
        functions.derivatives(e, r, tile, symbolic);
        double delta = tile.gradY()[r * evaluator.plan(l).stride() + edges.get(e).sum()];
        for (int n = 0; n < SymbolicEdge.PARAMETERS; n++) {
          values[offsets[run] + n] = delta * symbolic[n];
        }
        end(network.symbolicOffset(l) + e * SymbolicEdge.PARAMETERS, SymbolicEdge.PARAMETERS);
      }
    }
  }

  private void scaled(double factor, LayerTile tile, int from, int to, int sums) {
    double[] delta = tile.gradY();
    for (int j = 0; j < sums; j++) {
      values[to + j] = factor * delta[from + j];
    }
  }

  private void end(int start, int length) {
    starts[run] = start;
    offsets[run + 1] = offsets[run] + length;
    run++;
  }

  private void silenceOthers(KanLayer layer, int input, int from, int to) {
    for (int j = 0; j < layer.sums(); j++) {
      if (!layer.isSpline(input, j)) {
        for (int at = from + j; at < to; at += layer.sums()) {
          values[at] = 0.0;
        }
      }
    }
  }

  /** Returns the number of runs. */
  public int runs() {
    return starts.length;
  }

  /** Returns the first parameter of each run. */
  public int[] starts() {
    return starts;
  }

  /** Returns where each run begins in {@link #values}, and where the last one ends. */
  public int[] offsets() {
    return offsets;
  }

  /** Returns the derivatives, run after run. */
  public double[] values() {
    return values;
  }
}
