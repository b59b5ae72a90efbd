package org.kanspark.kernel.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.BesselJ;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values to 18 digits, computed with 30 (mpmath), agreeing with Abramowitz and Stegun. */
class SpecialFunctionsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1.0, 0.0",
    "0.001, 0.999999750000015625, -0.000499999937500002615",
    "0.5, 0.938469807240812904, -0.242268457674873886",
    "1, 0.765197686557966551, -0.440050585744933516",
    "2.404825557695773, -6.1087652597367304e-17, -0.519147497289466763",
    "3.5, -0.380127739987263377, -0.137377527362327186",
    "5, -0.177596771314338304, 0.327579137591465222",
    "7.999, 0.171885372282320446, -0.234493901227937399",
    "8.001, 0.171416099671532768, -0.234778543719600587",
    "10, -0.245935764451348335, -0.0434727461688614367",
    "20, 0.167024664340583155, -0.0668331241758500456",
    "50, 0.055812327669251815, 0.0975118281251751377",
    "300, -0.033298554876305668, 0.0318874313774999503",
    "-3.5, -0.380127739987263377, 0.137377527362327186"
  })
  void besselFunctionHasItsPublishedValues(double x, double value, double derivative) {
    assertThat(BesselJ0.value(x)).isCloseTo(value, within(1e-15));
    assertThat(BesselJ0.derivative(x)).isCloseTo(derivative, within(1e-15));
  }

  @Test
  void besselFunctionAgreesWithCommonsMath() {
    for (double x = 0.01; x < 100; x += 0.037) {
      assertThat(BesselJ0.value(x)).isCloseTo(BesselJ.value(0, x), within(4e-15));
      assertThat(BesselJ0.derivative(-x)).isCloseTo(BesselJ.value(1, x), within(4e-15));
    }
    assertThat(BesselJ0.value(Double.POSITIVE_INFINITY)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "1e-08, 1.12837916709551256e-8",
    "0.1, 0.112462916018284898",
    "0.5, 0.520499877813046538",
    "0.999, 0.842285270206496942",
    "1.001, 0.843115485478076279",
    "1.5, 0.966105146475310727",
    "2, 0.995322265018952734",
    "3, 0.999977909503001415",
    "4.5, 0.999999999803383956",
    "5.999, 0.999999999999999978",
    "6.001, 0.999999999999999979",
    "-0.7, -0.677801193837418442",
    "-2.5, -0.999593047982555041"
  })
  void errorFunctionHasItsPublishedValues(double x, double value) {
    assertThat(ErrorFunction.value(x)).isCloseTo(value, within(4e-16 * Math.abs(value)));
  }

  @Test
  void errorFunctionAgreesWithCommonsMathAndKeepsLimits() {
    for (double x = -7; x < 7; x += 0.0137) {
      assertThat(ErrorFunction.value(x)).isCloseTo(Erf.erf(x), within(1e-14));
    }
    assertThat(ErrorFunction.value(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(ErrorFunction.value(Double.NaN)).isNaN();
  }
}
