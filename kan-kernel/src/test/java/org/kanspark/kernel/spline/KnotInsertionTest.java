package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnotInsertionTest {
  /** Compares value and slope on [a, b] and beyond, relative to their largest size. */
  private static void assertSame(
      Knots coarse, double[] old, Knots fine, double[] refined, double tolerance) {
    double valueError = 0;
    double slopeError = 0;
    double value = 0;
    double slope = 0;
    Extrapolation linear = Extrapolation.LINEAR;
    for (double x : CoxDeBoor.points(fine, 7)) {
      value = Math.max(value, Math.abs(CoxDeBoor.spline(coarse, old, x)));
      valueError =
          Math.max(
              valueError,
              Math.abs(CoxDeBoor.spline(coarse, old, x) - CoxDeBoor.spline(fine, refined, x)));
      double s = SplineCurve.slope(coarse, old, x, linear);
      // For degrees 0 and 1 the slope jumps at knots: both take the cell on the right.
      slope = Math.max(slope, Math.abs(s));
      slopeError = Math.max(slopeError, Math.abs(s - SplineCurve.slope(fine, refined, x, linear)));
    }
    assertThat(valueError).isLessThanOrEqualTo(tolerance * value);
    assertThat(slopeError).isLessThanOrEqualTo(tolerance * slope);
    for (double x : new double[] {coarse.lower() - 3, coarse.upper() + 3}) {
      double before = SplineCurve.value(coarse, old, x, linear);
      assertThat(Math.abs(SplineCurve.value(fine, refined, x, linear) - before))
          .isLessThanOrEqualTo(tolerance * (value + 3 * slope));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void chainsOfUniformRefinementsAreExact(int degree) {
    Knots first = Knots.uniform(degree, 5, -1, 1);
    double[] c = CoxDeBoor.coefficients(first, 1);
    Knots before = first;
    double[] chained = c;
    for (int intervals : new int[] {10, 20, 40}) {
      Knots next = Knots.uniform(degree, intervals, -1, 1);
      assertThat(KnotInsertion.nests(before, next)).isTrue();
      chained = KnotInsertion.matrix(before, next).apply(chained);
      assertSame(first, c, next, chained, 1e-12);
      before = next;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void chainsOfUnevenRefinementsAreExact(int degree) {
    Knots first = Knots.of(degree, new double[] {-1, -0.4, -0.3, 0.5, 2});
    double[] c = CoxDeBoor.coefficients(first, 1);
    Knots before = first;
    double[] chained = c;
    for (int intervals : new int[] {5, 9, 20, 50}) {
      Knots next = KnotRefinement.split(before, intervals);
      chained = KnotInsertion.matrix(before, next).apply(chained);
      assertSame(first, c, next, chained, 1e-12);
      before = next;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void veryUnevenKnotsAreExactToo(int degree) {
    for (int seed = 0; seed < 20; seed++) {
      Knots coarse = CoxDeBoor.uneven(degree, 8, seed);
      Knots fine = KnotRefinement.split(coarse, 19);
      double[] c = CoxDeBoor.coefficients(coarse, seed);
      assertSame(coarse, c, fine, KnotInsertion.matrix(coarse, fine).apply(c), 1e-12);
    }
  }

  @Test
  void equalKnotsGiveTheUnitMatrix() {
    Knots knots = CoxDeBoor.uneven(3, 5, 2);
    double[][] matrix = KnotInsertion.matrix(knots, knots).toArray();
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        assertThat(Math.abs(matrix[i][j] - (i == j ? 1 : 0))).isLessThan(1e-12);
      }
    }
  }

  @Test
  void halvedUniformCubicHasTheTextbookWeights() {
    double[][] matrix =
        KnotInsertion.matrix(Knots.uniform(3, 4, 0, 4), Knots.uniform(3, 8, 0, 4)).toArray();
    // Lane and Riesenfeld: 1/8 6/8 1/8 and 1/2 1/2, by turns.
    assertThat(matrix[0]).startsWith(0.5, 0.5, 0);
    assertThat(matrix[1]).startsWith(0.125, 0.75, 0.125, 0);
    assertThat(matrix[2]).startsWith(0, 0.5, 0.5, 0);
  }

  @Property(tries = 200)
  void refinementKeepsConstantsAndValues(
      @ForAll @IntRange(min = 0, max = 5) int degree,
      @ForAll @IntRange(min = 1, max = 9) int intervals,
      @ForAll @IntRange(min = 0, max = 25) int more,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] interior = new double[intervals + 1];
    for (int i = 1; i <= intervals; i++) {
      interior[i] = interior[i - 1] + 0.1 + random.nextDouble();
    }
    Knots coarse = Knots.of(degree, interior);
    Knots fine = KnotRefinement.split(coarse, intervals + more);
    assertThat(KnotInsertion.nests(coarse, fine)).isTrue();
    double[] c = CoxDeBoor.coefficients(coarse, seed);
    assertSame(coarse, c, fine, KnotInsertion.matrix(coarse, fine).apply(c), 1e-11);
    for (double[] row : KnotInsertion.matrix(coarse, fine).toArray()) {
      double sum = 0;
      for (double weight : row) {
        sum += weight;
      }
      assertThat(Math.abs(sum - 1)).isLessThan(1e-11);
    }
  }

  @Test
  void nestingNeedsEqualEndsDegreeAndKnots() {
    Knots coarse = Knots.uniform(3, 5, 0, 1);
    assertThat(KnotInsertion.nests(coarse, Knots.uniform(3, 15, 0, 1))).isTrue();
    assertThat(KnotInsertion.nests(coarse, Knots.uniform(2, 10, 0, 1))).isFalse();
    assertThat(KnotInsertion.nests(coarse, Knots.uniform(3, 10, 0, 1.5))).isFalse();
    assertThat(KnotInsertion.nests(coarse, Knots.uniform(3, 12, 0, 1))).isFalse();
    assertThat(KnotInsertion.nests(Knots.uniform(3, 10, 0, 1), coarse)).isFalse();
    assertThatThrownBy(() -> KnotInsertion.matrix(coarse, Knots.uniform(3, 12, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not nest");
  }
}
