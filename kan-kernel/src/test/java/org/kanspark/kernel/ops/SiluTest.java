package org.kanspark.kernel.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SiluTest {

  @Test
  void exponentialAgreesWithTheLibraryToTwoUlps() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 100_000; n++) {
      double x = random.nextDouble(-Silu.LIMIT, Silu.LIMIT);
      double expected = StrictMath.exp(x);
      assertThat(Silu.exp(x)).as("exp(%s)", x).isCloseTo(expected, within(2 * Math.ulp(expected)));
    }
    assertThat(Silu.exp(0.0)).isEqualTo(1.0);
  }

  @Test
  void valueAndSlopeAgreeWithTheDefinition() {
    double[] x = new SplittableRandom(2).doubles(20_000, -40, 40).toArray();
    double[] value = new double[x.length];
    double[] slope = new double[x.length];
    Kernels.get().silu(x, 0, x.length, value, slope);
    for (int p = 0; p < x.length; p++) {
      double sigmoid = 1 / (1 + StrictMath.exp(-x[p]));
      assertThat(value[p]).isCloseTo(x[p] * sigmoid, within(1e-15 * (1 + Math.abs(x[p]))));
      double expected = sigmoid * (1 + x[p] * (1 - sigmoid));
      assertThat(slope[p]).isCloseTo(expected, within(4e-15));
    }
  }

  @Test
  void extremesAreFiniteLimits() {
    double[] x = {-Double.MAX_VALUE, -1e5, -701, 701, 1e5, Double.MAX_VALUE, 0.0, -0.0};
    double[] value = new double[x.length];
    double[] slope = new double[x.length];
    Kernels.get().silu(x, 0, x.length, value, slope);
    assertThat(value[0]).isCloseTo(0, within(1e-300));
    assertThat(value[1]).isCloseTo(0, within(1e-300));
    assertThat(value[3]).isEqualTo(701);
    assertThat(value[5]).isEqualTo(Double.MAX_VALUE);
    assertThat(slope[0]).isCloseTo(0, within(1e-300));
    assertThat(slope[4]).isEqualTo(1);
    assertThat(slope[5]).isEqualTo(1);
    assertThat(slope[6]).isEqualTo(0.5);
    assertThat(value[7]).isEqualTo(0);
  }
}
