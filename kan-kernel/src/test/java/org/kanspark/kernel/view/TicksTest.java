package org.kanspark.kernel.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TicksTest {
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private static double parse(String label) {
    String text = label.replace('−', '-');
    int power = text.indexOf("10⁻") >= 0 ? text.indexOf("10⁻") : raised(text);
    if (power < 0) {
      return Double.parseDouble(text);
    }
    String mantissa = text.substring(0, power).replace("·", "");
    StringBuilder exponent = new StringBuilder();
    for (char c : text.substring(power + 2).toCharArray()) {
      exponent.append(c == '⁻' ? "-" : String.valueOf(RAISED.indexOf(c)));
    }
    String digits = mantissa.isEmpty() || mantissa.equals("-") ? mantissa + "1" : mantissa;
    return Double.parseDouble(digits + "e" + exponent);
  }

  private static int raised(String text) {
    for (int i = 2; i < text.length(); i++) {
      if (RAISED.indexOf(text.charAt(i)) >= 0) {
        return i - 2;
      }
    }
    return -1;
  }

  @Property
  void evenTicksAreFewAndInsideAndWhatTheySay(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
      @ForAll @DoubleRange(min = -9, max = 6) double logWidth,
      @ForAll @IntRange(min = 3, max = 12) int most) {
    Axis axis = Axis.linear(a, a + Math.pow(10, logWidth));
    Ticks ticks = axis.ticks(most);
    double[] values = ticks.values();
    assertThat(values.length).isBetween(1, most + 1);
    assertThat(ticks.labels()).hasSize(values.length).doesNotHaveDuplicates();
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isBetween(axis.min(), axis.max());
      assertThat(parse(ticks.labels().get(i))).isEqualTo(values[i]);
      if (i > 1) {
        double step = values[1] - values[0];
        assertThat(values[i] - values[i - 1]).isCloseTo(step, within(1e-6 * step + 1e-9));
      }
    }
  }

  @Property
  void logarithmicTicksAreFewAndInsideAndWhatTheySay(
      @ForAll @DoubleRange(min = -30, max = 8) double logMin,
      @ForAll @DoubleRange(min = 0, max = 25) double logWidth,
      @ForAll @IntRange(min = 3, max = 10) int most) {
    double min = Math.pow(10, logMin);
    Axis axis = Axis.logarithmic(min, min * Math.pow(10, logWidth));
    Ticks ticks = axis.ticks(most);
    assertThat(ticks.values().length).isBetween(1, 3 * most + 1);
    assertThat(ticks.labels()).doesNotHaveDuplicates();
    double before = 0;
    for (int i = 0; i < ticks.values().length; i++) {
      double value = ticks.values()[i];
      assertThat(value).isGreaterThan(before).isBetween(axis.min(), axis.max());
      assertThat(parse(ticks.labels().get(i))).isEqualTo(value);
      before = value;
    }
  }

  @Test
  void stepsAreRound() {
    assertThat(Ticks.linear(0, 1, 5).labels())
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(Ticks.linear(-3, 3, 3).labels()).containsExactly("−2", "0", "2");
    assertThat(Ticks.linear(0, 2.5e-7, 3).labels()).containsExactly("0", "10⁻⁷", "2·10⁻⁷");
    assertThat(Ticks.linear(0, 7, 7).labels()).hasSize(8);
    assertThat(Ticks.logarithmic(1e-8, 1, 9).labels())
        .startsWith("10⁻⁸", "10⁻⁷")
        .endsWith("0.1", "1");
    assertThat(Ticks.logarithmic(0.9, 30, 9).labels()).containsExactly("1", "2", "5", "10", "20");
  }

  @Test
  void anyValuesGiveAnAxis() {
    double[][] cases = {
      {},
      {Double.NaN},
      {0},
      {0, 0},
      {-5},
      {1e308, -1e308},
      {1e-320, 0},
      {3, Double.NaN, 4},
      {1e15, 1e15 + 1},
      {Double.POSITIVE_INFINITY, 2},
      {-Double.MAX_VALUE},
      {Double.MIN_VALUE}
    };
    for (double[] values : cases) {
      for (Axis axis : new Axis[] {Axis.linear(values), Axis.logarithmic(values)}) {
        assertThat(axis.max()).isGreaterThan(axis.min()).isFinite();
        assertThat(axis.max() - axis.min()).isFinite();
        assertThat(axis.ticks(5).values()).isNotEmpty();
        for (double value : values) {
          if (Double.isFinite(value)) {
            assertThat(axis.between(10, 90).at(value)).isBetween(10.0, 90.0);
          }
        }
      }
    }
  }

  @Test
  void placesFollowTheScale() {
    Axis even = new Axis(0, 10, false, 100, 200);
    assertThat(even.at(5)).isEqualTo(150);
    assertThat(even.at(20)).isEqualTo(200);
    Axis logarithmic = new Axis(1, 100, true, 300, 0);
    assertThat(logarithmic.at(10)).isEqualTo(150);
    assertThat(logarithmic.at(-1)).isEqualTo(300);
  }
}
