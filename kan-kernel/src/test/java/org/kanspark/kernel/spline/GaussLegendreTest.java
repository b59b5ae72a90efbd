package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussLegendreTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void integratesPowersUpTo2nMinus1(int n) {
    GaussLegendre rule = GaussLegendre.of(n);
    assertThat(rule.size()).isEqualTo(n);
    for (int power = 0; power <= 2 * n; power++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += rule.weight(i) * Math.pow(rule.node(i), power);
      }
      if (power < 2 * n) {
        assertThat(sum).isCloseTo(1.0 / (power + 1), within(1e-15));
      } else {
        assertThat(Math.abs(sum - 1.0 / (power + 1))).isGreaterThan(1e-9);
      }
    }
  }
}
