package org.kanspark.kernel.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.model.Link;

class LossTest {
  private static final int ROWS = 7;
  private static final int CAPACITY = 11;

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(new SquaredLoss(), new double[] {-1.5, 0.2, 3}),
        Arguments.of(new LogisticLoss(), new double[] {0, 1}),
        Arguments.of(new SoftmaxLoss(2), new double[] {0, 1}),
        Arguments.of(new SoftmaxLoss(4), new double[] {0, 1, 2, 3}),
        Arguments.of(new HuberLoss(0.7), new double[] {-1.5, 0.2, 3}),
        Arguments.of(new PoissonLoss(), new double[] {0, 0.3, 2}),
        Arguments.of(new GammaLoss(), new double[] {0.1, 0.9, 4}),
        Arguments.of(new QuantileLoss(0.9), new double[] {-1.5, 0.2, 3}));
  }

  private static double[] weights(SplittableRandom random) {
    return random.doubles(ROWS, 0.5, 2).toArray();
  }

  private static double[] labels(SplittableRandom random, double[] among) {
    return random.ints(ROWS, 0, among.length).mapToDouble(i -> among[i]).toArray();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void gradientIsTheSlopeOfTheLoss(Loss loss, double[] among) {
    SplittableRandom random = new SplittableRandom(1);
    double[] weights = weights(random);
    double[] labels = labels(random, among);
    double[] outputs = random.doubles((long) CAPACITY * loss.outputs(), -2, 2).toArray();
    double[] gradient = new double[outputs.length];
    double[] ignored = new double[outputs.length];
    double value = loss.evaluate(outputs, CAPACITY, labels, weights, ROWS, gradient);
    assertThat(value).isPositive().isFinite();
    double step = 1e-6;
    for (int n = 0; n < loss.outputs(); n++) {
      for (int r = 0; r < ROWS; r++) {
        int p = n * CAPACITY + r;
        double[] up = outputs.clone();
        up[p] += step;
        double[] down = outputs.clone();
        down[p] -= step;
        double slope =
            (loss.evaluate(up, CAPACITY, labels, weights, ROWS, ignored)
                    - loss.evaluate(down, CAPACITY, labels, weights, ROWS, ignored))
                / (2 * step);
        assertThat(gradient[p]).isCloseTo(slope, within(2e-8));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void directionsOfSoftmaxMakeItsHessian(int classes) {
    Loss loss = new SoftmaxLoss(classes);
    SplittableRandom random = new SplittableRandom(2);
    double[] weights = weights(random);
    double[] labels = new double[ROWS];
    double[] outputs = random.doubles((long) CAPACITY * classes, -2, 2).toArray();
    double[] curvature = new double[outputs.length];
    double[] direction = new double[outputs.length];
    loss.curvature(outputs, CAPACITY, labels, weights, ROWS, curvature);
    double[][][] sums = new double[ROWS][classes][classes];
    for (int d = 0; d < classes; d++) {
      loss.direction(d, curvature, weights, CAPACITY, ROWS, direction);
      for (int r = 0; r < ROWS; r++) {
        for (int a = 0; a < classes; a++) {
          for (int b = 0; b < classes; b++) {
            sums[r][a][b] +=
                curvature[d * CAPACITY + r]
                    * direction[a * CAPACITY + r]
                    * direction[b * CAPACITY + r];
          }
        }
      }
    }
    for (int r = 0; r < ROWS; r++) {
      double[] p = softmax(outputs, classes, r);
      for (int a = 0; a < classes; a++) {
        for (int b = 0; b < classes; b++) {
          double expected = weights[r] * ((a == b ? p[a] : 0.0) - p[a] * p[b]);
          assertThat(sums[r][a][b]).isCloseTo(expected, within(1e-14));
        }
      }
    }
  }

  private static double[] softmax(double[] outputs, int classes, int row) {
    double sum = 0.0;
    double[] p = new double[classes];
    for (int k = 0; k < classes; k++) {
      p[k] = Math.exp(outputs[k * CAPACITY + row]);
      sum += p[k];
    }
    for (int k = 0; k < classes; k++) {
      p[k] /= sum;
    }
    return p;
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e4, -800, -30, -0.5, 0, 0.5, 30, 800, 1e4})
  void softmaxOfTwoIsTheLogisticLossOfTheDifference(double logit) {
    double[] one = {1};
    for (double label : new double[] {0, 1}) {
      double[] target = {label};
      double[] slope = new double[1];
      double[] slopes = new double[2];
      double[] bend = new double[1];
      double[] bends = new double[2];
      double[] direction = new double[2];
      LogisticLoss logistic = new LogisticLoss();
      SoftmaxLoss softmax = new SoftmaxLoss(2);
      double[] logits = {-logit / 2, logit / 2};
      double expected = logistic.evaluate(new double[] {logit}, 1, target, one, 1, slope);
      double value = softmax.evaluate(logits, 1, target, one, 1, slopes);
      // Relative: what is small keeps its digits.
      assertThat(value).isFinite().isCloseTo(expected, within(1e-14 * expected));
      double size = Math.abs(slope[0]);
      assertThat(slopes[1]).isCloseTo(slope[0], within(1e-13 * size));
      assertThat(slopes[0]).isCloseTo(-slope[0], within(1e-13 * size));
      logistic.curvature(new double[] {logit}, 1, target, one, 1, bend);
      softmax.curvature(logits, 1, target, one, 1, bends);
      double along = 0.0;
      for (int d = 0; d < 2; d++) {
        softmax.direction(d, bends, one, 1, 1, direction);
        along += bends[d] * direction[1] * direction[1];
      }
      assertThat(along).isFinite().isCloseTo(bend[0], within(1e-13 * bend[0] + 1e-30));
    }
  }

  @Test
  void wrongByFarCostsWhatTheDistanceIs() {
    double[] slopes = new double[3];
    SoftmaxLoss softmax = new SoftmaxLoss(3);
    double[] logits = {1e4, -1e4, 0};
    double cost = softmax.evaluate(logits, 1, new double[] {1}, new double[] {2}, 1, slopes);
    assertThat(cost).isEqualTo(4e4);
    assertThat(slopes).containsExactly(2, -2, 0);
    cost = softmax.evaluate(logits, 1, new double[] {0}, new double[] {2}, 1, slopes);
    assertThat(cost).isZero();
    assertThat(slopes).containsExactly(new double[3], within(0.0));
    double[] slope = new double[1];
    LogisticLoss logistic = new LogisticLoss();
    double[] right = {1};
    assertThat(logistic.evaluate(new double[] {-1e4}, 1, right, right, 1, slope)).isEqualTo(1e4);
    assertThat(slope[0]).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isFiniteHoweverFarOutputsAre(Loss loss, double[] among) {
    for (double output : new double[] {-1e4, 1e4}) {
      double[] outputs = new double[loss.outputs()];
      outputs[loss.outputs() - 1] = output;
      double[] gradient = new double[outputs.length];
      double[] curvature = new double[outputs.length];
      double[] one = {1};
      for (double label : among) {
        double[] target = {label};
        assertThat(loss.evaluate(outputs, 1, target, one, 1, gradient)).isFinite();
        loss.curvature(outputs, 1, target, one, 1, curvature);
        for (int n = 0; n < outputs.length; n++) {
          assertThat(gradient[n]).isFinite();
          assertThat(curvature[n]).isFinite().isNotNegative();
        }
      }
    }
  }

  @Test
  void plainFormulas() {
    double[] one = {1};
    double[] gradient = new double[1];
    assertThat(
            new PoissonLoss().evaluate(new double[] {0.4}, 1, new double[] {2}, one, 1, gradient))
        .isCloseTo(Math.exp(0.4) - 2 * 0.4 - 2 + 2 * Math.log(2), within(1e-15));
    assertThat(new GammaLoss().evaluate(new double[] {0.4}, 1, new double[] {2}, one, 1, gradient))
        .isCloseTo(2 * Math.exp(-0.4) + 0.4 - 1 - Math.log(2), within(1e-15));
    assertThat(new HuberLoss(1).evaluate(new double[] {3}, 1, new double[] {0.5}, one, 1, gradient))
        .isEqualTo(2 * 2.5 - 1);
    assertThat(
            new QuantileLoss(0.9).evaluate(new double[] {1}, 1, new double[] {3}, one, 1, gradient))
        .isCloseTo(0.9 * 2, within(1e-15));
    assertThat(
            new QuantileLoss(0.9).evaluate(new double[] {3}, 1, new double[] {1}, one, 1, gradient))
        .isCloseTo(0.1 * 2, within(1e-15));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void curvatureBoundsTheLossFromAboveOrIsItsOwn(Loss loss, double[] among) {
    if (loss.outputs() > 1 || loss instanceof GammaLoss) {
      return;
    }
    boolean bound = loss instanceof HuberLoss || loss instanceof QuantileLoss;
    double[] one = {1};
    double[] gradient = new double[1];
    double[] bend = new double[1];
    for (double label : among) {
      double[] target = {label};
      for (double at = -2.03; at < 3; at += 0.31) {
        double value = loss.evaluate(new double[] {at}, 1, target, one, 1, gradient);
        loss.curvature(new double[] {at}, 1, target, one, 1, bend);
        double slope = gradient[0];
        if (bound) {
          for (double to = -4; to < 4; to += 0.5) {
            double parabola = value + slope * (to - at) + bend[0] / 2 * (to - at) * (to - at);
            assertThat(loss.evaluate(new double[] {to}, 1, target, one, 1, gradient))
                .isLessThanOrEqualTo(parabola + 1e-12);
          }
        } else {
          loss.evaluate(new double[] {at + 1e-6}, 1, target, one, 1, gradient);
          assertThat((gradient[0] - slope) / 1e-6).isCloseTo(bend[0], within(1e-4));
        }
      }
    }
  }

  @Test
  void labelsThatMakeNoSenseAreRefused() {
    assertThat(new LogisticLoss().accepts(2)).isFalse();
    assertThat(new SoftmaxLoss(3).accepts(3)).isFalse();
    assertThat(new SoftmaxLoss(3).accepts(1.5)).isFalse();
    assertThat(new SoftmaxLoss(3).accepts(2)).isTrue();
    assertThat(new PoissonLoss().accepts(-1)).isFalse();
    assertThat(new GammaLoss().accepts(0)).isFalse();
    assertThatThrownBy(() -> new SoftmaxLoss(1)).hasMessageContaining("classes is 1");
    assertThatThrownBy(() -> new HuberLoss(0)).hasMessageContaining("delta is 0.0");
    assertThatThrownBy(() -> new QuantileLoss(1)).hasMessageContaining("level is 1.0");
  }

  @Test
  void linksTurnValuesIntoProbabilities() {
    double[] p = new double[3];
    Link.SOFTMAX.probabilities(new double[] {1e4, -1e4, 1e4}, p);
    assertThat(p).containsExactly(0.5, 0, 0.5);
    double[] two = new double[2];
    Link.LOGISTIC.probabilities(new double[] {-2, 2}, two);
    assertThat(two[1]).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-15));
    assertThat(two[0] + two[1]).isCloseTo(1, within(1e-15));
    assertThat(Link.LOG.predict(2)).isCloseTo(Math.exp(2), within(1e-14));
    assertThat(Link.parse("log")).isEqualTo(Link.LOG);
    assertThatThrownBy(() -> Link.parse("probit")).hasMessageContaining("softmax");
    assertThatThrownBy(() -> Link.SOFTMAX.predict(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Link.LOG.probabilities(two, two))
        .isInstanceOf(IllegalStateException.class);
  }
}
