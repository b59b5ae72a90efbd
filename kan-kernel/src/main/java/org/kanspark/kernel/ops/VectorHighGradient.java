package org.kanspark.kernel.ops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds up the gradient by the coefficients 4 and 5, for layers of two outputs or more. Tiles of
 * outputs as in {@link VectorHighForward}.
 */
final class VectorHighGradient {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;
  private static final int LANES = LayerPlan.LANES;

  private VectorHighGradient() {}

  static void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] grad) {
    int stride = plan.stride();
    int j = 0;
    if (stride > LANES) {
      for (; j + 4 * N <= stride; j += 4 * N) {
        for (int i = 0; i < plan.inputs(); i++) {
          addFour(plan, tile, rows, grad, i, j);
        }
      }
      for (; j + 2 * N <= stride; j += 2 * N) {
        for (int i = 0; i < plan.inputs(); i++) {
          addTwo(plan, tile, rows, grad, i, j);
        }
      }
    }
    for (; j < stride; j += N) {
      for (int i = 0; i < plan.inputs(); i++) {
        addOne(plan, tile, rows, grad, i, j);
      }
    }
  }

  private static void addFour(
      LayerPlan plan, LayerTile tile, int rows, double[] grad, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    long[] cell = tile.cell;
    int[] sorted = tile.sorted;
    double[] ts = tile.t;
    double[] gradY = tile.gradY;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at4 = plan.highOffset(input) + q * 2 * stride + j;
      int at5 = at4 + stride;
      DoubleVector a40 = DoubleVector.fromArray(SPECIES, grad, at4);
      DoubleVector a41 = DoubleVector.fromArray(SPECIES, grad, at4 + N);
      DoubleVector a42 = DoubleVector.fromArray(SPECIES, grad, at4 + 2 * N);
      DoubleVector a43 = DoubleVector.fromArray(SPECIES, grad, at4 + 3 * N);
      DoubleVector a50 = DoubleVector.fromArray(SPECIES, grad, at5);
      DoubleVector a51 = DoubleVector.fromArray(SPECIES, grad, at5 + N);
      DoubleVector a52 = DoubleVector.fromArray(SPECIES, grad, at5 + 2 * N);
      DoubleVector a53 = DoubleVector.fromArray(SPECIES, grad, at5 + 3 * N);
      do {
        int row = sorted[p];
        double t = ts[first + row];
        double power4 = (t * t) * (t * t);
        DoubleVector t4 = DoubleVector.broadcast(SPECIES, power4);
        DoubleVector t5 = DoubleVector.broadcast(SPECIES, power4 * t);
        int out = row * stride + j;
        DoubleVector g0 = DoubleVector.fromArray(SPECIES, gradY, out);
        a40 = g0.fma(t4, a40);
        a50 = g0.fma(t5, a50);
        DoubleVector g1 = DoubleVector.fromArray(SPECIES, gradY, out + N);
        a41 = g1.fma(t4, a41);
        a51 = g1.fma(t5, a51);
        DoubleVector g2 = DoubleVector.fromArray(SPECIES, gradY, out + 2 * N);
        a42 = g2.fma(t4, a42);
        a52 = g2.fma(t5, a52);
        DoubleVector g3 = DoubleVector.fromArray(SPECIES, gradY, out + 3 * N);
        a43 = g3.fma(t4, a43);
        a53 = g3.fma(t5, a53);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
      a40.intoArray(grad, at4);
      a41.intoArray(grad, at4 + N);
      a42.intoArray(grad, at4 + 2 * N);
      a43.intoArray(grad, at4 + 3 * N);
      a50.intoArray(grad, at5);
      a51.intoArray(grad, at5 + N);
      a52.intoArray(grad, at5 + 2 * N);
      a53.intoArray(grad, at5 + 3 * N);
    }
  }

  private static void addTwo(
      LayerPlan plan, LayerTile tile, int rows, double[] grad, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    long[] cell = tile.cell;
    int[] sorted = tile.sorted;
    double[] ts = tile.t;
    double[] gradY = tile.gradY;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at4 = plan.highOffset(input) + q * 2 * stride + j;
      int at5 = at4 + stride;
      DoubleVector a40 = DoubleVector.fromArray(SPECIES, grad, at4);
      DoubleVector a41 = DoubleVector.fromArray(SPECIES, grad, at4 + N);
      DoubleVector a50 = DoubleVector.fromArray(SPECIES, grad, at5);
      DoubleVector a51 = DoubleVector.fromArray(SPECIES, grad, at5 + N);
      do {
        int row = sorted[p];
        double t = ts[first + row];
        double power4 = (t * t) * (t * t);
        DoubleVector t4 = DoubleVector.broadcast(SPECIES, power4);
        DoubleVector t5 = DoubleVector.broadcast(SPECIES, power4 * t);
        int out = row * stride + j;
        DoubleVector g0 = DoubleVector.fromArray(SPECIES, gradY, out);
        a40 = g0.fma(t4, a40);
        a50 = g0.fma(t5, a50);
        DoubleVector g1 = DoubleVector.fromArray(SPECIES, gradY, out + N);
        a41 = g1.fma(t4, a41);
        a51 = g1.fma(t5, a51);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
      a40.intoArray(grad, at4);
      a41.intoArray(grad, at4 + N);
      a50.intoArray(grad, at5);
      a51.intoArray(grad, at5 + N);
    }
  }

  private static void addOne(
      LayerPlan plan, LayerTile tile, int rows, double[] grad, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    int offset = plan.highOffset(input) + j;
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] gradY = tile.gradY;
    for (int r = 0; r < rows; r++) {
      int at = offset + (int) cell[first + r] * 2 * stride;
      double t = ts[first + r];
      double power4 = (t * t) * (t * t);
      DoubleVector t4 = DoubleVector.broadcast(SPECIES, power4);
      DoubleVector t5 = DoubleVector.broadcast(SPECIES, power4 * t);
      DoubleVector g = DoubleVector.fromArray(SPECIES, gradY, r * stride + j);
      DoubleVector a4 = g.fma(t4, DoubleVector.fromArray(SPECIES, grad, at));
      DoubleVector a5 = g.fma(t5, DoubleVector.fromArray(SPECIES, grad, at + stride));
      a4.intoArray(grad, at);
      a5.intoArray(grad, at + stride);
    }
  }
}
