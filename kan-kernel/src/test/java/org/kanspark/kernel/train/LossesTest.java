package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.loss.GammaLoss;
import org.kanspark.kernel.loss.HuberLoss;
import org.kanspark.kernel.loss.LogisticLoss;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.loss.PoissonLoss;
import org.kanspark.kernel.loss.QuantileLoss;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.Link;

/** Trains additive models of one feature, whose best function is known. */
class LossesTest {
  private static final int ROWS = 20_000;

  private static TrainedModel train(Loss loss, String solver, RowBlock rows) {
    return TestRows.train(
        TrainingSettings.builder().hiddenLayers().solver(solver).loss(loss).maxIter(40).build(),
        rows);
  }

  private static double worst(KanModel model, DoubleUnaryOperator truth) {
    double worst = 0.0;
    for (double x = -0.9; x <= 0.9; x += 0.1) {
      double predicted = model.newPredictor().predict(new double[] {x});
      worst = Math.max(worst, Math.abs(predicted - truth.applyAsDouble(x)));
    }
    return worst;
  }

  /** Rows of one feature and a label drawn from it. */
  private interface Draw {
    double label(double x, Random random);
  }

  private static RowBlock rows(Draw draw) {
    Random random = new Random(4);
    double[][] x = new double[ROWS][1];
    double[] y = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      x[r][0] = 2 * random.nextDouble() - 1;
      y[r] = draw.label(x[r][0], random);
    }
    return RowBlock.ofRows(x, y);
  }

  private static double rate(double x) {
    return Math.exp(1 + Math.sin(3 * x));
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void logisticFindsProbabilities(String solver) {
    RowBlock rows = rows((x, random) -> random.nextDouble() < 0.5 + 0.4 * Math.sin(3 * x) ? 1 : 0);
    TrainedModel trained = train(new LogisticLoss(), solver, rows);
    assertThat(trained.model().link()).isEqualTo(Link.LOGISTIC);
    assertThat(trained.model().classes()).isEqualTo(2);
    assertThat(worst(trained.model(), x -> 0.5 + 0.4 * Math.sin(3 * x))).isLessThan(0.04);
  }

  /** Draws a count by multiplying uniform numbers (Knuth). */
  private static double poisson(double mean, Random random) {
    double product = random.nextDouble();
    int count = 0;
    for (; product > Math.exp(-mean); count++) {
      product *= random.nextDouble();
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void poissonFindsRates(String solver) {
    RowBlock rows = rows((x, random) -> 100 * poisson(rate(x), random));
    TrainedModel trained = train(new PoissonLoss(), solver, rows);
    assertThat(worst(trained.model(), x -> 100 * rate(x))).isLessThan(25);
    double mean = Arrays.stream(rows.labels()).average().orElseThrow();
    assertThat(trained.model().labelScale().shift()).isCloseTo(Math.log(mean), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void gammaFindsMeans(String solver) {
    RowBlock rows = rows((x, random) -> -1e3 * rate(x) * Math.log(1 - random.nextDouble()));
    assertThat(worst(train(new GammaLoss(), solver, rows).model(), x -> 1e3 * rate(x)))
        .isLessThan(600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void huberDoesNotFollowOutliers(String solver) {
    RowBlock rows =
        rows(
            (x, random) ->
                random.nextDouble() < 0.02
                    ? 1e4
                    : 5 + Math.sin(3 * x) + 0.1 * random.nextGaussian());
    DoubleUnaryOperator truth = x -> 5 + Math.sin(3 * x);
    assertThat(worst(train(new HuberLoss(0.5), solver, rows).model(), truth)).isLessThan(0.05);
    assertThat(worst(train(new SquaredLoss(), solver, rows).model(), truth)).isGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void quantilesLieWhereTheyShould(double level) {
    RowBlock rows = rows((x, random) -> 1000 * (2 * x + (2 + x) * random.nextDouble()));
    KanModel model = train(new QuantileLoss(level), "auto", rows).model();
    assertThat(worst(model, x -> 1000 * (2 * x + (2 + x) * level))).isLessThan(60);
    double[] predicted = new double[ROWS];
    model.newBatchPredictor().predict(rows, predicted);
    int below = 0;
    for (int r = 0; r < ROWS; r++) {
      below += rows.labels()[r] < predicted[r] ? 1 : 0;
    }
    assertThat((double) below / ROWS).isCloseTo(level, within(0.01));
  }

  @Test
  void quantilesHaveNoGaussNewton() {
    RowBlock rows = rows((x, random) -> x);
    assertThatThrownBy(() -> train(new QuantileLoss(0.5), "gauss-newton", rows))
        .hasMessage("solver is gauss-newton, accepted for loss quantile: auto, l-bfgs");
  }

  @Test
  void logLinkNeedsLabelsOfItsRange() {
    RowBlock negative = rows((x, random) -> x);
    assertThatThrownBy(() -> train(new PoissonLoss(), "auto", negative))
        .hasMessageContaining("accepted: finite numbers >= 0");
    RowBlock zeros = rows((x, random) -> 0);
    assertThatThrownBy(() -> train(new PoissonLoss(), "auto", zeros))
        .hasMessage("the mean label is 0.0, accepted for loss poisson: a number > 0");
    assertThatThrownBy(() -> train(new GammaLoss(), "auto", zeros))
        .hasMessageContaining("accepted: finite numbers > 0");
  }

  @Test
  void mostlyEqualLabelsAreScaledByTheirDeviation() {
    SplittableRandom random = new SplittableRandom(1);
    RowBlock rows = rows((x, r) -> random.nextDouble() < 0.2 ? 50 * x : 0);
    TrainedModel trained = train(new HuberLoss(0.5), "l-bfgs", rows);
    double deviation = TestRows.deviation(rows.labels());
    assertThat(trained.model().labelScale().scale()).isCloseTo(deviation, within(1e-9));
    assertThat(trained.model().labelScale().shift()).isZero();
  }
}
