package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KnotRefinementTest {
  @Test
  void uniformKnotsStayUniformAndNestForMultiples() {
    Knots knots = Knots.uniform(3, 5, -1, 0.3);
    for (int intervals : new int[] {10, 15, 20, 40, 50, 200}) {
      Knots finer = KnotRefinement.refine(knots, intervals);
      assertThat(finer).isEqualTo(Knots.uniform(3, intervals, -1, 0.3));
      assertThat(KnotInsertion.nests(knots, finer)).isTrue();
      assertThat(KnotRefinement.isUniform(KnotRefinement.split(knots, intervals))).isTrue();
    }
    assertThat(KnotRefinement.refine(Knots.uniform(3, 3, 0, 1), 5))
        .isEqualTo(Knots.uniform(3, 5, 0, 1));
  }

  @Test
  void knotsThatAreEvenUpToRoundingNestToo() {
    Knots knots = KnotRefinement.split(Knots.uniform(3, 7, 0.1, 0.7), 49);
    Knots finer = KnotRefinement.refine(knots, 98);
    assertThat(KnotRefinement.isUniform(finer)).isTrue();
    assertThat(KnotInsertion.nests(knots, finer)).isTrue();
  }

  @Test
  void unevenKnotsAreSplitInProportion() {
    Knots knots = Knots.of(3, new double[] {0, 1, 2, 8});
    assertThat(KnotRefinement.isUniform(knots)).isFalse();
    assertThat(KnotRefinement.refine(knots, 6).interior())
        .containsExactly(new double[] {0, 0.5, 1, 1.5, 2, 5, 8}, within(1e-15));
    // The two that remain go to the widest pieces: of width 6, then 3.
    assertThat(KnotRefinement.refine(knots, 5).interior())
        .containsExactly(new double[] {0, 1, 2, 4, 6, 8}, within(1e-15));
  }

  @Test
  void theRestIsSpreadEvenlyOverEqualCells() {
    assertThat(KnotRefinement.split(Knots.uniform(3, 5, 0, 5), 7).interior())
        .containsExactly(new double[] {0, 1, 1.5, 2, 3, 3.5, 4, 5}, within(1e-15));
  }

  @Property(tries = 300)
  void splittingNestsAndKeepsGaps(
      @ForAll @IntRange(min = 0, max = 5) int degree,
      @ForAll @IntRange(min = 1, max = 30) int intervals,
      @ForAll @IntRange(min = 0, max = 100) int more,
      @ForAll long seed) {
    Knots knots = CoxDeBoor.uneven(degree, intervals, seed);
    Knots finer = KnotRefinement.split(knots, intervals + more);
    assertThat(finer.intervals()).isEqualTo(intervals + more);
    assertThat(KnotInsertion.nests(knots, finer)).isTrue();
    assertThat(leastGap(finer)).isGreaterThanOrEqualTo(Math.min(0.49, leastGap(knots)) * 0.999999);
  }

  /** Returns the least gap as a fraction of the mean. */
  private static double leastGap(Knots knots) {
    double least = Double.POSITIVE_INFINITY;
    double[] interior = knots.interior();
    for (int i = 1; i < interior.length; i++) {
      least = Math.min(least, interior[i] - interior[i - 1]);
    }
    return least * knots.intervals() / (knots.upper() - knots.lower());
  }

  @Test
  void coarseningIsRefused() {
    assertThatThrownBy(() -> KnotRefinement.split(Knots.uniform(3, 5, 0, 1), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to 4 intervals")
        .hasMessageContaining("present 5");
    assertThatThrownBy(() -> KnotRefinement.refine(Knots.uniform(3, 5, 0, 1), 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
