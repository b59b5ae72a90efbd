package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.loss.PoissonLoss;
import org.kanspark.kernel.loss.SquaredLoss;

/** Trains on rows of which some are equal: too few for what the network could learn. */
class MergedRowsTest {
  private static final int ROWS = 100;
  private static final RowBlock DIFFERENT =
      TestRows.uniform(x -> Math.round(Math.exp(x[0] - x[1] * x[1])), 2, -1, 1, ROWS, 1);

  /** Weights from 1 to 4. */
  private static double[] weights(double unit) {
    double[] weights = new double[ROWS];
    Arrays.setAll(weights, r -> unit * (1 + r % 4));
    return weights;
  }

  private static RowBlock weighted(double unit) {
    return new RowBlock(ROWS, 2, DIFFERENT.values(), DIFFERENT.labels(), weights(unit));
  }

  /** Returns every row as often as its weight says, in an order of no meaning, in partitions. */
  private static List<List<RowBlock>> repeated() {
    List<RowBlock> copies = new ArrayList<>();
    double[] weights = weights(1);
    for (int r = 0; r < ROWS; r++) {
      copies.addAll(Collections.nCopies((int) weights[r], DIFFERENT.slice(r, r + 1)));
    }
    Collections.shuffle(copies, new Random(2));
    return List.of(copies.subList(0, 70), List.of(), copies.subList(70, copies.size()));
  }

  private static TrainingSettings.Builder settings(String solver, Loss loss) {
    return TrainingSettings.builder()
        .hiddenLayers(5)
        .gridSize(5)
        .solver(solver)
        .loss(loss)
        .tol(0)
        .maxIter(8);
  }

  private static Loss loss(String name) {
    return name.equals("poisson") ? new PoissonLoss() : new SquaredLoss();
  }

  @ParameterizedTest
  @CsvSource({"gauss-newton, squared", "l-bfgs, squared", "gauss-newton, poisson"})
  void aWeightIsSoManyRowsToTheLastBit(String solver, String loss) {
    TrainingSettings settings = settings(solver, loss(loss)).build();
    TrainedModel once = TestRows.train(settings, weighted(1));
    assertThat(TestRows.train(settings, repeated()).model().parameters())
        .isEqualTo(once.model().parameters());
    assertThat(TestRows.train(settings, weighted(1000)).model().parameters())
        .isEqualTo(once.model().parameters());
    assertThat(once.history().weightSum()).isEqualTo(250);
    assertThat(TestRows.train(settings, repeated()).history().rows()).isEqualTo(250);
  }

  @Test
  void rowsAllMarkedAreTrainedOnWhereTheyAreTooFewToHoldBack() {
    TrainingSettings settings =
        settings("l-bfgs", new SquaredLoss()).validatedBy("a share", 2 * ROWS).build();
    TrainedModel trained = TestRows.train(settings, DIFFERENT.marked(true));
    assertThat(trained.history().heldBackRows()).isZero();
    assertThat(trained.model().parameters())
        .isEqualTo(TestRows.train(settings, DIFFERENT).model().parameters());
  }

  @Test
  void weightsThatAddUpToInfinityAreRefused() {
    double[] huge = new double[ROWS];
    Arrays.fill(huge, Double.MAX_VALUE / 2);
    RowBlock rows = new RowBlock(ROWS, 2, DIFFERENT.values(), DIFFERENT.labels(), huge);
    TrainingSettings settings = settings("l-bfgs", new SquaredLoss()).build();
    assertThatThrownBy(() -> TestRows.train(settings, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights add up to Infinity");
  }

  @Test
  void rowsHeldBackAreMergedApart() {
    TrainingSettings settings =
        settings("l-bfgs", new SquaredLoss()).validatedBy("a column", 0).patience(3).build();
    RowBlock all = weighted(1);
    RowBlock trained = all.slice(0, 60);
    RowBlock heldBack = all.slice(60, ROWS).marked(true);
    List<List<RowBlock>> weighted = List.of(List.of(heldBack, trained));
    List<List<RowBlock>> repeated = new ArrayList<>();
    for (int copy = 4; copy > 0; copy--) {
      for (int r = 0; r < ROWS; r++) {
        if (all.weight(r) >= copy) {
          repeated.add(List.of(DIFFERENT.slice(r, r + 1).marked(r >= 60)));
        }
      }
    }
    TrainedModel once = TestRows.train(settings, weighted);
    TrainedModel often = TestRows.train(settings, repeated);
    assertThat(once.history().validation()).isNotEmpty().isEqualTo(often.history().validation());
    assertThat(once.model().parameters()).isEqualTo(often.model().parameters());
    assertThat(often.history().heldBackRows()).isEqualTo(100);
  }
}
