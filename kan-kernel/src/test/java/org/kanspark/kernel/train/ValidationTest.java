package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.penalty.PenaltySettings;

/** Trains with rows held back. */
class ValidationTest {
  private static final RowBlock ROWS =
      TestRows.withNoise(
          TestRows.uniform(x -> Math.sin(3 * x[0]) * x[1], 2, -1, 1, 300, 1), 0.3, 2);
  private static final RowBlock TRAINED = ROWS.slice(0, 160);
  private static final RowBlock HELD_BACK = ROWS.slice(160, 300);

  private static TrainingSettings.Builder settings(String solver) {
    return TrainingSettings.builder()
        .solver(solver)
        .hiddenLayers(3)
        .gridSize(8)
        .tol(0)
        .maxIter(40)
        .patience(5);
  }

  private static TrainedModel train(TrainingSettings settings, RowBlock... partitions) {
    return train(settings, CheckpointStore.NONE, partitions);
  }

  private static TrainedModel train(
      TrainingSettings settings, CheckpointStore store, RowBlock... partitions) {
    List<List<RowBlock>> all = Arrays.stream(partitions).map(List::of).toList();
    try (LocalPassRunner runner = new LocalPassRunner(all, 2, 2)) {
      return Trainer.train(settings, runner, TrainingListener.NONE, store);
    }
  }

  private static double meanSquare(KanModel model, RowBlock rows) {
    double[] predicted = new double[rows.rows()];
    model.newBatchPredictor().predict(rows, predicted);
    return IntStream.range(0, rows.rows())
        .mapToDouble(r -> Math.pow(predicted[r] - rows.labels()[r], 2))
        .average()
        .orElseThrow();
  }

  /** What is held back changes nothing but when training ends. */
  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void theBestStepIsKeptAndNothingElseDependsOnRowsHeldBack(String solver) {
    TrainedModel model = train(settings(solver).build(), TRAINED, HELD_BACK.marked(true));
    TrainingHistory history = model.history();
    double[] validation = history.validation();
    assertThat(validation).hasSameSizeAs(history.objective());
    assertThat(history.rows()).isEqualTo(160);
    assertThat(history.heldBackRows()).isEqualTo(140);
    // Gauss-Newton may give up before patience does.
    assertThat(history.iterations() - history.keptIteration())
        .isBetween(solver.equals("l-bfgs") ? 5 : 1, 5);
    double deviation = model.model().labelScale().scale();
    double least = Arrays.stream(validation).min().orElseThrow();
    assertThat(meanSquare(model.model(), HELD_BACK))
        .isCloseTo(least * deviation * deviation, within(1e-9));

    TrainedModel plain =
        train(
            settings(solver).maxIter(history.keptIteration()).build(),
            TRAINED,
            new RowBlock(0, 2, new double[0], new double[0]));
    assertThat(model.model().parameters()).containsExactly(plain.model().parameters());
    assertThat(model.edges().layer(1).edgeDeviation(0, 0))
        .isEqualTo(plain.edges().layer(1).edgeDeviation(0, 0));
    int kept = plain.history().objective().length;
    assertThat(Arrays.copyOf(history.objective(), kept)).isEqualTo(plain.history().objective());
    assertThat(plain.history().validation()).isEmpty();
    TrainedModel whole = train(settings(solver).maxIter(history.iterations()).build(), TRAINED);
    assertThat(meanSquare(whole.model(), HELD_BACK))
        .isGreaterThan(meanSquare(model.model(), HELD_BACK));
  }

  @ParameterizedTest
  @CsvSource({"l-bfgs, 0", "gauss-newton, 0", "l-bfgs, 0.003", "gauss-newton, 0.003"})
  void readsTheRowsNoMoreOften(String solver, double regParam) {
    TrainingSettings settings =
        settings(solver).maxIter(4).penalty(new PenaltySettings(regParam, 1, 2, 0.1)).build();
    TrainedModel with = train(settings, TRAINED, HELD_BACK.marked(true));
    assertThat(with.history().passes()).isEqualTo(train(settings, TRAINED).history().passes());
  }

  /** Finer grids that only follow noise are given up. */
  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void aFinerGridBeginsAtTheBestStepOfTheOneBefore(String solver) {
    TrainingSettings settings = settings(solver).refineSchedule(2, 4, 30).build();
    TrainedModel model = train(settings, TRAINED, HELD_BACK.marked(true));
    double[] validation = model.history().validation();
    double deviation = model.model().labelScale().scale();
    assertThat(meanSquare(model.model(), HELD_BACK))
        .isCloseTo(
            Arrays.stream(validation).min().orElseThrow() * deviation * deviation, within(1e-9));
    if (solver.equals("l-bfgs")) {
      assertThat(model.model().network().layer(1).input(0).knots().intervals()).isLessThan(30);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void canBeGoneOnFromEveryStep(String solver) {
    TrainingSettings settings = settings(solver).refineSchedule(3, 6).patience(3).build();
    MemoryCheckpoints store = new MemoryCheckpoints(1);
    RowBlock[] rows = {TRAINED, HELD_BACK.marked(true)};
    TrainedModel expected = train(settings, store, rows);
    assertThat(store.saved.size()).isGreaterThan(4);
    for (byte[] content : store.saved.values()) {
      TrainedModel resumed = train(settings, MemoryCheckpoints.holding(1, content), rows);
      assertThat(resumed.model().parameters()).containsExactly(expected.model().parameters());
      assertThat(resumed.history().terms()).isEqualTo(expected.history().terms());
      assertThat(resumed.history().keptIteration()).isEqualTo(expected.history().keptIteration());
    }
  }

  @Test
  void withTooFewDifferentRowsNoneIsHeldBack() {
    TrainingSettings.Builder few = settings("gauss-newton").maxIter(3);
    RowBlock[] marked = {TRAINED, HELD_BACK.marked(true)};
    TrainedModel model = train(few.validatedBy("a share", 301).build(), marked);
    assertThat(model.history().rows()).isEqualTo(300);
    assertThat(model.history().heldBackRows()).isZero();
    assertThat(model.history().validation()).isEmpty();
    TrainedModel plain = train(settings("gauss-newton").maxIter(3).build(), TRAINED, HELD_BACK);
    double[] expected = plain.model().parameters();
    double[] actual = model.model().parameters();
    for (int p = 0; p < expected.length; p++) {
      assertThat(actual[p]).isCloseTo(expected[p], within(1e-9 * (1 + Math.abs(expected[p]))));
    }
    TrainedModel enough = train(few.validatedBy("a share", 300).build(), marked);
    assertThat(enough.history().heldBackRows()).isEqualTo(140);
  }

  @Test
  void splitsWithoutRowsAreRefused() {
    TrainingSettings settings = settings("l-bfgs").validatedBy("column 'v'", 0).build();
    assertThatThrownBy(() -> train(settings, TRAINED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the validation split has no rows: column 'v' holds back no row of positive weight");
    assertThatThrownBy(() -> train(settings, TRAINED.marked(true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no training row of positive weight: all rows are held back for validation, by"
                + " column 'v'");
    assertThatThrownBy(() -> settings("l-bfgs").patience(0).build())
        .hasMessage("validationPatience is 0, accepted: >= 1");
  }
}
