package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CubicInterpolationTest {

  /** The cubic with derivative 3 a (t - minimum) (t - maximum). */
  private static LinePoint point(double a, double minimum, double maximum, double t) {
    double slope = 3.0 * a * (t - minimum) * (t - maximum);
    double value =
        a * (t * t * t - 1.5 * (minimum + maximum) * t * t + 3.0 * minimum * maximum * t);
    return new LinePoint(t, value, slope);
  }

  @Property
  void findsTheMinimumOfACubicFromAnyTwoPoints(
      @ForAll @DoubleRange(min = -3.0, max = 3.0) double minimum,
      @ForAll @DoubleRange(min = 0.5, max = 4.0) double distance,
      @ForAll boolean minimumRight,
      @ForAll @DoubleRange(min = -3.0, max = 3.0) double from,
      @ForAll @DoubleRange(min = 0.5, max = 3.0) double width) {
    double a = minimumRight ? 1.0 : -1.0; // a > 0: the minimum lies right of the maximum
    double maximum = minimumRight ? minimum - distance : minimum + distance;
    LinePoint left = point(a, minimum, maximum, from);
    LinePoint right = point(a, minimum, maximum, from + width);

    assertThat(CubicInterpolation.minimiser(left, right)).isCloseTo(minimum, within(1e-6));
    assertThat(CubicInterpolation.minimiser(right, left)).isCloseTo(minimum, within(1e-6));
  }

  @Test
  void findsTheMinimumOfAParabola() {
    LinePoint a = new LinePoint(0.0, 9.0, -6.0);
    LinePoint b = new LinePoint(1.0, 4.0, -4.0);

    assertThat(CubicInterpolation.minimiser(a, b)).isCloseTo(3.0, within(1e-12));
  }

  @Test
  void isNotDisturbedByExtremeScales() {
    LinePoint a = new LinePoint(0.0, 9e250, -6e250);
    LinePoint b = new LinePoint(1.0, 4e250, -4e250);

    assertThat(CubicInterpolation.minimiser(a, b)).isCloseTo(3.0, within(1e-12));
  }

  @Test
  void hasNoMinimumOnALineOrARisingCubic() {
    LinePoint start = new LinePoint(0.0, 0.0, -1.0);

    assertThat(CubicInterpolation.minimiser(start, new LinePoint(2.0, -2.0, -1.0))).isNaN();
    assertThat(
            CubicInterpolation.minimiser(
                new LinePoint(-1.0, -2.0, 4.0), new LinePoint(1.0, 2.0, 4.0))) // t^3 + t
        .isNaN();
    assertThat(CubicInterpolation.minimiser(start, LinePoint.outside(1.0))).isNaN();
  }
}
