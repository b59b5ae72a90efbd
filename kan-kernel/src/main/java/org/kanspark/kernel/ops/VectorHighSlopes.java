package org.kanspark.kernel.ops;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds the slope of the terms of degree 4 and 5 to the gradient by the inputs, for layers of two
 * outputs or more. Tiles of outputs as in {@link VectorHighForward}, but their vectors lie {@code
 * LANES} apart, whatever a vector's length, so that all add to the same logical lanes.
 */
final class VectorHighSlopes {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;
  private static final int LANES = LayerPlan.LANES;

  private VectorHighSlopes() {}

  static void addSlopes(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    double[] lanes = tile.lanes;
    for (int i = 0; i < plan.inputs(); i++) {
      int first = i * tile.capacity;
      Arrays.fill(lanes, 0, rows * LANES, 0.0);
      for (int lane = 0; lane < LANES; lane += N) {
        addLanes(plan, cells, tile, rows, i, lane);
      }
      for (int r = 0; r < rows; r++) {
        tile.gradX[first + r] += LayerPlan.sumLanes(lanes, r * LANES);
      }
    }
  }

  private static void addLanes(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input, int lane) {
    int stride = plan.stride();
    int j = 0;
    if (stride > LANES) {
      for (; j + 4 * LANES <= stride; j += 4 * LANES) {
        addFour(plan, cells, tile, rows, input, j, lane);
      }
      for (; j + 2 * LANES <= stride; j += 2 * LANES) {
        addTwo(plan, cells, tile, rows, input, j, lane);
      }
    }
    for (; j < stride; j += LANES) {
      addOne(plan, cells, tile, rows, input, j, lane);
    }
  }

  private static void addFour(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input, int j, int lane) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    long[] cell = tile.cell;
    int[] sorted = tile.sorted;
    double[] ts = tile.t;
    double[] slopes = tile.slope;
    double[] gradY = tile.gradY;
    double[] lanes = tile.lanes;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at = plan.highOffset(input) + q * 2 * stride + j + lane;
      DoubleVector a40 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a41 = DoubleVector.fromArray(SPECIES, cells, at + LANES);
      DoubleVector a42 = DoubleVector.fromArray(SPECIES, cells, at + 2 * LANES);
      DoubleVector a43 = DoubleVector.fromArray(SPECIES, cells, at + 3 * LANES);
      at += stride;
      DoubleVector a50 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a51 = DoubleVector.fromArray(SPECIES, cells, at + LANES);
      DoubleVector a52 = DoubleVector.fromArray(SPECIES, cells, at + 2 * LANES);
      DoubleVector a53 = DoubleVector.fromArray(SPECIES, cells, at + 3 * LANES);
      do {
        int row = sorted[p];
        double t = ts[first + row];
        double slope3 = slopes[first + row] * (t * t * t);
        DoubleVector s4 = DoubleVector.broadcast(SPECIES, 4 * slope3);
        DoubleVector s5 = DoubleVector.broadcast(SPECIES, 5 * (slope3 * t));
        int out = row * stride + j + lane;
        DoubleVector sum = DoubleVector.fromArray(SPECIES, lanes, row * LANES + lane);
        DoubleVector d0 = a50.fma(s5, a40.mul(s4));
        DoubleVector d1 = a51.fma(s5, a41.mul(s4));
        DoubleVector d2 = a52.fma(s5, a42.mul(s4));
        DoubleVector d3 = a53.fma(s5, a43.mul(s4));
        sum = DoubleVector.fromArray(SPECIES, gradY, out).fma(d0, sum);
        sum = DoubleVector.fromArray(SPECIES, gradY, out + LANES).fma(d1, sum);
        sum = DoubleVector.fromArray(SPECIES, gradY, out + 2 * LANES).fma(d2, sum);
        sum = DoubleVector.fromArray(SPECIES, gradY, out + 3 * LANES).fma(d3, sum);
        sum.intoArray(lanes, row * LANES + lane);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
    }
  }

  private static void addTwo(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input, int j, int lane) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    long[] cell = tile.cell;
    int[] sorted = tile.sorted;
    double[] ts = tile.t;
    double[] slopes = tile.slope;
    double[] gradY = tile.gradY;
    double[] lanes = tile.lanes;
    int p = first;
    int end = first + rows;
    while (p < end) {
      int q = (int) cell[first + sorted[p]];
      int at = plan.highOffset(input) + q * 2 * stride + j + lane;
      DoubleVector a40 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a41 = DoubleVector.fromArray(SPECIES, cells, at + LANES);
      at += stride;
      DoubleVector a50 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a51 = DoubleVector.fromArray(SPECIES, cells, at + LANES);
      do {
        int row = sorted[p];
        double t = ts[first + row];
        double slope3 = slopes[first + row] * (t * t * t);
        DoubleVector s4 = DoubleVector.broadcast(SPECIES, 4 * slope3);
        DoubleVector s5 = DoubleVector.broadcast(SPECIES, 5 * (slope3 * t));
        int out = row * stride + j + lane;
        DoubleVector sum = DoubleVector.fromArray(SPECIES, lanes, row * LANES + lane);
        DoubleVector d0 = a50.fma(s5, a40.mul(s4));
        DoubleVector d1 = a51.fma(s5, a41.mul(s4));
        sum = DoubleVector.fromArray(SPECIES, gradY, out).fma(d0, sum);
        sum = DoubleVector.fromArray(SPECIES, gradY, out + LANES).fma(d1, sum);
        sum.intoArray(lanes, row * LANES + lane);
        p++;
      } while (p < end && cell[first + sorted[p]] == q);
    }
  }

  private static void addOne(
      LayerPlan plan, double[] cells, LayerTile tile, int rows, int input, int j, int lane) {
    int stride = plan.stride();
    int first = input * tile.capacity;
    int offset = plan.highOffset(input) + j + lane;
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] slopes = tile.slope;
    double[] gradY = tile.gradY;
    double[] lanes = tile.lanes;
    for (int r = 0; r < rows; r++) {
      int at = offset + (int) cell[first + r] * 2 * stride;
      double t = ts[first + r];
      double slope3 = slopes[first + r] * (t * t * t);
      DoubleVector s4 = DoubleVector.broadcast(SPECIES, 4 * slope3);
      DoubleVector s5 = DoubleVector.broadcast(SPECIES, 5 * (slope3 * t));
      DoubleVector a4 = DoubleVector.fromArray(SPECIES, cells, at);
      DoubleVector a5 = DoubleVector.fromArray(SPECIES, cells, at + stride);
      DoubleVector sum = DoubleVector.fromArray(SPECIES, lanes, r * LANES + lane);
      DoubleVector.fromArray(SPECIES, gradY, r * stride + j + lane)
          .fma(a5.fma(s5, a4.mul(s4)), sum)
          .intoArray(lanes, r * LANES + lane);
    }
  }
}
