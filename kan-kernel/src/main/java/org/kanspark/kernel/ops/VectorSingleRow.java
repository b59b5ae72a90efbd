package org.kanspark.kernel.ops;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.kanspark.kernel.spline.CellTable;

/** Computes single rows with vectors across inputs, then across outputs, sums in registers. */
final class VectorSingleRow {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;

  private static final long WHOLE_PART = (1L << 32) - 1;

  private VectorSingleRow() {}

  /** Does what {@link LayerKernel#prepare} does, for SiLU. */
  static void prepare(LayerPlan plan, LayerTile tile) {
    RowInputs inputs = plan.rowInputs();
    locate(inputs, plan.inputs(), tile);
    for (int i : inputs.uneven) {
      plan.table(i).locate(tile.x, i, i + 1, tile.cell, tile.t, tile.slope);
    }
    VectorSilu.evaluate(tile.x, 0, RowInputs.padded(plan.inputs()), tile.base, tile.baseSlope);
    for (int i : inputs.withoutBase) {
      tile.base[i] = 0.0;
      tile.baseSlope[i] = 0.0;
    }
    for (int i : inputs.withMissing) {
      tile.placeMissing(i, i + 1, plan.table(i).missingCell());
    }
  }

  /** Locates inputs with even cells as {@link EvenCells} does, up to whole vectors of inputs. */
  private static void locate(RowInputs inputs, int count, LayerTile tile) {
    DoubleVector round = DoubleVector.broadcast(SPECIES, Silu.ROUND);
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
    for (int p = 0; p < count; p += N) {
      DoubleVector perUnit = DoubleVector.fromArray(SPECIES, inputs.perUnit, p);
      DoubleVector last = DoubleVector.fromArray(SPECIES, inputs.last, p);
      DoubleVector z = DoubleVector.fromArray(SPECIES, tile.x, p);
      z = z.sub(DoubleVector.fromArray(SPECIES, inputs.lower, p)).mul(perUnit);
      z = z.blend(CellTable.REACH, z.compare(GT, CellTable.REACH));
      z = z.blend(-CellTable.REACH, z.compare(LT, -CellTable.REACH));
      VectorMask<Double> right = z.compare(GT, last);
      VectorMask<Double> known = z.compare(GE, zero);
      DoubleVector nearest = z.add(round).sub(round);
      DoubleVector floor = nearest.blend(nearest.sub(one), nearest.compare(GT, z));
      floor = floor.blend(last.sub(one), floor.compare(GE, last));
      DoubleVector cell = zero.sub(one).blend(floor, known).blend(last, right);
      DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
      DoubleVector centre = zero.blend(floor.add(half), known).blend(last, right);
      z.sub(centre).intoArray(tile.t, p);
      perUnit.intoArray(tile.slope, p);
      // Adding 2^52 * 1.5 leaves a whole number in the low bits.
      LongVector whole = cell.add(one).add(round).reinterpretAsLongs();
      whole.and(WHOLE_PART).intoArray(tile.cell, p);
    }
  }

  /** Sums the edges of every output. */
  static void addEdges(LayerPlan plan, double[] cells, LayerTile tile) {
    int j = 0;
    for (; j + 2 * N <= plan.stride(); j += 2 * N) {
      addTwo(plan, cells, tile, j);
    }
    for (; j < plan.stride(); j += N) {
      addOne(plan, cells, tile, j);
    }
  }

  private static void addTwo(LayerPlan plan, double[] cells, LayerTile tile, int j) {
    int stride = plan.stride();
    int inputs = plan.inputs();
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] base = tile.base;
    DoubleVector y0 = DoubleVector.zero(SPECIES);
    DoubleVector y1 = DoubleVector.zero(SPECIES);
    for (int i = 0; i < inputs; i++) {
      int at = plan.inputOffset(i) + (int) cell[i] * 5 * stride + j;
      double t = ts[i];
      DoubleVector t1 = DoubleVector.broadcast(SPECIES, t);
      DoubleVector t2 = DoubleVector.broadcast(SPECIES, t * t);
      DoubleVector t3 = DoubleVector.broadcast(SPECIES, t * t * t);
      DoubleVector b = DoubleVector.broadcast(SPECIES, base[i]);
      y0 = y0.add(DoubleVector.fromArray(SPECIES, cells, at));
      y1 = y1.add(DoubleVector.fromArray(SPECIES, cells, at + N));
      y0 = DoubleVector.fromArray(SPECIES, cells, at + stride).fma(t1, y0);
      y1 = DoubleVector.fromArray(SPECIES, cells, at + stride + N).fma(t1, y1);
      y0 = DoubleVector.fromArray(SPECIES, cells, at + 2 * stride).fma(t2, y0);
      y1 = DoubleVector.fromArray(SPECIES, cells, at + 2 * stride + N).fma(t2, y1);
      y0 = DoubleVector.fromArray(SPECIES, cells, at + 3 * stride).fma(t3, y0);
      y1 = DoubleVector.fromArray(SPECIES, cells, at + 3 * stride + N).fma(t3, y1);
      y0 = DoubleVector.fromArray(SPECIES, cells, at + 4 * stride).fma(b, y0);
      y1 = DoubleVector.fromArray(SPECIES, cells, at + 4 * stride + N).fma(b, y1);
    }
    y0.intoArray(tile.y, j);
    y1.intoArray(tile.y, j + N);
  }

  private static void addOne(LayerPlan plan, double[] cells, LayerTile tile, int j) {
    int stride = plan.stride();
    DoubleVector y = DoubleVector.zero(SPECIES);
    for (int i = 0; i < plan.inputs(); i++) {
      int at = plan.inputOffset(i) + (int) tile.cell[i] * 5 * stride + j;
      double t = tile.t[i];
      DoubleVector t1 = DoubleVector.broadcast(SPECIES, t);
      DoubleVector t2 = DoubleVector.broadcast(SPECIES, t * t);
      DoubleVector t3 = DoubleVector.broadcast(SPECIES, t * t * t);
      DoubleVector b = DoubleVector.broadcast(SPECIES, tile.base[i]);
      y = y.add(DoubleVector.fromArray(SPECIES, cells, at));
      y = DoubleVector.fromArray(SPECIES, cells, at + stride).fma(t1, y);
      y = DoubleVector.fromArray(SPECIES, cells, at + 2 * stride).fma(t2, y);
      y = DoubleVector.fromArray(SPECIES, cells, at + 3 * stride).fma(t3, y);
      y = DoubleVector.fromArray(SPECIES, cells, at + 4 * stride).fma(b, y);
    }
    y.intoArray(tile.y, j);
  }
}
