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
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanNetwork;

class TrainerTest {

  private static double article(double[] x) {
    return Math.exp(Math.cos(Math.PI * x[0]) + x[1] * x[1]);
  }

  private static TrainedModel train(TrainingSettings settings, RowBlock rows) {
    try (LocalPassRunner runner = LocalPassRunner.of(rows)) {
      return Trainer.train(settings, runner, TrainingListener.NONE);
    }
  }

  private static TrainingSettings.Builder small() {
    return TrainingSettings.builder().solver("l-bfgs").hiddenLayers(3).gridSize(4).maxIter(20);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void textbookFunctionIsLearntInTwoHundredPasses(long seed) {
    RowBlock train = TestRows.uniform(TrainerTest::article, 2, 0, 1, 800, seed);
    RowBlock test = TestRows.uniform(TrainerTest::article, 2, 0, 1, 1000, 100 + seed);
    TrainingSettings settings =
        TrainingSettings.builder().solver("l-bfgs").maxIter(170).seed(seed).build();
    TrainedModel trained = train(settings, train);
    assertThat(trained.history().passes()).isLessThanOrEqualTo(200);
    assertThat(TestRows.rmse(trained.model(), test)).isLessThan(1e-2);
    assertThat(trained.model().network().widths()).containsExactly(2, 5, 1);
  }

  @Test
  void reportedRmseIsThatOfTheModel() {
    RowBlock train = TestRows.uniform(TrainerTest::article, 2, 0, 1, 300, 1);
    List<TrainingStep> steps = new ArrayList<>();
    TrainedModel trained;
    try (LocalPassRunner runner = LocalPassRunner.of(train)) {
      trained = Trainer.train(small().build(), runner, steps::add);
    }
    TrainingStep last = steps.get(steps.size() - 1);
    assertThat(last.rmse()).isCloseTo(TestRows.rmse(trained.model(), train), within(1e-9));
    assertThat(last.iteration()).isEqualTo(20).isEqualTo(trained.history().iterations());
    // After the last step comes the pass for the statistics of the edges.
    assertThat(last.pass() + 1).isEqualTo(trained.history().passes());
    double[] objective = trained.history().objective();
    assertThat(objective[objective.length - 1]).isEqualTo(last.objective());
    assertThat(objective[objective.length - 1]).isLessThan(0.5 * objective[0]);
  }

  @Test
  void jumpsBetweenTiedValuesAreLearnt() {
    // Nine rows of ten have the value 0; the others share 20 values, far apart, and what to expect
    // at one of them says nothing of the next.
    int rows = 12_000;
    double[][] x = new double[rows][];
    double[] y = new double[rows];
    for (int r = 0; r < rows; r++) {
      int kind = r % 10 == 0 ? 1 + r / 10 % 20 : 0;
      x[r] = new double[] {100.0 * kind * kind, (double) r / rows};
      y[r] = kind * 7 % 3;
    }
    RowBlock tied = RowBlock.ofRows(x, y);
    TrainingSettings.Builder additive = TrainingSettings.builder().hiddenLayers().gridSize(5);
    TrainedModel chosen = train(additive.build(), tied);
    assertThat(chosen.model().network().layer(0).input(0).knots().intervals()).isEqualTo(20);
    assertThat(TestRows.rmse(chosen.model(), tied)).isLessThan(1e-6);
    // Whoever says how knots are placed gets as many as asked for.
    TrainedModel set = train(additive.gridEps(0).build(), tied);
    assertThat(set.model().network().layer(0).input(0).knots().intervals()).isEqualTo(5);
    assertThat(TestRows.rmse(set.model(), tied)).isGreaterThan(1e-2);
  }

  @Test
  void tiedInputsShareTheRows() {
    // Each by itself would have 20 cells; 30 with 7 and one with 5 leave 50 of 12,000 rows a cell.
    int rows = 12_000;
    double[][] x = new double[rows][31];
    double[] y = new double[rows];
    for (int r = 0; r < rows; r++) {
      y[r] = r % 3;
      Arrays.fill(x[r], 0, 30, r % 10 == 0 ? r / 10 % 20 + 1 : 0);
      x[r][30] = r;
    }
    TrainingSettings start = TrainingSettings.builder().hiddenLayers().maxIter(0).build();
    KanNetwork network = train(start, RowBlock.ofRows(x, y)).model().network();
    assertThat(network.layer(0).inputSplines().subList(0, 30))
        .allSatisfy(input -> assertThat(input.knots().intervals()).isEqualTo(7));
    assertThat(network.layer(0).input(30).knots().intervals()).isEqualTo(5);
  }

  @Test
  void sameBitsForAnyNumberOfThreads() {
    List<List<RowBlock>> partitions = new ArrayList<>();
    for (int p = 0; p < 7; p++) {
      boolean empty = p == 2;
      partitions.add(
          empty
              ? List.of()
              : List.of(TestRows.uniform(TrainerTest::article, 2, 0, 1, 50 + 31 * p, p)));
    }
    double[] one;
    double[] three;
    try (LocalPassRunner runner = new LocalPassRunner(partitions, 2, 1)) {
      one = Trainer.train(small().build(), runner, s -> {}).model().parameters();
    }
    try (LocalPassRunner runner = new LocalPassRunner(partitions, 2, 3)) {
      three = Trainer.train(small().build(), runner, s -> {}).model().parameters();
    }
    assertThat(bits(three)).isEqualTo(bits(one));
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  void refineScheduleKeepsWhatWasLearnt() {
    RowBlock train = TestRows.uniform(TrainerTest::article, 2, 0, 1, 1000, 1);
    RowBlock test = TestRows.uniform(TrainerTest::article, 2, 0, 1, 1000, 2);
    TrainingSettings settings = small().refineSchedule(3, 6, 12).maxIter(60).build();
    List<TrainingStep> steps = new ArrayList<>();
    TrainedModel trained;
    try (LocalPassRunner runner = LocalPassRunner.of(train)) {
      trained = Trainer.train(settings, runner, steps::add);
    }
    assertThat(steps.stream().map(TrainingStep::phase).distinct())
        .containsExactly("grid 3", "grid 6", "grid 12");
    assertThat(trained.model().network().layer(1).input(0).knots().intervals()).isEqualTo(12);
    double atThree = steps.stream().filter(s -> s.phase().equals("grid 3")).toList().get(59).rmse();
    TrainingStep firstAtSix =
        steps.stream().filter(s -> s.phase().equals("grid 6")).findFirst().orElseThrow();
    assertThat(firstAtSix.rmse()).isLessThan(1.05 * atThree);
    assertThat(TestRows.rmse(trained.model(), test)).isLessThan(atThree);
  }

  @Test
  void noIterationsReturnTheStart() {
    RowBlock train = TestRows.uniform(TrainerTest::article, 2, 0, 1, 100, 1);
    TrainedModel trained = train(small().maxIter(0).build(), train);
    assertThat(trained.history().iterations()).isZero();
    assertThat(trained.history().objective()).hasSize(1);
    assertThat(TestRows.rmse(trained.model(), train)).isFinite();
  }

  @Test
  void additiveModelNeedsNoHiddenLayer() {
    RowBlock train = TestRows.uniform(x -> Math.sin(3 * x[0]) + x[1] * x[1], 2, -1, 1, 500, 1);
    TrainedModel trained = train(small().hiddenLayers().gridSize(10).maxIter(200).build(), train);
    assertThat(trained.model().network().widths()).containsExactly(2, 1);
    assertThat(TestRows.rmse(trained.model(), train)).isLessThan(1e-3);
  }

  @Test
  void featuresWithFewValuesGetWhatTheyCanBear() {
    RowBlock train =
        TestRows.uniform(
            x -> {
              x[1] = x[1] > 0 ? 1 : 0;
              x[2] = 5;
              x[3] = Math.rint(2 * x[3]);
              return x[0] + 2 * x[1] + x[3] * x[3];
            },
            4,
            -1,
            1,
            400,
            1);
    TrainedModel trained = train(small().hiddenLayers().gridSize(8).maxIter(300).build(), train);
    var layer = trained.model().network().layer(0);
    assertThat(layer.input(0).knots().intervals()).isEqualTo(8);
    assertThat(layer.input(1).kind()).isEqualTo(InputSpline.Kind.LINE);
    assertThat(layer.input(2).kind()).isEqualTo(InputSpline.Kind.NONE);
    assertThat(layer.input(3).knots().intervals()).isEqualTo(4);
    assertThat(TestRows.rmse(trained.model(), train)).isLessThan(2e-3);
  }

  @Test
  void oneOutlierDoesNotStretchTheGrid() {
    RowBlock clean = TestRows.uniform(x -> Math.sin(3 * x[0]), 1, -1, 1, 1000, 1);
    double[] values = clean.values().clone();
    values[500] = 1e12;
    RowBlock dirty = new RowBlock(1000, 1, values, clean.labels());
    TrainedModel trained = train(small().hiddenLayers().gridSize(10).build(), dirty);
    double[] inner = {-0.99, 0.99};
    for (double x : inner) {
      assertThat(trained.model().featureMap().map(0, x)).isCloseTo(x, within(0.05));
    }
    assertThat(TestRows.rmse(trained.model(), clean)).isFinite();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1.0, 1e9})
  void scaleOfTheLabelDoesNotMatter(double scale) {
    RowBlock train = TestRows.uniform(x -> scale * article(x) + 3 * scale, 2, 0, 1, 300, 1);
    TrainedModel trained = train(small().maxIter(100).build(), train);
    assertThat(TestRows.rmse(trained.model(), train) / scale).isLessThan(0.05);
  }

  @Test
  void oneLabelAndOneRowAndConstantFeaturesAreHandled() {
    RowBlock oneLabel = TestRows.uniform(x -> 7.0, 2, 0, 1, 50, 1);
    TrainingSettings longer = small().maxIter(100).build();
    assertThat(TestRows.rmse(train(longer, oneLabel).model(), oneLabel)).isLessThan(1e-3);
    RowBlock oneRow = RowBlock.ofRows(new double[][] {{1, 2}}, new double[] {3});
    assertThat(TestRows.rmse(train(small().build(), oneRow).model(), oneRow)).isLessThan(1e-3);
    TrainedModel additive = train(small().hiddenLayers().build(), oneRow);
    assertThat(TestRows.rmse(additive.model(), oneRow)).isLessThan(1e-12);
  }

  @Test
  void labelsWhoseSquaresOverflowAreRefused() {
    RowBlock rows = RowBlock.ofRows(new double[][] {{1}, {2}}, new double[] {1, 1e200});
    assertThatThrownBy(() -> train(small().build(), rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels reach from 1.0 to 1.0E200, accepted: magnitudes up to 1e150");
  }

  @Test
  void valuesFarOutAreNoted() {
    RowBlock clean = TestRows.uniform(x -> x[0], 1, -1, 1, 1000, 1);
    double[] values = clean.values().clone();
    values[3] = 1e6;
    List<String> notes =
        train(small().maxIter(1).build(), new RowBlock(1000, 1, values, clean.labels()))
            .history()
            .notes();
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0)).startsWith("feature 1 has values from ").contains("1000000.0");
    assertThat(train(small().maxIter(1).build(), clean).history().notes()).isEmpty();
  }

  @Test
  void noRowsAreAnError() {
    try (LocalPassRunner runner = new LocalPassRunner(List.of(List.of()), 2, 1)) {
      assertThatThrownBy(() -> Trainer.train(small().build(), runner, s -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no training row");
    }
  }

  @Test
  void listenerCanStopTraining() {
    RowBlock train = TestRows.uniform(TrainerTest::article, 2, 0, 1, 100, 1);
    TrainingListener stopper =
        new TrainingListener() {
          private int steps;

          @Override
          public void onStep(TrainingStep step) {
            steps++;
          }

          @Override
          public void checkCancelled() {
            if (steps == 3) {
              throw new IllegalStateException("cancelled after 3 steps");
            }
          }
        };
    try (LocalPassRunner runner = LocalPassRunner.of(train)) {
      assertThatThrownBy(() -> Trainer.train(small().build(), runner, stopper))
          .hasMessage("cancelled after 3 steps");
    }
  }

  @Test
  void badSettingsNameWhatIsAccepted() {
    assertThatThrownBy(() -> TrainingSettings.builder().hiddenLayers(3, 0).build())
        .hasMessage("hiddenLayers is [3, 0], accepted: widths >= 1, or []");
    assertThatThrownBy(() -> TrainingSettings.builder().splineDegree(6).build())
        .hasMessage("splineDegree is 6, accepted: 0 to 5");
    assertThatThrownBy(() -> TrainingSettings.builder().gridEps(1.5).build())
        .hasMessageContaining("gridEps is 1.5");
    assertThatThrownBy(() -> TrainingSettings.builder().refineSchedule(5, 5).build())
        .hasMessageContaining("refineSchedule is [5, 5]");
    assertThatThrownBy(() -> TrainingSettings.builder().gridRange(1, 1).build())
        .hasMessageContaining("gridRange is [1.0, 1.0]");
    assertThatThrownBy(() -> TrainingSettings.builder().solver("adam").build())
        .hasMessage("solver is adam, accepted: auto, l-bfgs, gauss-newton");
  }
}
