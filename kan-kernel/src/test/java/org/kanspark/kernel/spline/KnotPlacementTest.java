package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnotPlacementTest {
  private static final double[] EQUAL = {};

  static double[] draw(int n, long seed, ToDoubleFunction<Random> source) {
    Random random = new Random(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = source.applyAsDouble(random);
    }
    Arrays.sort(values);
    return values;
  }

  /** Places knots on the whole range of the values. */
  private static double[] interior(double[] sorted, int intervals, double eps) {
    return KnotPlacement.interior(
        sorted, EQUAL, intervals, eps, sorted[0], sorted[sorted.length - 1]);
  }

  private static double eps(double[] sorted, int intervals) {
    return KnotPlacement.chooseEps(sorted, EQUAL, intervals, sorted[0], sorted[sorted.length - 1]);
  }

  private static int[] occupancy(double[] values, double[] interior) {
    Knots knots = Knots.of(0, interior);
    int[] counts = new int[knots.intervals()];
    for (double value : values) {
      if (value >= knots.lower() && value <= knots.upper()) {
        counts[BSplineBasis.cell(knots, value)]++;
      }
    }
    return counts;
  }

  @Test
  void quantilesAndMixAreThoseOfPykan() {
    // pykan: adaptive_i = sorted[int(N / G * i)], and the ends.
    double[] values = draw(1003, 1, Random::nextGaussian);
    double[] quantiles = interior(values, 5, 0);
    double[] mixed = interior(values, 5, 0.3);
    double width = values[1002] - values[0];
    for (int i = 1; i < 5; i++) {
      double expected = values[(int) (1003 / 5.0 * i)];
      assertThat(quantiles[i]).isEqualTo(expected);
      double even = values[0] + width * i / 5;
      assertThat(mixed[i]).isCloseTo(0.3 * even + 0.7 * expected, within(1e-14));
    }
    assertThat(quantiles[0]).isEqualTo(values[0]);
    assertThat(quantiles[5]).isEqualTo(values[1002]);
  }

  @Test
  void fullEpsGivesExactlyUniformKnots() {
    double[] values = draw(500, 2, Random::nextGaussian);
    Knots placed = Knots.of(3, KnotPlacement.interior(values, EQUAL, 7, 1, -1, 0.3));
    assertThat(placed).isEqualTo(Knots.uniform(3, 7, -1, 0.3));
  }

  @Test
  void weightsCountLikeRepeatedRows() {
    double[] values = draw(300, 3, Random::nextGaussian);
    double[] weights = new double[300];
    double[] repeated = new double[600];
    int n = 0;
    for (int i = 0; i < 300; i++) {
      weights[i] = i % 4 + (i % 4 == 3 ? -1 : 0);
      for (int w = 0; w < weights[i]; w++) {
        repeated[n++] = values[i];
      }
    }
    double[] copies = Arrays.copyOf(repeated, n);
    for (double eps : new double[] {0, 0.4, 1}) {
      assertThat(KnotPlacement.interior(values, weights, 6, eps, -2, 2))
          .isEqualTo(KnotPlacement.interior(copies, EQUAL, 6, eps, -2, 2));
    }
    assertThat(KnotPlacement.range(values, weights).lower()).isEqualTo(copies[0]);
  }

  @ParameterizedTest
  @CsvSource({"40,5", "100,20", "800,5", "1000,50", "1000,200", "3000,100", "65536,200"})
  void evenlySpreadValuesGetUniformKnots(int rows, int intervals) {
    for (int seed = 0; seed < 20; seed++) {
      double[] values = draw(rows, seed, Random::nextDouble);
      assertThat(eps(values, intervals)).isEqualTo(1);
      assertThat(Knots.of(3, interior(values, intervals, KnotPlacement.AUTO)))
          .isEqualTo(Knots.uniform(3, intervals, values[0], values[rows - 1]));
    }
    assertThat(eps(draw(rows, 5, r -> r.nextInt(50)), Math.min(intervals, 10))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20, 50})
  void skewedValuesGetAMixThatLeavesNoCellEmpty(int intervals) {
    double[][] samples = {
      draw(20000, 1, r -> Math.exp(r.nextGaussian())),
      draw(20000, 2, r -> Math.exp(-2 * r.nextGaussian())),
      // Like carats: 0.2 to 5, most of them below 1, few above 3.
      draw(50000, 3, r -> Math.min(0.2 - 0.55 * Math.log(1 - r.nextDouble()), 5.01)),
      draw(20000, 4, Random::nextGaussian),
    };
    for (double[] values : samples) {
      assertThat(eps(values, intervals)).isBetween(0.0, 0.95);
      double[] knots = interior(values, intervals, KnotPlacement.AUTO);
      for (int count : occupancy(values, knots)) {
        assertThat(count).isGreaterThan((int) (0.2 * values.length / intervals));
      }
      int[] uniform = occupancy(values, interior(values, intervals, 1));
      assertThat(Arrays.stream(uniform).min().orElseThrow())
          .isLessThan((int) (0.25 * values.length / intervals));
    }
  }

  @Test
  void moreSkewMeansMoreOfTheQuantiles() {
    double before = 1;
    for (double sigma : new double[] {0.3, 0.6, 1.2}) {
      double[] values = draw(20000, 7, r -> Math.exp(sigma * r.nextGaussian()));
      double eps = eps(values, 10);
      assertThat(eps).isLessThan(before);
      before = eps;
    }
  }

  @Test
  void oneRepeatedValueTakesOneCellOnly() {
    for (double atom : new double[] {0, 0.5, 1}) {
      double[] values = draw(10000, 8, r -> r.nextDouble() < 0.9 ? atom : r.nextDouble());
      int[] counts = occupancy(values, interior(values, 5, 0));
      Arrays.sort(counts);
      // The 1000 other rows are shared out among the cells.
      for (int i = 0; i < 4; i++) {
        assertThat(counts[i]).isBetween(100, 400);
      }
    }
  }

  @Test
  void fewDistinctValuesBecomeKnotsOrShareTheStretches() {
    double[] values = {1, 1, 1, 2, 5, 5, 9, 9, 9, 9};
    assertThat(interior(values, 3, 0)).containsExactly(1, 2, 5, 9);
    assertThat(interior(values, 6, 0)).containsExactly(1, 1.5, 2, 3.5, 5, 7, 9);
    assertThat(interior(new double[] {0, 1}, 4, 0)).containsExactly(0, 0.25, 0.5, 0.75, 1);
  }

  @Test
  void withoutValuesInTheRangeKnotsAreUniform() {
    assertThat(KnotPlacement.interior(new double[0], EQUAL, 4, 0, 0, 1))
        .containsExactly(0, 0.25, 0.5, 0.75, 1);
    assertThat(KnotPlacement.interior(new double[] {7, 8}, EQUAL, 4, KnotPlacement.AUTO, 0, 1))
        .containsExactly(0, 0.25, 0.5, 0.75, 1);
  }

  @Test
  void crowdedQuantilesAreMovedApartByTheLeastThatSuffices() {
    // 99 of 100 rows within 1e-9 of 0.5: quantiles coincide but for the ends.
    double[] values = draw(1000, 9, r -> 0.5 + 1e-9 * r.nextDouble());
    double[] knots = KnotPlacement.interior(values, EQUAL, 10, 0, 0, 1);
    double gap = 1e-3 / 10;
    for (int i = 1; i < 10; i++) {
      assertThat(knots[i]).isCloseTo(0.5 + (i - 1) * gap, within(1e-8));
    }
    double[] high = draw(1000, 9, r -> 1 - 1e-9 * r.nextDouble());
    double[] pushed = KnotPlacement.interior(high, EQUAL, 10, 0, 0, 1);
    for (int i = 1; i < 10; i++) {
      assertThat(pushed[i]).isCloseTo(1 - (10 - i) * gap, within(1e-8));
    }
  }

  @Property(tries = 500)
  void knotsIncreaseWithNoGapTooSmall(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 300) int rows,
      @ForAll @IntRange(min = 1, max = 60) int intervals,
      @ForAll @IntRange(min = -1, max = 4) int quarters) {
    Random random = new Random(seed);
    double lower = random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3);
    double upper = lower + Math.pow(10, random.nextInt(7) - 3);
    double power = 1 + 8 * random.nextDouble();
    int levels = 1 + random.nextInt(50);
    double[] values =
        draw(
            rows,
            seed,
            r -> {
              double unit = r.nextBoolean() ? r.nextDouble() : r.nextInt(levels) / 50.0;
              return lower + (upper - lower) * (1.4 * Math.pow(unit, power) - 0.2);
            });
    double[] weights = rows % 2 == 0 ? EQUAL : draw(rows, seed, r -> r.nextInt(3));
    double eps = quarters < 0 ? KnotPlacement.AUTO : quarters / 4.0;
    double[] knots = KnotPlacement.interior(values, weights, intervals, eps, lower, upper);
    assertThat(knots).hasSize(intervals + 1).startsWith(lower).endsWith(upper);
    double least = Knots.MIN_GAP * (upper - lower) / intervals;
    for (int i = 1; i <= intervals; i++) {
      assertThat(knots[i] - knots[i - 1]).isGreaterThanOrEqualTo(least * (1 - 1e-12));
    }
    assertThat(Knots.of(3, knots).interior()).isEqualTo(knots);
  }

  @Test
  void intervalsAreFewerThanDistinctValues() {
    assertThat(KnotPlacement.intervalsFor(1, 5)).isZero();
    assertThat(KnotPlacement.intervalsFor(0, 5)).isZero();
    assertThat(KnotPlacement.intervalsFor(2, 5)).isEqualTo(1);
    assertThat(KnotPlacement.intervalsFor(5, 5)).isEqualTo(4);
    assertThat(KnotPlacement.intervalsFor(6, 5)).isEqualTo(5);
    assertThat(KnotPlacement.intervalsFor(1000, 5)).isEqualTo(5);
    assertThatThrownBy(() -> KnotPlacement.intervalsFor(3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("intervals = 0");
  }

  @Test
  void badArgumentsAreNamed() {
    double[] values = {0, 1, 2};
    assertThatThrownBy(() -> KnotPlacement.interior(values, EQUAL, 0, 1, 0, 2))
        .hasMessageContaining("intervals = 0");
    assertThatThrownBy(() -> KnotPlacement.interior(values, EQUAL, 5, 1.5, 0, 2))
        .hasMessageContaining("gridEps = 1.5");
    assertThatThrownBy(() -> KnotPlacement.interior(values, EQUAL, 5, Double.NaN, 0, 2))
        .hasMessageContaining("gridEps = NaN");
    assertThatThrownBy(() -> KnotPlacement.interior(values, EQUAL, 5, 1, 2, 2))
        .hasMessageContaining("too narrow");
    assertThatThrownBy(() -> KnotPlacement.interior(values, EQUAL, 5, 1, 1, 1 + 1e-12))
        .hasMessageContaining("too narrow");
    assertThatThrownBy(() -> KnotPlacement.interior(values, EQUAL, 5, 1, 2, 0))
        .hasMessageContaining("lower <= upper");
    assertThatThrownBy(() -> KnotPlacement.interior(new double[] {1, 0}, EQUAL, 5, 1, 0, 2))
        .hasMessageContaining("value 1 is 0.0 after 1.0");
    assertThatThrownBy(
            () -> KnotPlacement.interior(new double[] {0, Double.NaN}, EQUAL, 5, 1, 0, 2))
        .hasMessageContaining("value 1 is NaN");
    assertThatThrownBy(() -> KnotPlacement.interior(values, new double[2], 5, 1, 0, 2))
        .hasMessageContaining("2 weights for 3 values");
    assertThatThrownBy(() -> KnotPlacement.interior(values, new double[] {1, -1, 1}, 5, 1, 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight 1 is -1.0");
  }

  /** What a few rows have besides a value that nearly all have is no heavy tail. */
  @Test
  void rareValuesOfAnAlmostConstantColumnStayInItsRange() {
    double[] rare = {1, 1, 2, 2, 9, 30, 77, 120, 180, 200, 210, 224};
    double[] values = new double[8000];
    System.arraycopy(rare, 0, values, values.length - rare.length, rare.length);
    assertThat(KnotPlacement.range(values, new double[0])).isEqualTo(new Range(0, 224));
    // One that is absurd beside the other rare ones still is cut off.
    values[values.length - 1] = 1e6;
    assertThat(KnotPlacement.range(values, new double[0])).isEqualTo(new Range(0, 210));
  }
}
