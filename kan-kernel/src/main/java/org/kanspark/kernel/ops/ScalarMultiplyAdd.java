package org.kanspark.kernel.ops;

/** Runs ten scalar chains. */
final class ScalarMultiplyAdd implements MultiplyAddLoop {
  private static final int CHAINS = 10;

  @Override
  public long run(int iterations, double[] result) {
    double m = 0.999999 + 1e-9 * result[0];
    double a = 1;
    double b = 2;
    double c = 3;
    double d = 4;
    double e = 5;
    double f = 6;
    double g = 7;
    double h = 8;
    double i = 9;
    double j = 10;
    for (int n = 0; n < iterations; n++) {
      a = Math.fma(a, m, m);
      b = Math.fma(b, m, m);
      c = Math.fma(c, m, m);
      d = Math.fma(d, m, m);
      e = Math.fma(e, m, m);
      f = Math.fma(f, m, m);
      g = Math.fma(g, m, m);
      h = Math.fma(h, m, m);
      i = Math.fma(i, m, m);
      j = Math.fma(j, m, m);
    }
    result[0] = a + b + c + d + e + f + g + h + i + j;
    return (long) iterations * CHAINS;
  }
}
