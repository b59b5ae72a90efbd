package org.kanspark.kernel.ops;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

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
      DoubleVector at = DoubleVector.fromArray(SPECIES, x, p);
      at = at.blend(v(-Silu.LIMIT), at.compare(LT, v(-Silu.LIMIT)));
      DoubleVector minus = at.neg().blend(v(-Silu.LIMIT), at.compare(GT, v(Silu.LIMIT)));
      DoubleVector one = v(1.0);
      DoubleVector sigmoid = one.div(exp(minus).add(one));
      at.mul(sigmoid).intoArray(value, p);
      sigmoid.mul(at.fma(one.sub(sigmoid), one)).intoArray(slope, p);
    }
    Silu.evaluate(x, bound, to, value, slope);
  }

  private static DoubleVector exp(DoubleVector x) {
    DoubleVector round = v(Silu.ROUND);
    DoubleVector shifted = x.fma(v(Silu.LOG2_E), round);
    DoubleVector n = shifted.sub(round);
    DoubleVector r = n.fma(v(-Silu.LN2_HIGH), x);
    r = n.fma(v(-Silu.LN2_LOW), r);
    DoubleVector r2 = r.mul(r);
    DoubleVector r4 = r2.mul(r2);
    DoubleVector low = v(Silu.C3).fma(r, v(Silu.C2)).fma(r2, r);
    DoubleVector middle = v(Silu.C7).fma(r, v(Silu.C6)).fma(r2, v(Silu.C5).fma(r, v(Silu.C4)));
    DoubleVector high = v(Silu.C11).fma(r, v(Silu.C10)).fma(r2, v(Silu.C9).fma(r, v(Silu.C8)));
    high = v(Silu.C13).fma(r, v(Silu.C12)).fma(r4, high);
    DoubleVector p = high.fma(r4, middle).fma(r4, low).add(1.0);
    LongVector exponent = shifted.reinterpretAsLongs().lanewise(LSHL, Silu.EXPONENT_SHIFT);
    return p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
  }

  private static DoubleVector v(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
