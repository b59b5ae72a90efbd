package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExtrapolationTest {
  @ParameterizedTest
  @EnumSource(Extrapolation.class)
  void labelsAreParsed(Extrapolation extrapolation) {
    assertThat(Extrapolation.parse(extrapolation.label())).isEqualTo(extrapolation);
  }

  @Test
  void otherNamesAreRefused() {
    assertThatThrownBy(() -> Extrapolation.parse("cubic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("extrapolation 'cubic': accepted are linear, constant, zero");
  }
}
