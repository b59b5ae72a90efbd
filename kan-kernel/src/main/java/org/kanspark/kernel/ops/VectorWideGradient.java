package org.kanspark.kernel.ops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds up the gradient by the polynomials of wide layers, that of a cell held in registers while
 * its rows pass by. Tiles of outputs as in {@link VectorWideForward}.
 */
final class VectorWideGradient {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;

  private VectorWideGradient() {}

  static void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] grad) {
    int stride = plan.stride();
    int j = 0;
    for (; j + 2 * N <= stride; j += 2 * N) {
      for (int i = 0; i < plan.inputs(); i++) {
        addTwo(plan, tile, rows, grad, i, j);
      }
    }
    for (; j < stride; j += N) {
      for (int i = 0; i < plan.inputs(); i++) {
        addOne(plan, tile, rows, grad, i, j);
      }
    }
  }

  private static void addTwo(
      LayerPlan plan, LayerTile tile, int rows, double[] grad, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    long[] cell = tile.cell;
    int[] sorted = tile.sorted;
    double[] ts = tile.t;
    double[] base = tile.base;
    double[] gradY = tile.gradY;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at0 = plan.inputOffset(input) + q * 5 * stride + j;
      int at1 = at0 + stride;
      int at2 = at1 + stride;
      int at3 = at2 + stride;
      int at4 = at3 + stride;
      DoubleVector a00 = DoubleVector.fromArray(SPECIES, grad, at0);
      DoubleVector a01 = DoubleVector.fromArray(SPECIES, grad, at0 + N);
      DoubleVector a10 = DoubleVector.fromArray(SPECIES, grad, at1);
      DoubleVector a11 = DoubleVector.fromArray(SPECIES, grad, at1 + N);
      DoubleVector a20 = DoubleVector.fromArray(SPECIES, grad, at2);
      DoubleVector a21 = DoubleVector.fromArray(SPECIES, grad, at2 + N);
      DoubleVector a30 = DoubleVector.fromArray(SPECIES, grad, at3);
      DoubleVector a31 = DoubleVector.fromArray(SPECIES, grad, at3 + N);
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, grad, at4);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, grad, at4 + N);
      do {
        int row = sorted[p];
        double t = ts[first + row];
        DoubleVector t1 = DoubleVector.broadcast(SPECIES, t);
        DoubleVector t2 = DoubleVector.broadcast(SPECIES, t * t);
        DoubleVector t3 = DoubleVector.broadcast(SPECIES, t * t * t);
        DoubleVector b = DoubleVector.broadcast(SPECIES, base[first + row]);
        int out = row * stride + j;
        DoubleVector g0 = DoubleVector.fromArray(SPECIES, gradY, out);
        a00 = a00.add(g0);
        a10 = g0.fma(t1, a10);
        a20 = g0.fma(t2, a20);
        a30 = g0.fma(t3, a30);
        w0 = g0.fma(b, w0);
        DoubleVector g1 = DoubleVector.fromArray(SPECIES, gradY, out + N);
        a01 = a01.add(g1);
        a11 = g1.fma(t1, a11);
        a21 = g1.fma(t2, a21);
        a31 = g1.fma(t3, a31);
        w1 = g1.fma(b, w1);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
      a00.intoArray(grad, at0);
      a01.intoArray(grad, at0 + N);
      a10.intoArray(grad, at1);
      a11.intoArray(grad, at1 + N);
      a20.intoArray(grad, at2);
      a21.intoArray(grad, at2 + N);
      a30.intoArray(grad, at3);
      a31.intoArray(grad, at3 + N);
      w0.intoArray(grad, at4);
      w1.intoArray(grad, at4 + N);
    }
  }

  private static void addOne(
      LayerPlan plan, LayerTile tile, int rows, double[] grad, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    for (int p = first; p < first + rows; p++) {
      int row = tile.sorted[p];
      int at = plan.inputOffset(input) + (int) tile.cell[first + row] * 5 * stride + j;
      double t = tile.t[first + row];
      DoubleVector g = DoubleVector.fromArray(SPECIES, tile.gradY, row * stride + j);
      DoubleVector.fromArray(SPECIES, grad, at).add(g).intoArray(grad, at);
      add(g, t, grad, at + stride);
      add(g, t * t, grad, at + 2 * stride);
      add(g, t * t * t, grad, at + 3 * stride);
      add(g, tile.base[first + row], grad, at + 4 * stride);
    }
  }

  private static void add(DoubleVector g, double factor, double[] grad, int at) {
    DoubleVector sum = DoubleVector.fromArray(SPECIES, grad, at);
    g.fma(DoubleVector.broadcast(SPECIES, factor), sum).intoArray(grad, at);
  }
}
