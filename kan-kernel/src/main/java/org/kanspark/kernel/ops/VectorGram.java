package org.kanspark.kernel.ops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums dense outer products, four rows by two vectors of the matrix held in registers. */
final class VectorGram {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int N = VectorSupport.LENGTH;

  private VectorGram() {}

  static void add(double[] a, double[] b, int rows, int size, int from, double[] gram) {
    for (int i = from; i < size; i += 4) {
      // Blocks that straddle the diagonal compute some entries below it, too.
      for (int j = i / (2 * N) * 2 * N; j < size; j += 2 * N) {
        addBlock(a, b, rows, size, gram, i, j);
      }
    }
  }

  private static void addBlock(
      double[] a, double[] b, int rows, int size, double[] gram, int i, int j) {
    int at = i * size + j;
    DoubleVector g00 = DoubleVector.fromArray(SPECIES, gram, at);
    DoubleVector g01 = DoubleVector.fromArray(SPECIES, gram, at + N);
    DoubleVector g10 = DoubleVector.fromArray(SPECIES, gram, at + size);
    DoubleVector g11 = DoubleVector.fromArray(SPECIES, gram, at + size + N);
    DoubleVector g20 = DoubleVector.fromArray(SPECIES, gram, at + 2 * size);
    DoubleVector g21 = DoubleVector.fromArray(SPECIES, gram, at + 2 * size + N);
    DoubleVector g30 = DoubleVector.fromArray(SPECIES, gram, at + 3 * size);
    DoubleVector g31 = DoubleVector.fromArray(SPECIES, gram, at + 3 * size + N);
    for (int r = 0; r < rows; r++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, r * size + j);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, r * size + j + N);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[r * size + i]);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[r * size + i + 1]);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[r * size + i + 2]);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[r * size + i + 3]);
      g00 = b0.fma(a0, g00);
      g01 = b1.fma(a0, g01);
      g10 = b0.fma(a1, g10);
      g11 = b1.fma(a1, g11);
      g20 = b0.fma(a2, g20);
      g21 = b1.fma(a2, g21);
      g30 = b0.fma(a3, g30);
      g31 = b1.fma(a3, g31);
    }
    g00.intoArray(gram, at);
    g01.intoArray(gram, at + N);
    g10.intoArray(gram, at + size);
    g11.intoArray(gram, at + size + N);
    g20.intoArray(gram, at + 2 * size);
    g21.intoArray(gram, at + 2 * size + N);
    g30.intoArray(gram, at + 3 * size);
    g31.intoArray(gram, at + 3 * size + N);
  }
}
