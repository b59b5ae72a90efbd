package org.kanspark.kernel.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskySolverTest {

  /** Returns the sum of sparse outer products, and the same densely. */
  private static double[][] fill(SymmetricMatrix matrix, SplittableRandom random) {
    int n = matrix.size();
    double[][] dense = new double[n][n];
    for (int k = 0; k < 3 * n; k++) {
      int first = random.nextInt(n - 4);
      int second = first + 2 + random.nextInt(n - first - 3);
      int[] starts = {first, second};
      int[] offsets = {0, 2, 4};
      double[] values = random.doubles(4, -1, 1).toArray();
      if (second + 2 > n) {
        continue;
      }
      matrix.addOuterProduct(0.5, 2, starts, offsets, values);
      double[] full = new double[n];
      for (int a = 0; a < 4; a++) {
        full[starts[a / 2] + a % 2] += values[a];
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          dense[i][j] += 0.5 * full[i] * full[j];
        }
      }
    }
    return dense;
  }

  @Test
  void sparseOuterProductsEqualDenseOnes() {
    SymmetricMatrix matrix = new SymmetricMatrix(20);
    double[][] dense = fill(matrix, new SplittableRandom(1));
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 20; j++) {
        assertThat(matrix.get(i, j)).isCloseTo(dense[i][j], within(1e-14));
      }
    }
    double[] x = new SplittableRandom(2).doubles(20, -1, 1).toArray();
    double[] product = matrix.times(x);
    for (int i = 0; i < 20; i++) {
      double expected = 0.0;
      for (int j = 0; j < 20; j++) {
        expected += dense[i][j] * x[j];
      }
      assertThat(product[i]).isCloseTo(expected, within(1e-14));
    }
  }

  @Test
  void solvesTheDampedSystem() {
    SymmetricMatrix matrix = new SymmetricMatrix(20);
    fill(matrix, new SplittableRandom(3));
    double[] expected = new SplittableRandom(4).doubles(20, -1, 1).toArray();
    double[] diagonal = new double[20];
    Arrays.fill(diagonal, 0.1);
    double[] right = matrix.times(expected);
    for (int i = 0; i < 20; i++) {
      right[i] += 0.1 * expected[i];
    }
    double[] solution = new double[20];
    assertThat(new CholeskySolver().solve(matrix, diagonal, right, solution)).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(solution[i]).isCloseTo(expected[i], within(1e-12));
    }
  }

  /** Sizes below, at and across the blocks of the factorisation. */
  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 31, 32, 33, 64, 130})
  void factorIsThatOfCommonsMath(int n) {
    SplittableRandom random = new SplittableRandom(n);
    SymmetricMatrix matrix = new SymmetricMatrix(n);
    double[][] dense = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        double entry = random.nextDouble(-1, 1) + (i == j ? n : 0);
        matrix.add(i, j, entry);
        dense[i][j] = entry;
        dense[j][i] = entry;
      }
    }
    double[] right = random.doubles(n, -1, 1).toArray();
    double[] expected =
        new CholeskyDecomposition(new Array2DRowRealMatrix(dense))
            .getSolver()
            .solve(new ArrayRealVector(right))
            .toArray();
    double[] solution = new double[n];
    assertThat(new CholeskySolver().solve(matrix, new double[n], right, solution)).isTrue();
    assertThat(solution).containsExactly(expected, within(1e-13));
  }

  @Test
  void indefiniteMatrixIsFoundInALaterBlock() {
    int n = 70;
    SymmetricMatrix matrix = new SymmetricMatrix(n);
    for (int i = 0; i < n; i++) {
      matrix.add(i, i, i == 65 ? 1e-3 : 1);
    }
    matrix.add(2, 65, 0.1);
    double[] right = new double[n];
    assertThat(new CholeskySolver().solve(matrix, new double[n], right, new double[n])).isFalse();
  }

  @Test
  void saysWhereTheMatrixIsNotPositiveDefinite() {
    SymmetricMatrix matrix = new SymmetricMatrix(2);
    matrix.add(0, 0, 1);
    matrix.add(1, 0, 2);
    matrix.add(1, 1, 1);
    double[] right = {1, 1};
    assertThat(new CholeskySolver().solve(matrix, new double[2], right, new double[2])).isFalse();
    assertThat(new CholeskySolver().solve(matrix, new double[] {5, 5}, right, new double[2]))
        .isTrue();
  }

  @Test
  void emptySystemIsSolved() {
    assertThat(
            new CholeskySolver()
                .solve(new SymmetricMatrix(0), new double[0], new double[0], new double[0]))
        .isTrue();
  }

  @Test
  void addsAndScales() {
    SymmetricMatrix a = new SymmetricMatrix(2);
    a.add(0, 1, 3);
    SymmetricMatrix b = new SymmetricMatrix(2);
    b.add(1, 0, 4);
    a.add(b);
    a.scale(0.5);
    assertThat(a.get(0, 1)).isEqualTo(3.5).isEqualTo(a.get(1, 0));
  }
}
