package org.kanspark.kernel.ops;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes SiLU on vectors with the operations of {@link Silu}, one for one, and the exponential in
 * place: compiled code boxes vectors that are handed to a method it finds too large to inline.
 */
final class VectorSilu {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;

  private VectorSilu() {}

  static void evaluate(double[] x, int from, int to, double[] value, double[] slope) {
    int bound = from + SPECIES.loopBound(to - from);
    DoubleVector one = v(1.0);
    DoubleVector round = v(Silu.ROUND);
    for (int i = from; i < bound; i += SPECIES.length()) {
      DoubleVector at = DoubleVector.fromArray(SPECIES, x, i);
      at = at.blend(v(-Silu.LIMIT), at.compare(LT, v(-Silu.LIMIT)));
      DoubleVector minus = at.neg().blend(v(-Silu.LIMIT), at.compare(GT, v(Silu.LIMIT)));
      DoubleVector shifted = minus.fma(v(Silu.LOG2_E), round);
      DoubleVector n = shifted.sub(round);
      DoubleVector r = n.fma(v(-Silu.LN2_LOW), n.fma(v(-Silu.LN2_HIGH), minus));
      DoubleVector r2 = r.mul(r);
      DoubleVector r4 = r2.mul(r2);
      DoubleVector low = v(Silu.C3).fma(r, v(Silu.C2)).fma(r2, r);
      DoubleVector middle = v(Silu.C7).fma(r, v(Silu.C6)).fma(r2, v(Silu.C5).fma(r, v(Silu.C4)));
      DoubleVector high = v(Silu.C11).fma(r, v(Silu.C10)).fma(r2, v(Silu.C9).fma(r, v(Silu.C8)));
      high = v(Silu.C13).fma(r, v(Silu.C12)).fma(r4, high);
      DoubleVector p = high.fma(r4, middle).fma(r4, low).add(one);
      LongVector exponent = shifted.reinterpretAsLongs().lanewise(LSHL, Silu.EXPONENT_SHIFT);
      DoubleVector exp = p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
      DoubleVector sigmoid = one.div(exp.add(one));
      at.mul(sigmoid).intoArray(value, i);
      sigmoid.mul(at.fma(one.sub(sigmoid), one)).intoArray(slope, i);
    }
    Silu.evaluate(x, bound, to, value, slope);
  }

  private static DoubleVector v(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
