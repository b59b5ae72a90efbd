package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransferMatrixTest {
  private static final double[][] DENSE = {{0, 2, 0}, {1, 0, 3}, {0, 0, 0}, {0, 0, -1}};
  private static final TransferMatrix MATRIX = TransferMatrix.of(DENSE, 3);

  @Test
  void keepsTheElements() {
    assertThat(MATRIX.toArray()).isDeepEqualTo(DENSE);
    assertThat(MATRIX.rows()).isEqualTo(4);
    assertThat(MATRIX.columns()).isEqualTo(3);
    assertThat(MATRIX.apply(new double[] {1, 10, 100})).containsExactly(20, 301, 0, -100);
  }

  @Test
  void transfersManySplinesInPlaceOfTheirLayout() {
    // Two splines in rows of three numbers, from offset 1.
    double[] source = {9, 1, 5, 9, 10, 50, 9, 100, 500};
    double[] target = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
    MATRIX.apply(source, 1, 3, target, 2, 2, 2);
    assertThat(target).containsExactly(7, 7, 20, 100, 301, 1505, 0, 0, -100, -500);
  }

  @Test
  void refusesOneOrShortArrays() {
    double[] array = new double[8];
    assertThatThrownBy(() -> MATRIX.apply(array, 0, 1, array, 4, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two are needed");
    assertThatThrownBy(() -> MATRIX.apply(new double[2]))
        .hasMessage("source holds 2 numbers: 3 are needed");
    assertThatThrownBy(() -> MATRIX.apply(array, 0, 2, new double[7], 0, 2, 2))
        .hasMessage("target holds 7 numbers: 8 are needed");
  }
}
