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
import org.kanspark.kernel.interpret.Pruning;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

class WarmStartTest {
  private static final RowBlock ROWS =
      TestRows.uniform(x -> Math.exp(Math.cos(Math.PI * x[0]) + x[1] * x[1]), 2, 0, 1, 600, 1);

  private static TrainingSettings.Builder small(String solver) {
    return TrainingSettings.builder().solver(solver).hiddenLayers(3).gridSize(4).maxIter(12);
  }

  private static double last(TrainedModel trained) {
    double[] objective = trained.history().objective();
    return objective[objective.length - 1];
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void goesOnFromTheLossReached(String solver) {
    TrainedModel first = TestRows.train(small(solver).maxIter(1).build(), ROWS);
    TrainedModel second =
        TestRows.train(small(solver).seed(9).initialModel(first.model()).build(), ROWS);
    double reached =
        Math.pow(TestRows.rmse(first.model(), ROWS) / first.model().labelScale().scale(), 2);
    assertThat(second.history().objective()[0]).isCloseTo(reached, within(1e-12));
    assertThat(second.history().objective()[0]).isCloseTo(last(first), within(1e-12));
    assertThat(last(second)).isLessThan(0.9 * last(first));
    assertThat(TestRows.rmse(second.model(), ROWS)).isLessThan(TestRows.rmse(first.model(), ROWS));
  }

  @Test
  void scalesAreThoseOfTheModelWhateverTheRows() {
    KanModel first = TestRows.train(small("l-bfgs").build(), ROWS).model();
    RowBlock others = TestRows.uniform(x -> 100 + x[0], 2, -3, 5, 300, 2);
    KanModel second = TestRows.train(small("l-bfgs").initialModel(first).build(), others).model();
    assertThat(second.labelScale()).isEqualTo(first.labelScale());
    assertThat(second.featureMap().scale()).isEqualTo(first.featureMap().scale());
    assertThat(second.featureMap().shift()).isEqualTo(first.featureMap().shift());
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void prunedEdgesStayDead(String solver) {
    TrainedModel first = TestRows.train(small(solver).build(), ROWS);
    KanModel pruned = Pruning.ofEdge(first.model(), first.edges(), 0, 1, 2).model();
    TrainingSettings settings =
        TrainingSettings.builder().solver(solver).maxIter(20).initialModel(pruned).build();
    TrainedModel second = TestRows.train(settings, ROWS);
    assertThat(second.model().network().widths()).containsExactly(2, 3, 1);
    assertThat(second.model().network().layer(0).isLive(1, 2)).isFalse();
    assertThat(second.edges().layer(0).edgeDeviation(1, 2)).isZero();
    assertThat(TestRows.rmse(second.model(), ROWS)).isLessThan(TestRows.rmse(pruned, ROWS));
  }

  /** y = 3 sin(2 x0 + .5) - 1 + s(x1): one symbolic edge, started beside its numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void numbersOfSymbolicEdgesAreTrained(String solver) {
    RowBlock rows =
        TestRows.uniform(x -> 3 * Math.sin(2 * x[0] + 0.5) - 1 + 0.3 * x[1], 2, -1, 1, 400, 3);
    InputSpline spline = InputSpline.spline(Knots.uniform(3, 4, -1, 1));
    SymbolicEdge sine = new SymbolicEdge(0, 0, SymbolicLibrary.standard().get("sin"));
    KanLayer layer = KanLayer.of(List.of(spline, spline), 1, 0).withSymbolic(List.of(sine));
    KanNetwork network = new KanNetwork(3, BaseFunction.SILU, Extrapolation.LINEAR, List.of(layer));
    double[] parameters = new double[network.parameterCount()];
    double[] near = {1.8, 0.3, 2.5, 0};
    System.arraycopy(near, 0, parameters, network.symbolicOffset(0), near.length);
    KanModel start =
        new KanModel(
            network,
            parameters,
            FeatureMap.ofRanges(new double[] {-1, -1}, new double[] {1, 1}),
            new LabelScale(0, 1));
    TrainingSettings settings =
        TrainingSettings.builder()
            .solver(solver)
            .maxIter(200)
            .tol(1e-15)
            .initialModel(start)
            .build();
    KanModel trained = TestRows.train(settings, rows).model();
    assertThat(trained.network().layer(0).symbolicEdges()).containsExactly(sine);
    double[] numbers = trained.parameters();
    int at = trained.network().symbolicOffset(0);
    assertThat(numbers[at]).isCloseTo(2, within(1e-5));
    assertThat(numbers[at + 1]).isCloseTo(0.5, within(1e-5));
    assertThat(numbers[at + 2]).isCloseTo(3, within(1e-5));
    assertThat(TestRows.rmse(trained, rows)).isLessThan(1e-6);
  }

  @Test
  void noStepsReturnTheModelToTheBit() {
    KanModel first = TestRows.train(small("l-bfgs").build(), ROWS).model();
    TrainingSettings settings =
        small("auto").maxIter(0).refineSchedule(10, 20).initialModel(first).build();
    KanModel second = TestRows.train(settings, ROWS).model();
    assertThat(second.parameters()).isEqualTo(first.parameters());
    assertThat(second.network().layer(0).input(0)).isEqualTo(first.network().layer(0).input(0));
  }

  @Test
  void coarserGridsOfTheScheduleAreSkipped() {
    KanModel first = TestRows.train(small("l-bfgs").build(), ROWS).model();
    assertThat(phases(small("l-bfgs").refineSchedule(2, 4, 8, 16).initialModel(first).build()))
        .containsExactly("grid 8", "grid 16");
    assertThat(phases(small("l-bfgs").refineSchedule(2, 3).initialModel(first).build()))
        .containsExactly("grid 4");
    assertThat(phases(small("l-bfgs").gridSize(20).initialModel(first).build()))
        .containsExactly("grid 4");
  }

  private static List<String> phases(TrainingSettings settings) {
    List<String> phases = new ArrayList<>();
    try (LocalPassRunner runner = LocalPassRunner.of(ROWS)) {
      Trainer.train(settings, runner, step -> phases.add(step.phase()));
    }
    return phases.stream().distinct().toList();
  }

  @Test
  void anotherNumberOfFeaturesIsRefused() {
    KanModel first = TestRows.train(small("l-bfgs").maxIter(1).build(), ROWS).model();
    RowBlock three = TestRows.uniform(x -> x[0], 3, 0, 1, 50, 1);
    assertThatThrownBy(() -> TestRows.train(small("l-bfgs").initialModel(first).build(), three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("initialModel has 2 features, the training rows have 3");
  }

  @Test
  void refiningToAMultipleKeepsTheFunction() {
    KanModel first = TestRows.train(small("l-bfgs").build(), ROWS).model();
    KanModel finer = Refinement.refine(first, 12);
    assertThat(Refinement.gridSize(finer.network())).isEqualTo(12);
    assertThat(TestRows.predictions(finer, ROWS))
        .containsExactly(TestRows.predictions(first, ROWS), within(1e-12));
    KanModel between = Refinement.refine(first, 7);
    assertThat(TestRows.predictions(between, ROWS))
        .containsExactly(TestRows.predictions(first, ROWS), within(1e-2));
    assertThatThrownBy(() -> Refinement.refine(first, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("grid 3 is coarser than the model's, accepted: >= 4");
  }

  @Test
  void refiningLeavesInputsOfFewValuesCoarse() {
    RowBlock rows = TestRows.uniform(x -> x[0] + (x[1] = Math.rint(1.5 * x[1])), 2, -1, 1, 300, 1);
    KanModel first = TestRows.train(small("l-bfgs").gridSize(6).build(), rows).model();
    int[] intervals =
        Refinement.refine(first, 12).network().layer(0).inputSplines().stream()
            .mapToInt(input -> input.knots().intervals())
            .toArray();
    assertThat(intervals[0]).isEqualTo(12);
    assertThat(intervals[1])
        .isEqualTo(first.network().layer(0).input(1).knots().intervals())
        .isLessThan(6);
    assertThat(Arrays.stream(intervals)).hasSize(2);
  }

  @Test
  void refiningLeavesTiedInputsAsFineAsTheyAre() {
    RowBlock rows = TestRows.uniform(WarmStartTest::tied, 2, 0, 1, 8000, 1);
    KanModel first = TestRows.train(small("l-bfgs").maxIter(3).build(), rows).model();
    assertThat(Refinement.gridSize(first.network())).isEqualTo(4);
    assertThat(first.network().layer(0).input(1).knots().intervals()).isEqualTo(16);
    KanModel finer = Refinement.refine(first, 8);
    assertThat(Refinement.gridSize(finer.network())).isEqualTo(8);
    assertThat(finer.network().layer(0).input(1).knots().intervals()).isEqualTo(16);
    // A grid finer than the model's own is trained at, with more cells where rows can tell more.
    TrainingSettings more =
        small("l-bfgs").initialModel(first).refineSchedule(4, 6).maxIter(3).build();
    TrainedModel again = TestRows.train(more, rows);
    assertThat(Refinement.gridSize(again.model().network())).isEqualTo(6);
    assertThat(again.model().network().layer(0).input(1).knots().intervals()).isEqualTo(24);
  }

  /** Makes the second feature 0 in three rows of four, and one of thirty squares in the others. */
  private static double tied(double[] x) {
    double root = x[1] < 0.75 ? 0 : Math.ceil((x[1] - 0.75) * 120);
    x[1] = root * root;
    return x[0] + root % 2;
  }
}
