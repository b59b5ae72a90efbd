package org.kanspark.kernel.ops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds the edges of wide layers to their outputs, the polynomials of a cell held in registers.
 *
 * <p>Four vectors of outputs at a time need 20 registers for a cubic and its base weight: right for
 * the 32 of AVX-512. Narrower vectors come with 16, hence two at a time.
 */
final class VectorWideForward {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;

  private VectorWideForward() {}

  static void addEdges(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    int j = 0;
    for (; j + 2 * N <= stride; j += 2 * N) {
      for (int i = 0; i < plan.inputs(); i++) {
        addTwo(plan, cells, tile, rows, i, j);
      }
    }
    for (; j < stride; j += N) {
      for (int i = 0; i < plan.inputs(); i++) {
        addOne(plan, cells, tile, rows, i, j);
      }
    }
  }

  private static void addTwo(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    long[] cell = tile.cell;
    int[] sorted = tile.sorted;
    double[] ts = tile.t;
    double[] base = tile.base;
    double[] y = tile.y;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at = plan.inputOffset(input) + q * 5 * stride + j;
      DoubleVector a00 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a01 = DoubleVector.fromArray(SPECIES, cells, at + N);
      DoubleVector a10 = DoubleVector.fromArray(SPECIES, cells, at + stride);
      DoubleVector a11 = DoubleVector.fromArray(SPECIES, cells, at + stride + N);
      DoubleVector a20 = DoubleVector.fromArray(SPECIES, cells, at + 2 * stride);
      DoubleVector a21 = DoubleVector.fromArray(SPECIES, cells, at + 2 * stride + N);
      DoubleVector a30 = DoubleVector.fromArray(SPECIES, cells, at + 3 * stride);
      DoubleVector a31 = DoubleVector.fromArray(SPECIES, cells, at + 3 * stride + N);
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, cells, at + 4 * stride);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, cells, at + 4 * stride + N);
      do {
        int row = sorted[p];
        double t = ts[first + row];
        DoubleVector t1 = DoubleVector.broadcast(SPECIES, t);
        DoubleVector t2 = DoubleVector.broadcast(SPECIES, t * t);
        DoubleVector t3 = DoubleVector.broadcast(SPECIES, t * t * t);
        DoubleVector b = DoubleVector.broadcast(SPECIES, base[first + row]);
        int out = row * stride + j;
        DoubleVector y0 = DoubleVector.fromArray(SPECIES, y, out).add(a00);
        DoubleVector y1 = DoubleVector.fromArray(SPECIES, y, out + N).add(a01);
        w0.fma(b, a30.fma(t3, a20.fma(t2, a10.fma(t1, y0)))).intoArray(y, out);
        w1.fma(b, a31.fma(t3, a21.fma(t2, a11.fma(t1, y1)))).intoArray(y, out + N);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
    }
  }

  private static void addOne(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    for (int p = first; p < first + rows; p++) {
      int row = tile.sorted[p];
      int at = plan.inputOffset(input) + (int) tile.cell[first + row] * 5 * stride + j;
      double t = tile.t[first + row];
      int out = row * stride + j;
      DoubleVector y =
          DoubleVector.fromArray(SPECIES, tile.y, out)
              .add(DoubleVector.fromArray(SPECIES, cells, at));
      y = DoubleVector.fromArray(SPECIES, cells, at + stride).fma(v(t), y);
      y = DoubleVector.fromArray(SPECIES, cells, at + 2 * stride).fma(v(t * t), y);
      y = DoubleVector.fromArray(SPECIES, cells, at + 3 * stride).fma(v(t * t * t), y);
      y = DoubleVector.fromArray(SPECIES, cells, at + 4 * stride).fma(v(tile.base[first + row]), y);
      y.intoArray(tile.y, out);
    }
  }

  private static DoubleVector v(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
