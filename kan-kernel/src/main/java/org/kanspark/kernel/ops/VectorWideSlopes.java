package org.kanspark.kernel.ops;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes the gradient by the inputs of wide layers, the polynomials of a cell held in registers.
 * Tiles of outputs as in {@link VectorWideForward}.
 */
final class VectorWideSlopes {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;
  private static final int LANES = LayerPlan.LANES;

  private VectorWideSlopes() {}

  static void evaluate(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    int stride = plan.stride();
    for (int i = 0; i < plan.inputs(); i++) {
      Arrays.fill(tile.lanes, 0, rows * LANES, 0.0);
      int j = 0;
      if (N == LANES) {
        for (; j + 4 * N <= stride; j += 4 * N) {
          addFour(plan, cells, tile, rows, i, j);
        }
      }
      if (N == LANES && j + 2 * N <= stride) {
        addTwo(plan, cells, tile, rows, i, j);
        j += 2 * N;
      }
      for (; j < stride; j += N) {
        addOne(plan, cells, tile, rows, i, j);
      }
      for (int r = 0; r < rows; r++) {
        tile.gradX[i * tile.capacity + r] = LayerPlan.sumLanes(tile.lanes, r * LANES);
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
    double[] slopes = tile.slope;
    double[] baseSlopes = tile.baseSlope;
    double[] gradY = tile.gradY;
    double[] lanes = tile.lanes;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at = plan.inputOffset(input) + q * 5 * stride + stride + j;
      DoubleVector a10 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a11 = DoubleVector.fromArray(SPECIES, cells, at + N);
      DoubleVector a12 = DoubleVector.fromArray(SPECIES, cells, at + 2 * N);
      DoubleVector a13 = DoubleVector.fromArray(SPECIES, cells, at + 3 * N);
      at += stride;
      DoubleVector a20 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a21 = DoubleVector.fromArray(SPECIES, cells, at + N);
      DoubleVector a22 = DoubleVector.fromArray(SPECIES, cells, at + 2 * N);
      DoubleVector a23 = DoubleVector.fromArray(SPECIES, cells, at + 3 * N);
      at += stride;
      DoubleVector a30 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a31 = DoubleVector.fromArray(SPECIES, cells, at + N);
      DoubleVector a32 = DoubleVector.fromArray(SPECIES, cells, at + 2 * N);
      DoubleVector a33 = DoubleVector.fromArray(SPECIES, cells, at + 3 * N);
      at += stride;
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, cells, at + N);
      DoubleVector w2 = DoubleVector.fromArray(SPECIES, cells, at + 2 * N);
      DoubleVector w3 = DoubleVector.fromArray(SPECIES, cells, at + 3 * N);
      do {
        int row = sorted[p];
        double slope = slopes[first + row];
        double slopeT = slope * ts[first + row];
        DoubleVector s1 = DoubleVector.broadcast(SPECIES, slope);
        DoubleVector s2 = DoubleVector.broadcast(SPECIES, 2 * slopeT);
        DoubleVector s3 = DoubleVector.broadcast(SPECIES, 3 * (slopeT * ts[first + row]));
        DoubleVector b = DoubleVector.broadcast(SPECIES, baseSlopes[first + row]);
        int out = row * stride + j;
        DoubleVector sum = DoubleVector.fromArray(SPECIES, lanes, row * LANES);
        DoubleVector d0 = a30.fma(s3, a20.fma(s2, a10.fma(s1, w0.mul(b))));
        DoubleVector d1 = a31.fma(s3, a21.fma(s2, a11.fma(s1, w1.mul(b))));
        DoubleVector d2 = a32.fma(s3, a22.fma(s2, a12.fma(s1, w2.mul(b))));
        DoubleVector d3 = a33.fma(s3, a23.fma(s2, a13.fma(s1, w3.mul(b))));
        sum = DoubleVector.fromArray(SPECIES, gradY, out).fma(d0, sum);
        sum = DoubleVector.fromArray(SPECIES, gradY, out + N).fma(d1, sum);
        sum = DoubleVector.fromArray(SPECIES, gradY, out + 2 * N).fma(d2, sum);
        sum = DoubleVector.fromArray(SPECIES, gradY, out + 3 * N).fma(d3, sum);
        sum.intoArray(lanes, row * LANES);
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
    double[] slopes = tile.slope;
    double[] baseSlopes = tile.baseSlope;
    double[] gradY = tile.gradY;
    double[] lanes = tile.lanes;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at = plan.inputOffset(input) + q * 5 * stride + stride + j;
      DoubleVector a10 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a11 = DoubleVector.fromArray(SPECIES, cells, at + N);
      DoubleVector a20 = DoubleVector.fromArray(SPECIES, cells, at + stride);
      DoubleVector a21 = DoubleVector.fromArray(SPECIES, cells, at + stride + N);
      DoubleVector a30 = DoubleVector.fromArray(SPECIES, cells, at + 2 * stride);
      DoubleVector a31 = DoubleVector.fromArray(SPECIES, cells, at + 2 * stride + N);
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, cells, at + 3 * stride);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, cells, at + 3 * stride + N);
      do {
        int row = sorted[p];
        double slope = slopes[first + row];
        double slopeT = slope * ts[first + row];
        DoubleVector s1 = DoubleVector.broadcast(SPECIES, slope);
        DoubleVector s2 = DoubleVector.broadcast(SPECIES, 2 * slopeT);
        DoubleVector s3 = DoubleVector.broadcast(SPECIES, 3 * (slopeT * ts[first + row]));
        DoubleVector b = DoubleVector.broadcast(SPECIES, baseSlopes[first + row]);
        int out = row * stride + j;
        DoubleVector d0 = a30.fma(s3, a20.fma(s2, a10.fma(s1, w0.mul(b))));
        DoubleVector d1 = a31.fma(s3, a21.fma(s2, a11.fma(s1, w1.mul(b))));
        DoubleVector sum = DoubleVector.fromArray(SPECIES, lanes, row * LANES);
        sum = DoubleVector.fromArray(SPECIES, gradY, out).fma(d0, sum);
        sum = DoubleVector.fromArray(SPECIES, gradY, out + N).fma(d1, sum);
        sum.intoArray(lanes, row * LANES);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
    }
  }

