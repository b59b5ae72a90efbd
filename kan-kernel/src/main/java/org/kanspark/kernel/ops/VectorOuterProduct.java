package org.kanspark.kernel.ops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Adds sparse outer products to a symmetric matrix. */
final class VectorOuterProduct {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;

  private VectorOuterProduct() {}

  static void add(
      double[][] rows, double weight, int runs, int[] starts, int[] offsets, double[] values) {
    for (int a = 0; a < runs; a++) {
      for (int n = offsets[a]; n < offsets[a + 1]; n++) {
        double factor = weight * values[n];
        if (factor != 0.0) {
          int index = starts[a] + n - offsets[a];
          addRow(rows[index], factor, index, n, a, runs, starts, offsets, values);
        }
      }
    }
  }

  private static void addRow(
      double[] row,
      double factor,
      int index,
      int from,
      int firstRun,
      int runs,
      int[] starts,
      int[] offsets,
      double[] values) {
    DoubleVector factors = DoubleVector.broadcast(SPECIES, factor);
    int n = from;
    int shift = -from;
    for (int b = firstRun; b < runs; b++) {
      int end = offsets[b + 1];
      for (; n + N <= end; n += N) {
        DoubleVector sum = DoubleVector.fromArray(SPECIES, row, n + shift);
        DoubleVector.fromArray(SPECIES, values, n).fma(factors, sum).intoArray(row, n + shift);
      }
      for (; n < end; n++) {
        row[n + shift] = Math.fma(values[n], factor, row[n + shift]);
      }
      if (b + 1 < runs) {
        n = end;
        shift = starts[b + 1] - index - end;
      }
    }
  }
}
