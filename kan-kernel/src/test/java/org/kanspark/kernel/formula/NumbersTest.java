package org.kanspark.kernel.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-2.5, -2.5",
    "0.1, 0.1",
    "2.0E-3, 0.002",
    "1e-5, 0.00001",
    "1e-6, 1e-6",
    "-1.25e-7, -1.25e-7",
    "1e15, 1000000000000000",
    "1e16, 1e16",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "4.9e-324, 5e-324",
    "3.141592653589793, 3.141592653589793",
    "2e23, 2e23"
  })
  void writesTheShortestNumberThatReadsBack(double value, String text) {
    assertThat(Numbers.text(value)).isEqualTo(text);
  }

  @Test
  void everyNumberReadsBackAndNoShorterOneDoes() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (!Double.isFinite(value)) {
        continue;
      }
      BigDecimal shortest = Numbers.shortest(value);
      assertThat(Double.parseDouble(Numbers.text(value))).isEqualTo(value);
      assertThat(shortest.precision())
          .isLessThanOrEqualTo(new BigDecimal(Double.toString(value)).precision());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3.14159265, 3, 3.14",
    "-0.00123456, 2, -0.0012",
    "98765, 1, 100000",
    "2.5, 1, 2",
    "3.5, 1, 4",
    "0, 4, 0",
    "0.1, 17, 0.1"
  })
  void roundsToSignificantDigits(double value, int digits, double rounded) {
    assertThat(Numbers.rounded(value, digits)).isEqualTo(rounded);
  }

  @Test
  void refusesOtherNumbersOfDigits() {
    assertThatThrownBy(() -> Numbers.rounded(1, 0)).hasMessageContaining("choose 1 to 17");
    assertThatThrownBy(() -> Numbers.rounded(1, 18)).hasMessageContaining("choose 1 to 17");
  }
}
