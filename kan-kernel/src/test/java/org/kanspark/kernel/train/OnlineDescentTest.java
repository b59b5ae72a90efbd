package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.spline.Knots;

class OnlineDescentTest {
  private static final double RATE = 0.01;

  private static double determinant(double[] x) {
    return x[0] * (x[4] * x[8] - x[5] * x[7])
        - x[1] * (x[3] * x[8] - x[5] * x[6])
        + x[2] * (x[3] * x[7] - x[4] * x[6]);
  }

  private static final RowBlock ROWS =
      TestRows.uniform(OnlineDescentTest::determinant, 9, -1, 1, 24_000, 1);

  private static TrainingSettings.Builder settings() {
    return TrainingSettings.builder().hiddenLayers(20).gridSize(3).solver("l-bfgs");
  }

  private static List<List<RowBlock>> partitions(RowBlock rows) {
    int third = rows.rows() / 3;
    return List.of(
        List.of(rows.slice(0, third), rows.slice(third, 2 * third)),
        List.of(),
        List.of(rows.slice(2 * third, rows.rows())));
  }

  private static OnlineTask task(RowBlock sample) {
    double[] lower = new double[9];
    double[] upper = new double[9];
    Arrays.fill(lower, -1);
    Arrays.fill(upper, 1);
    Scaling scaling =
        new Scaling(FeatureMap.ofRanges(lower, upper), new LabelScale(0, 0.5), new SquaredLoss());
    List<InputSpline> inputs =
        Arrays.stream(new Knots[9])
            .map(none -> InputSpline.spline(Knots.uniform(3, 3, -1, 1)))
            .toList();
    KnotChange start = Initializer.start(settings().build(), inputs, scaling, sample, 0);
    return new OnlineTask(start.network(), OnlineState.at(start.parameters()), RATE, scaling);
  }

  private static OnlineAggregator run(OnlineTask task, RowBlock... blocks) {
    OnlineAggregator steps = task.newAggregator();
    Arrays.stream(blocks).forEach(steps::add);
    steps.finish();
    return steps;
  }

  @Test
  void firstStepMovesEveryParameterAgainstItsGradient() {
    RowBlock batch = ROWS.slice(0, OnlineAggregator.BATCH);
    OnlineTask task = task(ROWS);
    GradientAggregator sums =
        new GradientTask(task.network(), task.from().parameters(), task.scaling()).newAggregator();
    sums.add(batch);
    sums.finish();
    double[] gradient = new double[task.network().parameterCount()];
    double loss = sums.meanLoss(gradient);
    OnlineAggregator steps = run(task, batch);
    assertThat(steps.meanLoss()).isCloseTo(loss, within(1e-12));
    double[] parameters = steps.mean().parameters();
    for (int p = 0; p < parameters.length; p++) {
      double moved = parameters[p] - task.from().parameters()[p];
      double expected = -RATE * gradient[p] / (Math.abs(gradient[p]) + 1e-8);
      assertThat(moved).isCloseTo(expected, within(1e-6 * RATE));
    }
  }

  @Test
  void partitionsAreAveragedByTheirWeight() {
    OnlineTask task = task(ROWS);
    RowBlock small = ROWS.slice(0, 300);
    RowBlock large = ROWS.slice(300, 1500);
    double[] first = run(task, small).mean().parameters();
    double[] second = run(task, large).mean().parameters();
    OnlineAggregator merged = run(task, small);
    merged.merge(run(task));
    merged.merge(run(task, large));
    double[] mean = merged.mean().parameters();
    for (int p = 0; p < mean.length; p++) {
      assertThat(mean[p]).isCloseTo(0.2 * first[p] + 0.8 * second[p], within(1e-12));
    }
    assertThat(run(task).mean()).isNull();
  }

  @Test
  void weightsCountAsRowsAndRowsHeldBackDoNot() {
    OnlineTask task = task(ROWS);
    RowBlock rows = ROWS.slice(0, 100);
    double[] weights = new double[100];
    Arrays.fill(weights, 0, 50, 3);
    double[] labels = rows.labels().clone();
    RowBlock weighted = new RowBlock(100, 9, rows.values(), labels, weights);
    double[] alone = run(task, rows.slice(0, 50)).mean().parameters();
    assertThat(run(task, weighted).mean().parameters()).containsExactly(alone, within(1e-12));
    assertThat(run(task, rows.slice(0, 50), ROWS.slice(50, 90).marked(true)).mean().parameters())
        .containsExactly(alone);
  }

  @Test
  void threePassesReachWhatTheSolverNeedsManyFor() {
    TrainingSettings online = settings().onlineStart(true).maxIter(1).build();
    TrainedModel begun = TestRows.train(online, partitions(ROWS));
    TrainedModel plain = TestRows.train(settings().maxIter(15).build(), partitions(ROWS));
    assertThat(begun.history().passes()).isLessThan(plain.history().passes() / 2);
    RowBlock fresh = TestRows.uniform(OnlineDescentTest::determinant, 9, -1, 1, 4_000, 2);
    double deviation = TestRows.deviation(fresh.labels());
    assertThat(TestRows.rmse(begun.model(), fresh))
        .isLessThan(0.25 * deviation)
        .isLessThan(TestRows.rmse(plain.model(), fresh));
  }

  @Test
  void listenersHearOfRoundsBeforeTheFirstStep() {
    List<TrainingStep> heard = new ArrayList<>();
    TrainingSettings settings = settings().onlineStart(true).maxIter(2).build();
    try (LocalPassRunner runner = new LocalPassRunner(partitions(ROWS), 2, 1)) {
      Trainer.train(settings, runner, heard::add);
    }
    List<TrainingStep> rounds = heard.stream().filter(step -> step.iteration() == 0).toList();
    assertThat(rounds).hasSizeGreaterThan(8);
    assertThat(heard.subList(0, rounds.size())).isEqualTo(rounds);
    TrainingStep first = rounds.get(0);
    TrainingStep last = rounds.get(rounds.size() - 1);
    assertThat(first.phase()).isEqualTo("online round 1");
    assertThat(last.objective()).isLessThan(first.objective() / 4);
    assertThat(last.rmse() / first.rmse())
        .isCloseTo(Math.sqrt(last.objective() / first.objective()), within(1e-12));
    assertThat(last.pass()).isGreaterThan(first.pass());
    assertThat(last.gradientNorm()).isNaN();
  }

  @Test
  void sameBitsWhateverTheThreads() {
    TrainingSettings settings = settings().onlineStart(true).maxIter(2).build();
    double[] one = TestRows.train(settings, partitions(ROWS)).model().parameters();
    try (LocalPassRunner runner = new LocalPassRunner(partitions(ROWS), 2, 3)) {
      assertThat(Trainer.train(settings, runner, TrainingListener.NONE).model().parameters())
          .containsExactly(one);
    }
  }

  @Test
  void fewRowsLeaveTheStartToTheSolver() {
    RowBlock few = ROWS.slice(0, 500);
    TrainedModel online = TestRows.train(settings().onlineStart(true).maxIter(3).build(), few);
    TrainedModel plain = TestRows.train(settings().maxIter(3).build(), few);
    assertThat(online.model().parameters()).containsExactly(plain.model().parameters());
  }
}
