package org.kanspark.kernel.ops;

import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** Computes SiLU on vectors with the operations of {@link Silu}, one for one. */
final class VectorSilu {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;

  private VectorSilu() {}

  static void evaluate(double[] x, int from, int to, double[] value, double[] slope) {
    int bound = from + SPECIES.loopBound(to - from);
    for (int p = from; p < bound; p += SPECIES.length()) {
      DoubleVector at = DoubleVector.fromArray(SPECIES, x, p).max(-Silu.LIMIT);
      DoubleVector sigmoid =
          DoubleVector.broadcast(SPECIES, 1.0).div(exp(at.min(Silu.LIMIT).neg()).add(1.0));
      at.mul(sigmoid).intoArray(value, p);
      DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
      sigmoid.mul(at.fma(one.sub(sigmoid), one)).intoArray(slope, p);
    }
    Silu.evaluate(x, bound, to, value, slope);
  }

  private static DoubleVector exp(DoubleVector x) {
    DoubleVector round = DoubleVector.broadcast(SPECIES, Silu.ROUND);
    DoubleVector shifted = x.fma(DoubleVector.broadcast(SPECIES, Silu.LOG2_E), round);
    DoubleVector n = shifted.sub(round);
    DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -Silu.LN2_HIGH), x);
    r = n.fma(DoubleVector.broadcast(SPECIES, -Silu.LN2_LOW), r);
    DoubleVector p =
        DoubleVector.broadcast(SPECIES, Silu.C13)
            .fma(r, DoubleVector.broadcast(SPECIES, Silu.C12));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, Silu.C11));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, Silu.C10));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, Silu.C9));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, Silu.C8));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, Silu.C7));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, Silu.C6));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, Silu.C5));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, Silu.C4));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, Silu.C3));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, Silu.C2));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0));
    p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0));
    LongVector exponent = shifted.reinterpretAsLongs().lanewise(LSHL, Silu.EXPONENT_SHIFT);
    return p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
  }
}
