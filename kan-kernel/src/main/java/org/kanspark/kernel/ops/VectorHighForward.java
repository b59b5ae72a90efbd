package org.kanspark.kernel.ops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds the terms of degree 4 and 5 to the outputs of layers of two outputs or more, as {@link
 * ScalarHighTerms} does.
 *
 * <p>Where a layer is wide, so that its rows are sorted by cell, up to four vectors of outputs at a
 * time with the two coefficients of each in registers: eight, which leaves room in the 16 of AVX2.
 * What remains of a wide layer, and a narrow one, is computed row by row.
 */
final class VectorHighForward {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;
  private static final int LANES = LayerPlan.LANES;

  private VectorHighForward() {}

  static void addEdges(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    int j = 0;
    if (stride > LANES) {
      for (; j + 4 * N <= stride; j += 4 * N) {
        for (int i = 0; i < plan.inputs(); i++) {
          addFour(plan, cells, tile, rows, i, j);
        }
      }
      for (; j + 2 * N <= stride; j += 2 * N) {
        for (int i = 0; i < plan.inputs(); i++) {
          addTwo(plan, cells, tile, rows, i, j);
        }
      }
    }
    for (; j < stride; j += N) {
      for (int i = 0; i < plan.inputs(); i++) {
        addOne(plan, cells, tile, rows, i, j);
      }
    }
  }

  private static void addFour(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    long[] cell = tile.cell;
    int[] sorted = tile.sorted;
    double[] ts = tile.t;
    double[] y = tile.y;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at = plan.highOffset(input) + q * 2 * stride + j;
      DoubleVector a40 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a41 = DoubleVector.fromArray(SPECIES, cells, at + N);
      DoubleVector a42 = DoubleVector.fromArray(SPECIES, cells, at + 2 * N);
      DoubleVector a43 = DoubleVector.fromArray(SPECIES, cells, at + 3 * N);
      at += stride;
      DoubleVector a50 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a51 = DoubleVector.fromArray(SPECIES, cells, at + N);
      DoubleVector a52 = DoubleVector.fromArray(SPECIES, cells, at + 2 * N);
      DoubleVector a53 = DoubleVector.fromArray(SPECIES, cells, at + 3 * N);
      do {
        int row = sorted[p];
        double t = ts[first + row];
        DoubleVector t1 = DoubleVector.broadcast(SPECIES, t);
        DoubleVector t4 = DoubleVector.broadcast(SPECIES, (t * t) * (t * t));
        int out = row * stride + j;
        DoubleVector y0 = DoubleVector.fromArray(SPECIES, y, out);
        DoubleVector y1 = DoubleVector.fromArray(SPECIES, y, out + N);
        DoubleVector y2 = DoubleVector.fromArray(SPECIES, y, out + 2 * N);
        DoubleVector y3 = DoubleVector.fromArray(SPECIES, y, out + 3 * N);
        a50.fma(t1, a40).fma(t4, y0).intoArray(y, out);
        a51.fma(t1, a41).fma(t4, y1).intoArray(y, out + N);
        a52.fma(t1, a42).fma(t4, y2).intoArray(y, out + 2 * N);
        a53.fma(t1, a43).fma(t4, y3).intoArray(y, out + 3 * N);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
    }
  }

  private static void addTwo(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    long[] cell = tile.cell;
    int[] sorted = tile.sorted;
    double[] ts = tile.t;
    double[] y = tile.y;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at = plan.highOffset(input) + q * 2 * stride + j;
      DoubleVector a40 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a41 = DoubleVector.fromArray(SPECIES, cells, at + N);
      at += stride;
      DoubleVector a50 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a51 = DoubleVector.fromArray(SPECIES, cells, at + N);
      do {
        int row = sorted[p];
        double t = ts[first + row];
        DoubleVector t1 = DoubleVector.broadcast(SPECIES, t);
        DoubleVector t4 = DoubleVector.broadcast(SPECIES, (t * t) * (t * t));
        int out = row * stride + j;
        DoubleVector y0 = DoubleVector.fromArray(SPECIES, y, out);
        DoubleVector y1 = DoubleVector.fromArray(SPECIES, y, out + N);
        a50.fma(t1, a40).fma(t4, y0).intoArray(y, out);
        a51.fma(t1, a41).fma(t4, y1).intoArray(y, out + N);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
    }
  }

  private static void addOne(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    int offset = plan.highOffset(input) + j;
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] y = tile.y;
    for (int r = 0; r < rows; r++) {
      int at = offset + (int) cell[first + r] * 2 * stride;
      double t = ts[first + r];
      int out = r * stride + j;
      DoubleVector a4 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a5 = DoubleVector.fromArray(SPECIES, cells, at + stride);
      a5.fma(DoubleVector.broadcast(SPECIES, t), a4)
          .fma(
              DoubleVector.broadcast(SPECIES, (t * t) * (t * t)),
              DoubleVector.fromArray(SPECIES, y, out))
          .intoArray(y, out);
    }
  }
}
