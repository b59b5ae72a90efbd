package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.data.RowBlock;

/** Pins the accuracy that default settings reach on fresh points, and the passes they take. */
class AccuracyTest {

  private static double textbook(double[] x) {
    return Math.exp(Math.cos(Math.PI * x[0]) + x[1] * x[1]);
  }

  private static double oneNode(double[] x) {
    return Math.exp(Math.sin(Math.PI * x[0]) + x[1] * x[1]);
  }

  private static double deep(double[] x) {
    double left = Math.sin(Math.PI * (x[0] * x[0] + x[1] * x[1]));
    double right = Math.sin(Math.PI * (x[2] * x[2] + x[3] * x[3]));
    return Math.exp((left + right) / 2);
  }

  private static TrainingSettings.Builder settings(long seed) {
    return TrainingSettings.builder().solver("gauss-newton").seed(seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void textbookFunction(long seed) {
    RowBlock test = TestRows.uniform(AccuracyTest::textbook, 2, 0, 1, 2000, 100 + seed);
    RowBlock train = TestRows.uniform(AccuracyTest::textbook, 2, 0, 1, 800, seed);
    TrainedModel trained = TestRows.train(settings(seed).build(), train);
    assertThat(trained.history().passes()).isLessThanOrEqualTo(80);
    assertThat(TestRows.rmse(trained.model(), test)).isLessThan(4e-4);
    TrainedModel refined = TestRows.train(settings(seed).refineSchedule(5, 10).build(), train);
    assertThat(refined.history().passes()).isLessThanOrEqualTo(100);
    assertThat(TestRows.rmse(refined.model(), test)).isLessThan(1e-4);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void oneHiddenNodeRefinedToFiftyIntervals(long seed) {
    TrainedModel trained =
        TestRows.train(
            settings(seed).hiddenLayers(1).refineSchedule(3, 5, 10, 20, 50).build(),
            TestRows.uniform(AccuracyTest::oneNode, 2, -1, 1, 1000, seed));
    RowBlock test = TestRows.uniform(AccuracyTest::oneNode, 2, -1, 1, 2000, 100 + seed);
    assertThat(trained.history().passes()).isLessThanOrEqualTo(100);
    assertThat(TestRows.rmse(trained.model(), test)).isLessThan(1e-6);
  }

  @Test
  void oneHiddenNodeRefinedToTwoHundredIntervals() {
    TrainedModel trained =
        TestRows.train(
            settings(1).hiddenLayers(1).refineSchedule(3, 5, 10, 20, 50, 100, 200).build(),
            TestRows.uniform(AccuracyTest::oneNode, 2, -1, 1, 3000, 1));
    RowBlock test = TestRows.uniform(AccuracyTest::oneNode, 2, -1, 1, 2000, 101);
    assertThat(trained.history().passes()).isLessThanOrEqualTo(120);
    assertThat(TestRows.rmse(trained.model(), test)).isLessThan(1e-8);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void twoHiddenLayersOfWhichEachMustFindItsPart(long seed) {
    TrainedModel trained =
        TestRows.train(
            settings(seed).hiddenLayers(2, 1).refineSchedule(3, 5, 10, 20).build(),
            TestRows.uniform(AccuracyTest::deep, 4, -1, 1, 3000, seed));
    RowBlock test = TestRows.uniform(AccuracyTest::deep, 4, -1, 1, 2000, 100 + seed);
    assertThat(trained.history().passes()).isLessThanOrEqualTo(150);
    assertThat(TestRows.rmse(trained.model(), test)).isLessThan(5e-5);
  }

  /** Cubic splines are of order 4. */
  @Test
  void errorFallsWithTheFourthPowerOfTheGrid() {
    RowBlock train = TestRows.uniform(AccuracyTest::oneNode, 2, -1, 1, 10_000, 3);
    RowBlock test = TestRows.uniform(AccuracyTest::oneNode, 2, -1, 1, 2000, 4);
    int[][] schedules = {{5}, {5, 10}, {5, 10, 20}, {5, 10, 20, 40}};
    double[] errors = new double[schedules.length];
    for (int s = 0; s < schedules.length; s++) {
      TrainingSettings settings = settings(3).hiddenLayers(1).refineSchedule(schedules[s]).build();
      errors[s] = TestRows.rmse(TestRows.train(settings, train).model(), test);
    }
    for (int s = 1; s < errors.length; s++) {
      assertThat(Math.log(errors[s - 1] / errors[s]) / Math.log(2)).isGreaterThan(3.8);
    }
    assertThat(Math.log(errors[0] / errors[3]) / Math.log(8)).isGreaterThan(4.0);
  }

  /** A fit that smoothness does not hold back is off by 2.5 % of the deviation. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void noiseIsNotFollowedAtFineGrids(long seed) {
    RowBlock exact = TestRows.uniform(AccuracyTest::oneNode, 2, -1, 1, 1000, seed);
    RowBlock noisy = TestRows.withNoise(exact, 0.05, seed);
    TrainedModel trained =
        TestRows.train(
            settings(seed).hiddenLayers(1).refineSchedule(3, 5, 10, 20, 50).build(), noisy);
    RowBlock test = TestRows.uniform(AccuracyTest::oneNode, 2, -1, 1, 2000, 100 + seed);
    assertThat(TestRows.rmse(trained.model(), test))
        .isLessThan(0.015 * TestRows.deviation(test.labels()));
  }
}
