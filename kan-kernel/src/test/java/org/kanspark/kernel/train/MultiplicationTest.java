package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.ops.BaseFunction;

/** Trains networks with nodes that multiply two sums. */
class MultiplicationTest {

  /** pykan, its base function the identity: 1.3e-16 after its edges were made symbolic. */
  @ParameterizedTest
  @CsvSource({"SILU, 0", "SILU, 1", "SILU, 2", "IDENTITY, 0", "IDENTITY, 1", "NONE, 0"})
  void productIsFoundExactly(BaseFunction base, long seed) {
    RowBlock train = TestRows.uniform(x -> x[0] * x[1], 2, -1, 1, 500, seed);
    RowBlock test = TestRows.uniform(x -> x[0] * x[1], 2, -0.98, 0.98, 500, seed + 9);
    TrainedModel trained =
        TestRows.train(
            TrainingSettings.builder()
                .solver("gauss-newton")
                .hiddenLayers(1)
                .multiplicationNodes(1)
                .baseFunction(base)
                .seed(seed)
                .build(),
            train);
    assertThat(trained.model().network().layer(0).productNodes()).isEqualTo(1);
    assertThat(trained.model().network().layer(0).sumNodes()).isZero();
    assertThat(TestRows.rmse(trained.model(), test)).isLessThan(1e-12);
  }

  /** x0 x1 + sin(3 x2) with one sum and one product: far below what the sums alone can do. */
  @Test
  void sumsAndProductsTrainTogetherWithLbfgs() {
    RowBlock train = TestRows.uniform(x -> x[0] * x[1] + Math.sin(3 * x[2]), 3, -1, 1, 1000, 1);
    TrainingSettings.Builder settings =
        TrainingSettings.builder().solver("l-bfgs").hiddenLayers(2).maxIter(100);
    double with =
        TestRows.rmse(
            TestRows.train(settings.multiplicationNodes(1).build(), train).model(), train);
    double without =
        TestRows.rmse(TestRows.train(settings.multiplicationNodes().build(), train).model(), train);
    assertThat(with).isLessThan(3e-4).isLessThan(0.1 * without);
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    TrainingSettings.Builder settings = TrainingSettings.builder().hiddenLayers(3, 2);
    assertThatThrownBy(() -> settings.multiplicationNodes(1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "multiplicationNodes is [1], accepted: for each of the hidden layers [3, 2] 0 to its"
                + " width, or []");
    assertThatThrownBy(() -> settings.multiplicationNodes(1, 3).build())
        .hasMessageContaining("multiplicationNodes is [1, 3]");
  }
}
