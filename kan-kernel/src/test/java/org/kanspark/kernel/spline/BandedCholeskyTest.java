package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandedCholeskyTest {
  @ParameterizedTest
  @CsvSource({"1,0", "1,3", "5,0", "6,1", "9,3", "4,5", "40,5"})
  void solutionsSatisfyTheSystem(int size, int width) {
    Random random = new Random(size);
    double[][] matrix = new double[size][size];
    double[] band = new double[size * (width + 1)];
    for (int i = 0; i < size; i++) {
      for (int j = Math.max(0, i - width); j <= i; j++) {
        // Diagonally dominant, hence positive definite.
        double element = i == j ? 2 * width + 1 : 2 * random.nextDouble() - 1;
        matrix[i][j] = element;
        matrix[j][i] = element;
        band[i * (width + 1) + width - (i - j)] = element;
      }
    }
    double[][] sides = new double[size][2];
    double[][] solutions = new double[size][2];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < 2; c++) {
        sides[i][c] = random.nextGaussian();
        solutions[i][c] = sides[i][c];
      }
    }
    new BandedCholesky(size, width, band).solve(solutions);
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < 2; c++) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
          sum += matrix[i][j] * solutions[j][c];
        }
        assertThat(sum).isCloseTo(sides[i][c], within(1e-13));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN"})
  void otherMatricesAreRefused(double pivot) {
    assertThatThrownBy(() -> new BandedCholesky(2, 0, new double[] {1, pivot}))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("pivot 1 is " + pivot);
  }
}
