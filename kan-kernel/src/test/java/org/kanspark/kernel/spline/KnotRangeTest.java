package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnotRangeTest {
  private static final double[] EQUAL = {};

  private static Range range(double... sorted) {
    return KnotPlacement.range(sorted, EQUAL);
  }

  private static Range ends(double[] sorted) {
    return new Range(sorted[0], sorted[sorted.length - 1]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 10, 30, 100, 1000, 65536})
  void ordinarySamplesKeepSmallestAndLargestValue(int rows) {
    for (int seed = 0; seed < (rows > 10000 ? 3 : 50); seed++) {
      double[] uniform = KnotPlacementTest.draw(rows, seed, Random::nextDouble);
      assertThat(range(uniform)).isEqualTo(ends(uniform));
      if (rows >= 30 || rows < 8) {
        double[] normal = KnotPlacementTest.draw(rows, seed, Random::nextGaussian);
        assertThat(range(normal)).isEqualTo(ends(normal));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1000, 20000})
  void oneOutlierDoesNotTakeTheRange(int rows) {
    for (double outlier : new double[] {1e12, -1e12, 1e300}) {
      double[] values = KnotPlacementTest.draw(rows, 1, Random::nextGaussian);
      values[outlier > 0 ? rows - 1 : 0] = outlier;
      Range range = range(values);
      assertThat(range.width()).isLessThan(10);
      // All but the outlier and the .1 % beside it are inside.
      double inside =
          Arrays.stream(values).filter(v -> v >= range.lower() && v <= range.upper()).count();
      assertThat(inside).isGreaterThanOrEqualTo(rows * 0.998 - 1).isLessThan(rows);
      double[] knots = KnotPlacement.interior(values, EQUAL, 5, 1, range.lower(), range.upper());
      long first = Arrays.stream(values).filter(v -> v < knots[1]).count();
      assertThat(first).isLessThan(rows * 6 / 10);
    }
  }

  @Test
  void severalOutliersInASmallSampleAreCutToo() {
    double[] values = KnotPlacementTest.draw(1000, 2, Random::nextDouble);
    Arrays.fill(values, 995, 1000, 1e12);
    assertThat(range(values).upper()).isLessThan(1);
    values[0] = -1e300;
    values[999] = 1e300;
    assertThat(range(values).width()).isLessThan(1);
  }

  @Test
  void heavyTailsAreCutAtTheQuantiles() {
    double[] cauchy =
        KnotPlacementTest.draw(50000, 3, r -> Math.tan(Math.PI * (r.nextDouble() - 0.5)));
    Range range = range(cauchy);
    assertThat(range.lower()).isEqualTo(cauchy[50]);
    assertThat(range.upper()).isEqualTo(cauchy[50000 - 51]);
  }

  @Test
  void onlyTheHeavySideIsCut() {
    double[] values = KnotPlacementTest.draw(5000, 4, Random::nextDouble);
    values[4999] = 100;
    assertThat(range(values).lower()).isEqualTo(values[0]);
    assertThat(range(values).upper()).isLessThan(1);
  }

  @Test
  void rareValuesOfSparseColumnsAreNoOutliers() {
    double[] oneHot = new double[10000];
    oneHot[9999] = 1;
    assertThat(range(oneHot)).isEqualTo(new Range(0, 1));
    // 99 % zeros, the others spread over 0 to 40.
    double[] sparse =
        KnotPlacementTest.draw(4600, 5, r -> r.nextDouble() < 0.99 ? 0 : 40 * r.nextDouble());
    assertThat(range(sparse)).isEqualTo(ends(sparse));
    sparse[4599] = 1e12;
    assertThat(range(sparse).upper()).isLessThan(41);
  }

  @Test
  void weightsDecideWhatIsRare() {
    double[] values = KnotPlacementTest.draw(1000, 6, Random::nextDouble);
    values[999] = 100;
    double[] weights = new double[1000];
    Arrays.fill(weights, 1);
    assertThat(KnotPlacement.range(values, weights).upper()).isLessThan(1);
    weights[999] = 100;
    assertThat(KnotPlacement.range(values, weights).upper()).isEqualTo(100);
    weights[999] = 0;
    assertThat(KnotPlacement.range(values, weights).upper()).isEqualTo(values[998]);
  }

  @Test
  void constantInputsHaveNoWidth() {
    assertThat(range(3, 3, 3)).isEqualTo(new Range(3, 3));
    assertThat(range(3, 3, 3).supports(1)).isFalse();
  }

  @Test
  void precisionLimitsTheNumberOfIntervals() {
    assertThat(new Range(0, 1).supports(200)).isTrue();
    assertThat(new Range(0, 1e-300).supports(200)).isTrue();
    assertThat(new Range(0, Double.MIN_VALUE).supports(1)).isFalse();
    assertThat(new Range(1, 1 + 1e-9).supports(50)).isTrue();
    assertThat(new Range(1, 1 + 1e-11).supports(50)).isFalse();
    assertThat(new Range(-1.7e308, 1.7e308).supports(5)).isFalse();
  }

  @Test
  void badRangesAndEmptySamplesAreRefused() {
    assertThatThrownBy(() -> new Range(2, 1)).hasMessageContaining("[2.0, 1.0]");
    assertThatThrownBy(() -> new Range(Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Range(0, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> range()).hasMessageContaining("0 values");
    assertThatThrownBy(() -> KnotPlacement.range(new double[] {1}, new double[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of positive weight");
  }
}
