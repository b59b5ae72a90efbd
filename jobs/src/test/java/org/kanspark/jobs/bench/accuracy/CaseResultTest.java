package org.kanspark.jobs.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseResultTest {

  private static CaseResult result(Measure measure, Goal goal, double... scores) {
    Problem problem = new FormulaProblem("x1", 1, 0, 1, 10, 10);
    AccuracyCase what =
        new AccuracyCase(
            "case",
            "group",
            problem,
            new int[] {},
            GridPlan.each(5, 10, 20),
            measure,
            new Published(1, "test"),
            goal);
    List<SeedResult> runs = new ArrayList<>();
    for (int s = 0; s < scores.length; s++) {
      SeedResult.Cost cost = new SeedResult.Cost(10 * (s + 1), 1, 1, 1, 1);
      double[] errors =
          measure == Measure.SLOPE ? new double[] {1, 1. / 16, 1. / 160} : new double[0];
      runs.add(
          new SeedResult(s, 5, 8, "l-bfgs", 1, scores[s], errors, new double[0], cost, 0, 10, 10));
    }
    return new CaseResult(what, runs);
  }

  @Test
  void ranksByMeasure() {
    CaseResult errors = result(Measure.RMSE, Goal.of(1), 3, 1, 2);
    assertThat(errors.median().score()).isEqualTo(2);
    assertThat(errors.worst().score()).isEqualTo(3);
    CaseResult correlations = result(Measure.PEARSON, Goal.of(1), 0.3, 0.1, 0.2);
    assertThat(correlations.median().score()).isEqualTo(0.2);
    assertThat(correlations.worst().score()).isEqualTo(0.1);
    assertThat(result(Measure.RMSE, Goal.of(1), 1, Double.NaN, 2).worst().score()).isNaN();
    assertThat(result(Measure.R2, Goal.of(1), 1, Double.NaN, 2).worst().score()).isNaN();
    assertThat(result(Measure.RMSE, Goal.of(1), 1, 2).median().score()).isEqualTo(2);
  }

  @Test
  void saysWhichPartOfAGoalIsMissed() {
    assertThat(result(Measure.RMSE, new Goal(2, 3, 30, 1), 3, 1, 2).reached()).isTrue();
    assertThat(result(Measure.RMSE, new Goal(1.9, 3, 30, 1), 3, 1, 2).missed())
        .containsExactly("median");
    assertThat(result(Measure.RMSE, new Goal(2, 2.5, 29, 1), 3, 1, 2).missed())
        .containsExactly("worst beyond 2.500", "30 of 29 passes");
    assertThat(result(Measure.R2, Goal.of(0.2), 0.3, 0.1, 0.2).reached()).isTrue();
    assertThat(result(Measure.RMSE, Goal.of(1), Double.NaN).reached()).isFalse();
  }

  @Test
  void demandsTheOrderOfEveryDoubling() {
    assertThat(result(Measure.SLOPE, Goal.of(-3), -3.7, -3.7, -3.7).missed())
        .containsExactly("a doubling with -3.322");
  }

  @Test
  void fitsSlopesOfPowerLaws() {
    int[] grids = {5, 10, 20, 40};
    double[] errors = {3 / 625., 3e-4, 3 / 160_000., 3 / 2_560_000.};
    assertThat(Slopes.overall(grids, errors)).isCloseTo(-4, within(1e-12));
    assertThat(Slopes.between(grids, errors)).hasSize(3);
    for (double slope : Slopes.between(grids, errors)) {
      assertThat(slope).isCloseTo(-4, within(1e-12));
    }
  }

  @Test
  void writesScoresShortly() {
    assertThat(Scores.shown(1.2345e-7)).isEqualTo("1.23e-07");
    assertThat(Scores.shown(0.84321)).isEqualTo("0.8432");
    assertThat(Scores.shown(-4.1234)).isEqualTo("-4.123");
    assertThat(Scores.shown(Double.NaN)).isEqualTo("-");
    assertThat(Scores.shown(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
  }
}
