package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseVectorsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 1021})
  void dotIsThatOfExactArithmetic(int size) {
    Random random = new Random(size);
    double[] a = random.doubles(size, -1.0, 1.0).toArray();
    double[] b = random.doubles(size, -1.0, 1.0).toArray();
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < size; i++) {
      exact = exact.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
    }

    assertThat(DenseVectors.dot(a, b)).isCloseTo(exact.doubleValue(), within(1e-16 * (size + 1)));
  }

  @Test
  void dotAddsInFourChains() {
    double big = 0x1p53; // adding 1 to it changes nothing
    double[] ones = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};

    // Chain 0: 2^53 + 1 + 1 = 2^53; chain 1: 1; chains 2 and 3: 1 + 1.
    double[] a = {big, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0};

    assertThat(DenseVectors.dot(a, ones)).isEqualTo(big + 2.0);
  }

  @Test
  void normsAreThoseOfTheDefinition() {
    double[] a = {3.0, -4.0, 0.5};

    assertThat(DenseVectors.norm1(a)).isEqualTo(7.5);
    assertThat(DenseVectors.normInfinity(a)).isEqualTo(4.0);
    assertThat(DenseVectors.normInfinity(new double[0])).isZero();
    assertThat(DenseVectors.normInfinity(new double[] {1.0, Double.NaN, 2.0})).isNaN();
  }

  @Test
  void findsValuesThatAreNotFinite() {
    assertThat(DenseVectors.isFinite(new double[] {1.0, -Double.MAX_VALUE})).isTrue();
    assertThat(DenseVectors.isFinite(new double[] {1.0, Double.NaN})).isFalse();
    assertThat(DenseVectors.isFinite(new double[] {Double.NEGATIVE_INFINITY, 1.0})).isFalse();
  }

  @Test
  void combinesComponentByComponent() {
    double[] a = {1.0, 2.0};
    double[] b = {10.0, 20.0};
    double[] out = new double[2];

    DenseVectors.move(a, 0.5, b, out);
    assertThat(out).containsExactly(6.0, 12.0);
    DenseVectors.subtract(b, a, out);
    assertThat(out).containsExactly(9.0, 18.0);
    DenseVectors.addScaled(-1.0, a, out);
    assertThat(out).containsExactly(8.0, 16.0);
    DenseVectors.scale(0.25, out, out);
    assertThat(out).containsExactly(2.0, 4.0);
  }
}
