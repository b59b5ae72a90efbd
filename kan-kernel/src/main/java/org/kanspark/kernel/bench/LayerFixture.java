package org.kanspark.kernel.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.ops.LayerKernel;
import org.kanspark.kernel.ops.LayerPlan;
import org.kanspark.kernel.ops.LayerTile;
import org.kanspark.kernel.spline.CellTable;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

/**
 * Holds one layer of random splines with SiLU and one tile of random rows, what the benchmarks of
 * the kernels' operations work on.
 *
 * <p>All inputs have the same knots on [-1, 1]. Rows fall into all cells alike, as they do where
 * knots follow the quantiles of the data.
 */
final class LayerFixture {
  private static final Extrapolation EXTRAPOLATION = Extrapolation.LINEAR;
  private static final long SEED = 3;

  /** Says where the knots are. */
  enum Placement {
    /** Evenly spaced. */
    EVEN,
    /** Inner knots moved at random by up to 0.3 of the spacing. */
    UNEVEN,
    /** Squares of even ones, signs kept: close around 0, far apart at the ends. */
    CLUSTERED;

    /** Finds a placement by its name in lower case. */
    static Placement parse(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  private final LayerKernel kernel;
  private final Knots knots;
  private final LayerPlan plan;
  private final LayerTile tile;
  private final double[][] coefficients;
  private final double[][] baseWeights;
  private final double[] cells;
  private final double[] gradCells;

  /**
   * Makes a layer, fills its tile and computes it forward once.
   *
   * @param inputs number of inputs
   * @param outputs number of outputs
   * @param degree degree of the splines
   * @param grid grid intervals
   * @param placement where the knots are
   * @param kernel {@code simd} or {@code scalar}
   */
  LayerFixture(int inputs, int outputs, int degree, int grid, Placement placement, String kernel) {
    SplittableRandom random = new SplittableRandom(SEED);
    this.kernel = Kernels.byName(kernel);
    this.knots = knots(degree, grid, placement, random);
    CellTable[] tables = new CellTable[inputs];
    Arrays.fill(tables, CellTable.spline(knots, EXTRAPOLATION));
    boolean[] hasBase = new boolean[inputs];
    Arrays.fill(hasBase, true);
    this.plan = new LayerPlan(tables, outputs, BaseFunction.SILU, hasBase);
    this.tile = new LayerTile(plan, tileRows());
    this.coefficients = random(random, inputs, knots.coefficients() * outputs);
    this.baseWeights = random(random, inputs, outputs);
    this.cells = new double[plan.size()];
    this.gradCells = new double[plan.size()];
    for (int i = 0; i < inputs; i++) {
      fillCells(i);
    }
    fillTile(random);
    forward();
  }

  static Knots knots(int degree, int grid, Placement placement, SplittableRandom random) {
    double[] interior = Knots.uniform(degree, grid, -1, 1).interior();
    for (int g = 1; g < grid; g++) {
      switch (placement) {
        case EVEN -> {}
        case UNEVEN -> interior[g] += 0.3 * 2.0 / grid * random.nextDouble(-1, 1);
        case CLUSTERED -> interior[g] *= Math.abs(interior[g]);
      }
    }
    return Knots.of(degree, interior);
  }

  /** Returns the rows of a tile that a network of this layer alone is evaluated with. */
  private int tileRows() {
    List<InputSpline> inputs = Collections.nCopies(plan.inputs(), InputSpline.spline(knots));
    KanNetwork network =
        new KanNetwork(
            knots.degree(),
            plan.base(),
            EXTRAPOLATION,
            List.of(KanLayer.of(inputs, plan.outputs(), 0)));
    return new NetworkEvaluator(network, kernel).capacity();
  }

  private static double[][] random(SplittableRandom random, int rows, int columns) {
    double[][] numbers = new double[rows][];
    Arrays.setAll(numbers, row -> random.doubles(columns, -1, 1).toArray());
    return numbers;
  }

  private void fillCells(int input) {
    plan.toPolynomials(input, coefficients[input], 0, cells);
    for (int q = 0; q < plan.table(input).cells(); q++) {
      System.arraycopy(baseWeights[input], 0, cells, plan.baseOffset(input, q), plan.outputs());
    }
  }

  private void fillTile(SplittableRandom random) {
    double[] interior = knots.interior();
    double[] x = tile.x();
    for (int p = 0; p < x.length; p++) {
      int cell = random.nextInt(knots.intervals());
      x[p] = random.nextDouble(interior[cell], interior[cell + 1]);
    }
    for (int r = 0; r < rows(); r++) {
      for (int j = 0; j < plan.outputs(); j++) {
        tile.gradY()[r * plan.stride() + j] = random.nextDouble(-1, 1);
      }
    }
  }

  /** Computes the outputs of the tile. */
  void forward() {
    kernel.forward(plan, cells, tile, rows());
  }

  /** Adds the gradient by the polynomials. */
  void addGradient() {
    kernel.addGradient(plan, tile, rows(), gradCells);
  }

  /** Does what {@link #addGradient} and {@link #inputGradient} do, as networks do. */
  void backward() {
    kernel.backward(plan, cells, tile, rows(), gradCells);
  }

  /** Computes the gradient by the inputs. */
  void inputGradient() {
    kernel.inputGradient(plan, cells, tile, rows());
  }

  /** Returns the rows of the tile. */
  int rows() {
    return tile.capacity();
  }

  /** Returns how many edges one of the operations evaluates. */
  long edges() {
    return (long) rows() * plan.inputs() * plan.outputs();
  }

  LayerPlan plan() {
    return plan;
  }

  LayerTile tile() {
    return tile;
  }

  Knots knots() {
    return knots;
  }

  /** Returns the spline coefficient m of an edge. */
  double coefficient(int input, int m, int output) {
    return coefficients[input][m * plan.outputs() + output];
  }

  /** Returns the weight of SiLU of an edge. */
  double baseWeight(int input, int output) {
    return baseWeights[input][output];
  }

  /** Returns the polynomials, laid out as the plan says. */
  double[] cells() {
    return cells;
  }

  /** Returns the sum of gradients by the polynomials. */
  double[] gradCells() {
    return gradCells;
  }
}
