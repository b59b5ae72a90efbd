package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LbfgsHistoryTest {

  private static final int SIZE = 7;

  private static double[] zeros() {
    return new double[SIZE];
  }

  private static boolean add(LbfgsHistory history, double[] s, double[] y) {
    return history.add(s, new double[s.length], y, new double[y.length]);
  }

  private static double[] random(Random random) {
    return random.doubles(SIZE, -1.0, 1.0).toArray();
  }

  /** Changes y so that s.y is positive. */
  private static double[] curved(double[] s, double[] y) {
    if (TestFunctions.dot(s, y) < 0.0) {
      DenseVectors.scale(-1.0, y, y);
    }
    return y;
  }

  /** H becomes (I - s y'/s.y) H (I - y s'/s.y) + s s'/s.y: the BFGS formula, in full. */
  private static double[][] update(double[][] h, double[] s, double[] y) {
    double sy = TestFunctions.dot(s, y);
    double[][] left = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        left[i][j] = (i == j ? 1.0 : 0.0) - s[i] * y[j] / sy;
      }
    }
    double[][] result = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double sum = s[i] * s[j] / sy;
        for (int k = 0; k < SIZE; k++) {
          for (int l = 0; l < SIZE; l++) {
            sum += left[i][k] * h[k][l] * left[j][l];
          }
        }
        result[i][j] = sum;
      }
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "5, 12", "1, 4", "20, 6"})
  void appliesTheBfgsFormulaToTheNewestPairs(int capacity, int added) {
    Random random = new Random(capacity * 31L + added);
    double[][] steps = new double[added][];
    double[][] changes = new double[added][];
    LbfgsHistory history = new LbfgsHistory(capacity, SIZE);
    for (int i = 0; i < added; i++) {
      steps[i] = random(random);
      changes[i] = curved(steps[i], random(random));
      assertThat(add(history, steps[i], changes[i])).isTrue();
    }
    double[] s = steps[added - 1];
    double[] y = changes[added - 1];
    double[][] h = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      h[i][i] = TestFunctions.dot(s, y) / TestFunctions.dot(y, y);
    }
    for (int i = Math.max(0, added - capacity); i < added; i++) {
      h = update(h, steps[i], changes[i]);
    }
    double[] gradient = random(random);
    double[] expected = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      expected[i] = -TestFunctions.dot(h[i], gradient);
    }

    double[] direction = new double[SIZE];
    history.direction(gradient, null, direction);

    double tolerance = 1e-11 * DenseVectors.normInfinity(expected);
    assertThat(direction).containsExactly(expected, within(tolerance));
    assertThat(history.copyOfSteps()).hasDimensions(Math.min(capacity, added), SIZE);
  }

  @Test
  void isTheNegativeGradientWithoutPairs() {
    double[] direction = new double[3];

    new LbfgsHistory(4, 3).direction(new double[] {1.0, -2.0, 3.0}, null, direction);

    assertThat(direction).containsExactly(-1.0, 2.0, -3.0);
  }

  @Test
  void scalesThePreconditionerByTheNewestPair() {
    LbfgsHistory history = new LbfgsHistory(4, 2);
    add(history, new double[] {1.0, 0.0}, new double[] {5.0, 0.0});
    double[] direction = new double[2];

    // Orthogonal to the pair, so that gamma P alone acts: gamma = s.y / y.Py = 5 / 50.
    history.direction(
        new double[] {0.0, 1.0}, (g, out) -> DenseVectors.scale(2.0, g, out), direction);

    assertThat(direction[0]).isCloseTo(0.0, within(1e-16));
    assertThat(direction[1]).isCloseTo(-0.2, within(1e-16));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, true", // along s
    "-1, 1, false", // curves downwards
    "0, 1, false", // s.y = 0
    "1e-11, 1, true", // cosine just above the bound
    "1e-13, 1, false", // cosine below the bound
    "1e-160, 0, true", // short, but clearly curved: only the angle counts
    "1e-320, 0, false", // s.y cannot be divided by
    "NaN, 1, false",
    "Infinity, 1, false"
  })
  void keepsOnlyPairsThatCurveUpwards(double along, double across, boolean kept) {
    LbfgsHistory history = new LbfgsHistory(3, 2);

    boolean added = add(history, new double[] {1.0, 0.0}, new double[] {along, across});

    assertThat(added).isEqualTo(kept);
    assertThat(history.isEmpty()).isEqualTo(!kept);
  }

  @Test
  void aRejectedPairLeavesTheOthersUntouched() {
    LbfgsHistory history = new LbfgsHistory(2, SIZE);
    Random random = new Random(1);
    double[] s1 = random(random);
    double[] s2 = random(random);
    add(history, s1, s1.clone());
    add(history, s2, s2.clone());
    double[] downwards = s1.clone();
    DenseVectors.scale(-1.0, downwards, downwards);

    boolean added = add(history, s1, downwards);

    assertThat(added).isFalse();
    assertThat(history.copyOfSteps()).isDeepEqualTo(new double[][] {s1, s2});
    assertThat(history.copyOfGradientChanges()).isDeepEqualTo(new double[][] {s1, s2});
  }

  @Test
  void clearForgetsAllPairs() {
    LbfgsHistory history = new LbfgsHistory(2, SIZE);
    double[] s = random(new Random(2));
    add(history, s, s.clone());

    history.clear();

    assertThat(history.isEmpty()).isTrue();
    double[] direction = zeros();
    history.direction(s, null, direction);
    DenseVectors.scale(-1.0, direction, direction);
    assertThat(direction).containsExactly(s);
  }
}
