package org.kanspark.kernel.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SvgTest {

  @Property
  void numbersHaveTwoDecimalsAtMost(@ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
    String text = Svg.number(value);
    assertThat(text).matches("-?\\d+(\\.\\d?[1-9])?");
    assertThat(Double.parseDouble(text)).isCloseTo(value, within(0.005 + 1e-9));
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    assertThat(Svg.number(-0.001)).isEqualTo("0");
    assertThat(Svg.number(-0.05)).isEqualTo("-0.05");
    assertThat(Svg.number(12.5)).isEqualTo("12.5");
    for (double none : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e300}) {
      assertThatThrownBy(() -> Svg.number(none)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property
  void anyTextSurvivesAParser(@ForAll String text) {
    Svg svg = new Svg(10, 10, text, "#ffffff");
    svg.start("g").tooltip(text).end();
    Picture picture = Picture.of(svg.finish());
    assertThat(picture.root.getAttribute("aria-label")).hasSameSizeAs(text);
    assertThat(picture.tooltips().get(0)).hasSameSizeAs(text);
  }

  @Test
  void attributesComeBeforeContent() {
    Svg svg = new Svg(10, 10, "", "#ffffff");
    svg.start("g").tooltip("x");
    assertThatThrownBy(() -> svg.set("opacity", 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void textsAreCutWhereTheyFit() {
    assertThat(TextWidth.of("0123456789", 10)).isCloseTo(63.7, within(1e-9));
    assertThat(TextWidth.shorten("abc", 10, 30)).isEqualTo("abc");
    assertThat(TextWidth.shorten("abcdefgh", 10, 30)).isEqualTo("abc…");
    assertThat(TextWidth.shorten("abcdefgh", 10, 0)).isEqualTo("…");
    assertThat(TextWidth.shorten("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 10, 25))
        .isEqualTo("\uD83D\uDE00…");
    assertThat(TextWidth.wrap("one two three", 10, 50)).containsExactly("one two", "three");
    assertThat(TextWidth.wrap("", 10, 50)).containsExactly("");
  }

  @Test
  void figuresAreShort() {
    assertThat(Figures.shown(0.123456, 3)).isEqualTo("0.123");
    assertThat(Figures.shown(-1234567, 3)).isEqualTo("−1.23·10⁶");
    assertThat(Figures.shown(1e-12, 3)).isEqualTo("10⁻¹²");
    assertThat(Figures.shown(150000, 3)).isEqualTo("150000");
    assertThat(List.of(Figures.shown(Double.NaN, 3), Figures.shown(1 / 0.0, 3)))
        .containsExactly("not a number", "∞");
    assertThat(Figures.range(new double[] {2, Double.NaN, -1}, 2)).isEqualTo("−1…2");
    assertThat(Figures.range(new double[] {Double.NaN}, 2)).isEqualTo("nowhere finite");
  }
}
