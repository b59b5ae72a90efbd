package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.interpret.Contributions;
import org.kanspark.kernel.interpret.Pruning;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanNetwork;

/** Trains on rows that miss features, each worth something else where it is missing. */
class MissingValuesTest {
  private static final double[] WORTH = {2.0, -1.0};

  /** Rows of sin(2 x1) + x2^2, of which a quarter misses x1, another x2; x3 never is missing. */
  private static RowBlock rows() {
    RowBlock full =
        TestRows.uniform(x -> Math.sin(2 * x[0]) + x[1] * x[1] + 0.3 * x[2], 3, -1, 1, 600, 3);
    double[] values = full.values().clone();
    double[] labels = full.labels().clone();
    for (int r = 0; r < 600; r++) {
      if (r % 4 < 2) {
        int f = r % 4;
        double known = f == 0 ? Math.sin(2 * full.value(r, 0)) : Math.pow(full.value(r, 1), 2);
        labels[r] += WORTH[f] - known;
        values[f * 600 + r] = Double.NaN;
      }
    }
    return new RowBlock(600, 3, values, labels);
  }

  private static TrainingSettings.Builder settings(String solver) {
    return TrainingSettings.builder().solver(solver).keepMissing(true).hiddenLayers().tol(1e-14);
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void anAdditiveModelFindsWhatMissingIsWorth(String solver) {
    RowBlock rows = rows();
    TrainedModel trained = TestRows.train(settings(solver).maxIter(200).build(), rows);
    double[] predicted = TestRows.predictions(trained.model(), rows);
    for (int r = 0; r < 600; r++) {
      assertThat(predicted[r]).isCloseTo(rows.labels()[r], within(0.02));
    }
    // x3 was never missing: there it is worth its mean.
    KanNetwork network = trained.model().network();
    double[] parameters = trained.model().parameters();
    assertThat(network.missingValue(parameters, 0, 2, 0))
        .isEqualTo(trained.edges().layer(0).edgeMean()[2]);
    double with = trained.model().newPredictor().predict(new double[] {0.1, 0.2, Double.NaN});
    assertThat(with).isCloseTo(Math.sin(0.2) + 0.04, within(0.05));
    // Means of inputs do not count what is missing.
    double mean =
        Arrays.stream(rows.values(), 0, 600).filter(x -> !Double.isNaN(x)).average().orElseThrow();
    assertThat(trained.edges().layer(0).mean()[0])
        .isCloseTo(trained.model().featureMap().map(0, mean), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"l-bfgs, 3", "gauss-newton, 3", "gauss-newton, 0"})
  void deepModelsLearnItToo(String solver, int products) {
    TrainingSettings settings =
        settings(solver).hiddenLayers(4).multiplicationNodes(products).maxIter(60).build();
    RowBlock rows = rows();
    TrainedModel trained = TestRows.train(settings, rows);
    double[] predicted = TestRows.predictions(trained.model(), rows);
    double squares = 0;
    for (int r = 0; r < 600; r++) {
      squares += Math.pow(predicted[r] - rows.labels()[r], 2);
    }
    assertThat(Math.sqrt(squares / 600)).isLessThan(0.05);

    KanModel finer = Refinement.refine(trained.model(), 10);
    assertThat(TestRows.predictions(finer, rows)[0]).isCloseTo(predicted[0], within(1e-9));
    KanModel pruned = Pruning.ofEdge(trained.model(), trained.edges(), 0, 0, 0).model();
    double[] parameters = pruned.parameters();
    assertThat(pruned.network().missingValue(parameters, 0, 0, 0)).isZero();
    KanModel more =
        TestRows.train(settings(solver).initialModel(pruned).maxIter(5).build(), rows).model();
    assertThat(more.network().missingValue(more.parameters(), 0, 0, 0)).isZero();
  }

  @Test
  void aModelThatNeverMissedAFeatureLearnsToFromRows() {
    RowBlock full = TestRows.uniform(x -> x[0] + x[1] + x[2], 3, -1, 1, 300, 4);
    TrainingSettings plain = TrainingSettings.builder().hiddenLayers().build();
    KanModel before = TestRows.train(plain, full).model();
    assertThat(before.network().mayMiss()).isFalse();
    TrainingSettings more = settings("gauss-newton").initialModel(before).maxIter(20).build();
    KanModel after = TestRows.train(more, rows()).model();
    double[] predicted = TestRows.predictions(after, rows());
    assertThat(predicted[0]).isCloseTo(rows().labels()[0], within(0.05));
  }

  @Test
  void featuresThatAreAlwaysMissingHaveOneValue() {
    RowBlock rows = rows();
    double[] values = rows.values().clone();
    Arrays.fill(values, 0, 600, Double.NaN);
    RowBlock block = new RowBlock(600, 3, values, rows.labels());
    KanModel model = TestRows.train(settings("gauss-newton").maxIter(5).build(), block).model();
    assertThat(Arrays.stream(TestRows.predictions(model, block))).allMatch(Double::isFinite);
  }

  @Test
  void withoutTheSettingMissingFeaturesAreRefused() {
    assertThatThrownBy(() -> TestRows.train(TrainingSettings.builder().build(), rows()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature 1 has NaN, accepted: finite numbers");
  }

  /** Exact in one layer, and adding up in any. */
  @Test
  void contributionsAddUpWhereFeaturesAreMissingAndWhereNot() {
    RowBlock rows = rows();
    for (int[] hidden : new int[][] {{}, {4}, {3, 3}}) {
      TrainedModel trained =
          TestRows.train(settings("gauss-newton").hiddenLayers(hidden).maxIter(15).build(), rows);
      KanModel model = trained.model();
      Contributions contributions = new Contributions(model, trained.edges());
      double[] sums = new double[3];
      double[] predicted = TestRows.predictions(model, rows);
      double mean = Arrays.stream(predicted).average().orElseThrow();
      assertThat(contributions.base()[0]).isCloseTo(mean, within(1e-9));
      for (int r = 0; r < 600; r++) {
        double[] of =
            contributions.of(new double[] {rows.value(r, 0), rows.value(r, 1), rows.value(r, 2)});
        assertThat(Arrays.stream(of).sum() + contributions.base()[0])
            .isCloseTo(predicted[r], within(1e-9));
        for (int f = 0; f < 3; f++) {
          sums[f] += of[f];
        }
        // What missing x1 is worth, and what x3 is: nearly the same at any depth.
        if (r % 4 == 0) {
          assertThat(of[0]).as("row %d", r).isCloseTo(1.5, within(0.3));
        }
        assertThat(of[2]).isCloseTo(0.3 * rows.value(r, 2), within(0.15));
      }
      if (hidden.length == 0) {
        assertThat(Arrays.stream(sums)).allMatch(sum -> Math.abs(sum) < 1e-8);
      }
    }
  }
}