  private static void addOne(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input, int j) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    long[] cell = tile.cell;
    int[] sorted = tile.sorted;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at = plan.inputOffset(input) + q * 5 * stride + stride + j;
      DoubleVector a1 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a2 = DoubleVector.fromArray(SPECIES, cells, at + stride);
      DoubleVector a3 = DoubleVector.fromArray(SPECIES, cells, at + 2 * stride);
      DoubleVector w = DoubleVector.fromArray(SPECIES, cells, at + 3 * stride);
      do {
        int row = sorted[p];
        double slope = tile.slope[first + row];
        double slopeT = slope * tile.t[first + row];
        DoubleVector s1 = DoubleVector.broadcast(SPECIES, slope);
        DoubleVector s2 = DoubleVector.broadcast(SPECIES, 2 * slopeT);
        DoubleVector s3 = DoubleVector.broadcast(SPECIES, 3 * (slopeT * tile.t[first + row]));
        DoubleVector b = DoubleVector.broadcast(SPECIES, tile.baseSlope[first + row]);
        DoubleVector d = a3.fma(s3, a2.fma(s2, a1.fma(s1, w.mul(b))));
        int lane = row * LANES + j % LANES;
        DoubleVector sum = DoubleVector.fromArray(SPECIES, tile.lanes, lane);
        DoubleVector.fromArray(SPECIES, tile.gradY, row * stride + j)
            .fma(d, sum)
            .intoArray(tile.lanes, lane);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
    }
  }
}
