package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.ops.BaseFunction;

/** Rows that do not determine a model, or hardly: what comes out must be finite and sensible. */
class BadInputTest {

  private static double surface(double[] x) {
    return Math.exp(Math.cos(Math.PI * x[0]) + x[1] * x[1]);
  }

  private static RowBlock rows(int n, long seed) {
    return TestRows.uniform(BadInputTest::surface, 2, 0, 1, n, seed);
  }

  private static TrainingSettings.Builder settings() {
    return TrainingSettings.builder().solver("gauss-newton");
  }

  private static RowBlock withLabels(RowBlock rows, double[] labels) {
    return new RowBlock(rows.rows(), rows.features(), rows.values(), labels);
  }

  private static void assertFinite(TrainedModel trained, RowBlock rows) {
    for (double prediction : TestRows.predictions(trained.model(), rows)) {
      assertThat(prediction).isFinite();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 20})
  void fewerRowsThanParametersAreSaidOnceAndFittedSmoothly(int grid) {
    TrainedModel trained = TestRows.train(settings().gridSize(grid).build(), rows(60, 1));
    int parameters = trained.model().network().parameterCount();
    assertThat(trained.history().notes()).hasSize(1);
    assertThat(trained.history().notes().get(0))
        .startsWith("60 different rows do not determine " + parameters + " parameters");
    RowBlock test = rows(1000, 2);
    assertThat(TestRows.rmse(trained.model(), test))
        .isLessThan(0.3 * TestRows.deviation(test.labels()));
  }

  @Test
  void refinedGridIsWhatCounts() {
    RowBlock train = rows(100, 1);
    TrainingSettings.Builder small = settings().hiddenLayers(1);
    assertThat(TestRows.train(small.refineSchedule(3, 10).build(), train).history().notes())
        .isEmpty();
    assertThat(TestRows.train(small.refineSchedule(3, 10, 50).build(), train).history().notes())
        .hasSize(1);
  }

  @Test
  void duplicateRowsCountOnce() {
    RowBlock some = rows(40, 3);
    RowBlock many = TestRows.uniform(x -> 0, 2, 0, 1, 2000, 4);
    for (int r = 0; r < many.rows(); r++) {
      for (int f = 0; f < 2; f++) {
        many.values()[f * many.rows() + r] = some.value(r % 40, f);
      }
      many.labels()[r] = some.labels()[r % 40];
    }
    TrainedModel trained = TestRows.train(settings().build(), many);
    assertThat(trained.history().notes()).hasSize(1);
    assertThat(trained.history().notes().get(0)).startsWith("40 different rows");
    RowBlock test = rows(1000, 2);
    assertFinite(trained, test);
    assertThat(TestRows.rmse(trained.model(), many)).isLessThan(1e-2);
    assertThat(TestRows.rmse(trained.model(), test)).isLessThan(TestRows.deviation(test.labels()));
  }

  @Test
  void labelMayBeConstantInAPartition() {
    RowBlock all = TestRows.uniform(x -> Math.max(0, x[0] - 0.5) * (1 + x[1]), 2, 0, 1, 900, 5);
    List<List<RowBlock>> partitions = new ArrayList<>();
    partitions.add(List.of(half(all, true)));
    partitions.add(List.of(half(all, false)));
    assertThat(Arrays.stream(partitions.get(0).get(0).labels()).distinct().count()).isOne();
    TrainedModel trained = TestRows.train(settings().gridSize(8).build(), partitions);
    assertThat(TestRows.rmse(trained.model(), all))
        .isLessThan(0.05 * TestRows.deviation(all.labels()));
    assertThat(trained.history().notes()).isEmpty();
  }

