package org.kanspark.kernel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.ops.Kernels;

class GramFixtureTest {
  private static final int SIZE = 160;

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void bothWaysSumTheWeightedProducts(int sparsity) {
    GramFixture fixture = new GramFixture(SIZE, sparsity, Kernels.get().name());
    fixture.addGram();
    fixture.addOuterProducts();
    double[][] expected = new double[SIZE][SIZE];
    for (int v = 0; v < GramFixture.VECTORS; v++) {
      double[] vector = fixture.vector(v);
      assertThat(Arrays.stream(vector).filter(x -> x != 0).count()).isEqualTo(SIZE / sparsity);
      for (int i = 0; i < SIZE; i++) {
        for (int j = i; j < SIZE; j++) {
          expected[i][j] += fixture.weight(v) * vector[i] * vector[j];
        }
      }
    }
    for (int i = 0; i < SIZE; i++) {
      for (int j = i; j < SIZE; j++) {
        assertThat(fixture.sparse()[i][j - i]).isCloseTo(expected[i][j], within(1e-13));
        assertThat(fixture.dense()[i * SIZE + j]).isEqualTo(fixture.sparse()[i][j - i]);
      }
    }
  }
}
