package org.kanspark.kernel.ops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Runs ten chains of vectors: enough to hide the latency of a multiply-add on two units. */
final class VectorMultiplyAdd implements MultiplyAddLoop {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final int CHAINS = 10;

  @Override
  public long run(int iterations, double[] result) {
    DoubleVector m = DoubleVector.broadcast(SPECIES, 0.999999 + 1e-9 * result[0]);
    DoubleVector a = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector b = DoubleVector.broadcast(SPECIES, 2);
    DoubleVector c = DoubleVector.broadcast(SPECIES, 3);
    DoubleVector d = DoubleVector.broadcast(SPECIES, 4);
    DoubleVector e = DoubleVector.broadcast(SPECIES, 5);
    DoubleVector f = DoubleVector.broadcast(SPECIES, 6);
    DoubleVector g = DoubleVector.broadcast(SPECIES, 7);
    DoubleVector h = DoubleVector.broadcast(SPECIES, 8);
    DoubleVector i = DoubleVector.broadcast(SPECIES, 9);
    DoubleVector j = DoubleVector.broadcast(SPECIES, 10);
    for (int n = 0; n < iterations; n++) {
      a = a.fma(m, m);
      b = b.fma(m, m);
      c = c.fma(m, m);
      d = d.fma(m, m);
      e = e.fma(m, m);
      f = f.fma(m, m);
      g = g.fma(m, m);
      h = h.fma(m, m);
      i = i.fma(m, m);
      j = j.fma(m, m);
    }
    DoubleVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
    result[0] = sum.lane(0);
    return (long) iterations * CHAINS * SPECIES.length();
  }
}
