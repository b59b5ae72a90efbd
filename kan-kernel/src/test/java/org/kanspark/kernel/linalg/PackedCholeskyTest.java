package org.kanspark.kernel.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedCholeskyTest {

  /** Returns B'B for a random B of a number of rows. */
  private static RealMatrix gram(int size, int rows, SplittableRandom random) {
    double[][] b = new double[rows][];
    for (int r = 0; r < rows; r++) {
      b[r] = random.doubles(size, -1, 1).toArray();
    }
    RealMatrix matrix = new Array2DRowRealMatrix(b);
    return matrix.transpose().multiply(matrix);
  }

  private static double[] pack(RealMatrix matrix) {
    int n = matrix.getRowDimension();
    double[] lower = new double[n * (n + 1) / 2];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        lower[i * (i + 1) / 2 + j] = matrix.getEntry(i, j);
      }
    }
    return lower;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 13, 40})
  void solvesAsLuDoes(int size) {
    SplittableRandom random = new SplittableRandom(size);
    RealMatrix matrix = gram(size, size + 5, random);
    double[] right = random.doubles(size, -1, 1).toArray();
    RealMatrix damped = matrix.add(MatrixUtils.createRealIdentityMatrix(size).scalarMultiply(0.1));
    double[] expected =
        new LUDecomposition(damped).getSolver().solve(new ArrayRealVector(right)).toArray();
    double[] x = right.clone();
    new PackedCholesky(size, pack(matrix), 0.1).solve(x);
    for (int i = 0; i < size; i++) {
      assertThat(x[i]).isCloseTo(expected[i], within(1e-11));
    }
  }

  @Test
  void dampingRescuesMatricesWithoutFullRank() {
    SplittableRandom random = new SplittableRandom(7);
    int size = 30;
    double[] x = random.doubles(size, -1, 1).toArray();
    RealMatrix matrix = gram(size, 4, random).scalarMultiply(1e8);
    RealVector right = new ArrayRealVector(x.clone());
    new PackedCholesky(size, pack(matrix), 1.0).solve(x);
    RealVector solution = new ArrayRealVector(x);
    double rest = matrix.operate(solution).add(solution).subtract(right).getNorm();
    assertThat(solution.getNorm()).isLessThanOrEqualTo(1.0001 * right.getNorm());
    assertThat(rest).isLessThan(1e-4 * right.getNorm());
    double[] zero = {3, 4};
    new PackedCholesky(2, new double[3], 2.0).solve(zero);
    assertThat(zero[0]).isCloseTo(1.5, within(1e-15));
    assertThat(zero[1]).isCloseTo(2.0, within(1e-15));
  }
}