  private static RowBlock half(RowBlock all, boolean lower) {
    List<double[]> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int r = 0; r < all.rows(); r++) {
      if (all.value(r, 0) < 0.5 == lower) {
        x.add(new double[] {all.value(r, 0), all.value(r, 1)});
        y.add(all.labels()[r]);
      }
    }
    return RowBlock.ofRows(
        x.toArray(double[][]::new), y.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Test
  void labelOfAnAbsurdSizeLeavesTheModelFinite() {
    RowBlock clean = rows(800, 6);
    double[] labels = clean.labels().clone();
    labels[17] = 1e12;
    TrainedModel trained = TestRows.train(settings().build(), withLabels(clean, labels));
    assertFinite(trained, rows(1000, 2));
    double[] objective = trained.history().objective();
    assertThat(objective[objective.length - 1]).isLessThanOrEqualTo(1.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e9})
  void unitsOfTheLabelDoNotMatter(double unit) {
    RowBlock train = rows(800, 7);
    RowBlock test = rows(1000, 2);
    double[] labels = Arrays.stream(train.labels()).map(y -> unit * y).toArray();
    double[] testLabels = Arrays.stream(test.labels()).map(y -> unit * y).toArray();
    TrainedModel trained = TestRows.train(settings().build(), withLabels(train, labels));
    assertThat(TestRows.rmse(trained.model(), withLabels(test, testLabels)) / unit)
        .isLessThan(5e-4);
  }

  @Test
  void featuresMayBeCollinear() {
    RowBlock plain = rows(800, 8);
    TrainedModel trained = TestRows.train(settings().build(), collinear(plain));
    assertThat(TestRows.rmse(trained.model(), collinear(rows(1000, 2)))).isLessThan(2e-3);
    assertThat(trained.history().notes()).isEmpty();
  }

  /** Returns the rows with three more features that say nothing new. */
  private static RowBlock collinear(RowBlock rows) {
    int n = rows.rows();
    double[] values = Arrays.copyOf(rows.values(), 5 * n);
    for (int r = 0; r < n; r++) {
      values[2 * n + r] = rows.value(r, 0);
      values[3 * n + r] = -2 * rows.value(r, 0) + 7;
      values[4 * n + r] = rows.value(r, 0) + rows.value(r, 1);
    }
    return new RowBlock(n, 5, values, rows.labels());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 0, -3e140})
  void constantLabelIsPredictedEverywhere(double label) {
    RowBlock train = withLabels(rows(100, 9), filled(100, label));
    TrainedModel trained = TestRows.train(settings().build(), train);
    for (double prediction : TestRows.predictions(trained.model(), rows(50, 10))) {
      assertThat(prediction).isCloseTo(label, within(1e-300));
    }
  }

  @Test
  void constantLabelTooLargeToSquareIsRefused() {
    RowBlock train = withLabels(rows(100, 9), filled(100, 1e300));
    assertThatThrownBy(() -> TestRows.train(settings().build(), train))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("magnitudes up to 1e150");
  }

  private static double[] filled(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void sampleOfManyRowsSaysNothingOfTheirNumber() {
    RowBlock sample = rows(60, 1);
    KanNetwork network = TestRows.train(settings().build(), sample).model().network();
    assertThat(DistinctRows.noteIfTooFew(sample, 60, network)).isPresent();
    assertThat(DistinctRows.noteIfTooFew(sample, 61, network)).isEmpty();
  }

  /** Smoothness fills gaps; where rows say all, more steps must not take back the first. */
  @Test
  void linearModelStaysAtItsLeastSquares() {
    RowBlock noisy =
        TestRows.withNoise(TestRows.uniform(x -> Math.sin(3 * x[0]), 1, -1, 1, 200, 3), 0.1, 4);
    TrainingSettings.Builder additive = settings().hiddenLayers().gridSize(50);
    double[] one = TestRows.train(additive.maxIter(1).build(), noisy).history().objective();
    double[] many = TestRows.train(additive.maxIter(100).build(), noisy).history().objective();
    assertThat(many[many.length - 1]).isLessThan((1 + 1e-6) * one[one.length - 1]);
  }

  /** Smoothness may cost its share of the least loss, and not that share again at every step. */
  @Test
  void noisyFitDoesNotDriftFromItsLeastLoss() {
    RowBlock noisy = TestRows.withNoise(rows(150, 3), 0.1, 4);
    TrainedModel trained = TestRows.train(settings().hiddenLayers(1).gridSize(20).build(), noisy);
    double[] objective = trained.history().objective();
    double parameters = trained.model().network().parameterCount();
    double least = Arrays.stream(objective).min().orElseThrow();
    assertThat(objective[objective.length - 1])
        .isLessThanOrEqualTo((1 + parameters / (parameters + 150)) * least);
  }

  @Test
  void toleranceEndsGaussNewton() {
    TrainedModel trained = TestRows.train(settings().tol(1).build(), rows(200, 5));
    assertThat(trained.history().iterations()).isLessThanOrEqualTo(3);
  }

  /** Splines of degree 0 have no slope that would tell hidden layers where to go. */
  @Test
  void gridThatRaisesTheLossIsNotKept() {
    RowBlock train =
        TestRows.uniform(x -> Math.exp(Math.sin(Math.PI * x[0]) + x[1] * x[1]), 2, -1, 1, 500, 1);
    TrainingSettings settings =
        settings()
            .hiddenLayers(2)
            .splineDegree(0)
            .baseFunction(BaseFunction.NONE)
            .maxIter(30)
            .refineSchedule(2, 5, 9)
            .build();
    TrainedModel trained = TestRows.train(settings, train);
    double[] objective = trained.history().objective();
    double last = objective[objective.length - 1];
    assertThat(last).isLessThanOrEqualTo(2 * objective[0]);
    double deviation = TestRows.deviation(train.labels());
    assertThat(TestRows.rmse(trained.model(), train) / deviation)
        .isCloseTo(Math.sqrt(last), within(1e-6));
    assertThat(trained.history().notes()).anyMatch(note -> note.contains("coarser grid is kept"));
  }
}
