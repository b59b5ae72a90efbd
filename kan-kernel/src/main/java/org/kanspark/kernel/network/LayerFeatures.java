package org.kanspark.kernel.network;

import java.util.Arrays;
import org.kanspark.kernel.ops.LayerPlan;
import org.kanspark.kernel.ops.LayerTile;

/**
 * Gives what the edges of one layer multiply their parameters with, row by row.
 *
 * <p>The parameters of a layer are a matrix, {@code size x sums}: parameter (f, j) is at {@code
 * offset(l, 0) + f * sums + j} of the flat array. Features are, input after input, its basis
 * functions and, where it has one, its base function; sum j is the product of a row's features with
 * column j. Only k + 1 basis functions of an input are non-zero, so features come in runs of
 * consecutive ones, as many and as long in every row.
 */
public final class LayerFeatures {
  private final NetworkEvaluator evaluator;
  private final int layer;
  private final int size;
  private final int[] firsts;
  private final int[] offsets;
  private final double[] basis;

  /**
   * Looks at a layer.
   *
   * @param evaluator evaluates the network; {@link NetworkEvaluator#forward} must have been called
   *     before {@link #copy}, {@link NetworkEvaluator#propagate} before {@link #slope}
   * @param layer index of the layer
   */
  public LayerFeatures(NetworkEvaluator evaluator, int layer) {
    this.evaluator = evaluator;
    this.layer = layer;
    LayerPlan plan = evaluator.plan(layer);
    int inputs = plan.inputs();
    this.firsts = new int[inputs];
    int[] ends = new int[2 * inputs + 1];
    int features = 0;
    int runs = 0;
    int window = 0;
    for (int i = 0; i < inputs; i++) {
      firsts[i] = features;
      features += plan.table(i).parameters();
      window = Math.max(window, plan.table(i).window());
      ends[runs + 1] = ends[runs] + plan.table(i).window();
      runs++;
      if (plan.hasBase(i)) {
        features++;
        ends[runs + 1] = ends[runs] + 1;
        runs++;
      }
    }
    this.size = features;
    this.offsets = Arrays.copyOf(ends, runs + 1);
    this.basis = new double[window];
  }

  /** Returns the number of inputs of the layer. */
  public int inputs() {
    return firsts.length;
  }

  /** Returns the number of basis functions of an input, its base function left out. */
  public int basisFunctions(int input) {
    return evaluator.plan(layer).table(input).parameters();
  }

  /** Returns how many basis functions of an input are active at a time. */
  public int window(int input) {
    return evaluator.plan(layer).table(input).window();
  }

  /** Returns whether an input has a base function. */
  public boolean hasBase(int input) {
    return evaluator.plan(layer).hasBase(input);
  }

  /** Returns the number of features. */
  public int size() {
    return size;
  }

  /** Returns the first feature of an input; the others follow. */
  public int first(int input) {
    return firsts[input];
  }

  /** Returns the number of runs of a row. */
  public int runs() {
    return offsets.length - 1;
  }

  /** Returns where each run begins among the values of a row, and where the last one ends. */
  public int[] offsets() {
    return offsets.clone();
  }

  /** Returns the number of values of a row. */
  public int length() {
    return offsets[offsets.length - 1];
  }

  /**
   * Copies the features of row r of the tile.
   *
   * @param r the row
   * @param starts receives the first feature of each run
   * @param startsFrom index of the first start
   * @param values receives the features that may be non-zero, run after run
   * @param valuesFrom index of the first value
   */
  public void copy(int r, int[] starts, int startsFrom, double[] values, int valuesFrom) {
    LayerPlan plan = evaluator.plan(layer);
    LayerTile tile = evaluator.tile(layer);
    int run = 0;
    for (int i = 0; i < firsts.length; i++) {
      int p = i * tile.capacity() + r;
      int active = plan.table(i).basis((int) tile.cell()[p], tile.t()[p], basis);
      starts[startsFrom + run] = firsts[i] + active;
      System.arraycopy(basis, 0, values, valuesFrom + offsets[run], plan.table(i).window());
      run++;
      if (plan.hasBase(i)) {
        starts[startsFrom + run] = firsts[i] + plan.table(i).parameters();
        values[valuesFrom + offsets[run]] = tile.base()[p];
        run++;
      }
    }
  }

  /** Returns the derivative of what was propagated by a sum of the layer, at row r. */
  public double slope(int r, int sum) {
    return evaluator.tile(layer).gradY()[r * evaluator.plan(layer).stride() + sum];
  }
}
