package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnotsTest {
  @Test
  void uniformKnotsAreThoseThatPykanPrints() {
    double[] knots = Knots.uniform(3, 5, -1, 1).toArray();
    double[] expected = {-2.2, -1.8, -1.4, -1, -.6, -.2, .2, .6, 1, 1.4, 1.8, 2.2};
    assertThat(knots).containsExactly(expected, within(1e-15));

    assertThat(Knots.uniform(3, 5, -10, 10).toArray())
        .containsExactly(
            new double[] {-22, -18, -14, -10, -6, -2, 2, 6, 10, 14, 18, 22}, within(1e-14));
  }

  @Test
  void endsAreExactAndCountsAreConsistent() {
    Knots knots = Knots.uniform(2, 7, 0.1, 0.7);
    assertThat(knots.lower()).isEqualTo(0.1);
    assertThat(knots.upper()).isEqualTo(0.7);
    assertThat(knots.coefficients()).isEqualTo(9);
    assertThat(knots.toArray()).hasSize(7 + 2 * 2 + 1);
    assertThat(knots.interior()).hasSize(8).startsWith(0.1).endsWith(0.7);
  }

  @Test
  void endsAreExtendedByTheMeanSpacing() {
    Knots knots = Knots.of(2, new double[] {0, 0.1, 3});
    assertThat(knots.toArray())
        .containsExactly(new double[] {-3, -1.5, 0, 0.1, 3, 4.5, 6}, within(1e-15));
  }

  @Test
  void fromExtendedKeepsEveryBit() {
    double[] all = {-5, -1e-3, 0, 0.1, 0.30000000000000004, 17, 17.5};
    Knots knots = Knots.fromExtended(2, all);
    assertThat(knots.toArray()).isEqualTo(all);
    assertThat(knots.lower()).isEqualTo(0);
    assertThat(knots.upper()).isEqualTo(0.30000000000000004);
    assertThat(Knots.fromExtended(3, Knots.uniform(3, 5, -1, 1).toArray()))
        .isEqualTo(Knots.uniform(3, 5, -1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void grevillePointsReproduceTheIdentity(int degree) {
    Knots knots = CoxDeBoor.uneven(degree, 6, 3);
    if (degree == 0) {
      assertThat(knots.greville(2)).isBetween(knots.knot(2), knots.knot(3));
      return;
    }
    double[] greville = new double[knots.coefficients()];
    for (int m = 0; m < greville.length; m++) {
      greville[m] = knots.greville(m);
    }
    for (double x : CoxDeBoor.points(knots, 5)) {
      assertThat(CoxDeBoor.spline(knots, greville, x)).isCloseTo(x, within(1e-13));
    }
  }

  @Test
  void isImmutable() {
    double[] interior = {0, 1, 2};
    Knots knots = Knots.of(1, interior);
    interior[1] = 1.5;
    knots.toArray()[2] = 9;
    knots.interior()[1] = 9;
    assertThat(knots).isEqualTo(Knots.of(1, new double[] {0, 1, 2}));
  }

  @Test
  void equalityIsByValue() {
    assertThat(Knots.uniform(3, 5, 0, 1))
        .isEqualTo(Knots.uniform(3, 5, 0, 1))
        .hasSameHashCodeAs(Knots.uniform(3, 5, 0, 1))
        .isNotEqualTo(Knots.uniform(3, 6, 0, 1))
        .isNotEqualTo(Knots.uniform(2, 5, 0, 1));
    // The same numbers as values, another degree.
    double[] all = {0, 1, 2, 3, 4};
    assertThat(Knots.fromExtended(1, all)).isNotEqualTo(Knots.fromExtended(0, all));
  }

  @Test
  void survivesSerialisation() throws Exception {
    Knots knots = CoxDeBoor.uneven(3, 8, 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(knots);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(knots);
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> Knots.uniform(6, 5, 0, 1)).hasMessageContaining("degree 6");
    assertThatThrownBy(() -> Knots.uniform(-1, 5, 0, 1)).hasMessageContaining("0 to 5");
    assertThatThrownBy(() -> Knots.uniform(3, 0, 0, 1)).hasMessageContaining("intervals = 0");
    assertThatThrownBy(() -> Knots.uniform(3, 5, 1, 1)).hasMessageContaining("[1.0, 1.0]");
    assertThatThrownBy(() -> Knots.uniform(3, 5, Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Knots.uniform(3, 5, 0, Double.POSITIVE_INFINITY))
        .hasMessageContaining("Infinity");
    assertThatThrownBy(() -> Knots.uniform(3, 5, -1.7e308, 1.7e308))
        .hasMessageContaining("finite difference");
    assertThatThrownBy(() -> Knots.uniform(3, 50, 1, 1 + 1e-15))
        .hasMessageContaining("must increase strictly");
    assertThatThrownBy(() -> Knots.of(3, new double[] {0})).hasMessageContaining("1 interior");
    assertThatThrownBy(() -> Knots.of(3, new double[] {0, 2, 1, 3}))
        .hasMessageContaining("2.0 and 1.0");
    assertThatThrownBy(() -> Knots.of(3, new double[] {0, 1, 1, 3}))
        .hasMessageContaining("1.0 and 1.0");
    assertThatThrownBy(() -> Knots.of(0, new double[] {0, Double.NaN, 3}))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Knots.of(3, new double[] {0, 1e-4, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gap 1.0E-4")
        .hasMessageContaining("0.001");
    assertThatThrownBy(() -> Knots.fromExtended(3, new double[] {0, 1, 2, 3, 4, 5, 6}))
        .hasMessageContaining("7 knots")
        .hasMessageContaining("at least 8");
  }
}
