package org.kanspark.kernel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;

class PredictFixtureTest {

  @ParameterizedTest
  @ValueSource(ints = {5, 16})
  void singleRowsAndBatchPredictTheNetworksOutputInLabelUnits(int hidden) {
    PredictFixture fixture = new PredictFixture(new int[] {8, hidden, 1}, 5);
    KanModel model = fixture.model();
    NetworkEvaluator evaluator =
        new NetworkEvaluator(model.network(), Kernels.byName("scalar"), PredictFixture.ROWS);
    evaluator.setParameters(model.parameters());
    model
        .featureMap()
        .map(fixture.block(), 0, PredictFixture.ROWS, evaluator.inputTile(), PredictFixture.ROWS);
    assertThat(Arrays.stream(evaluator.inputTile())).allMatch(u -> u >= -1 && u <= 1);
    evaluator.forward(PredictFixture.ROWS);
    double[] outputs = new double[PredictFixture.ROWS];
    evaluator.outputs(PredictFixture.ROWS, outputs);

    double[] batch = fixture.predictAll();
    for (int pass = 0; pass < 2; pass++) {
      for (int r = 0; r < PredictFixture.ROWS; r++) {
        double expected = model.labelScale().toLabel(outputs[r]);
        assertThat(batch[r]).isCloseTo(expected, within(1e-12));
        assertThat(fixture.predictNext()).isEqualTo(batch[r]);
      }
    }
    assertThat(fixture.predictAll()).isSameAs(batch);
  }
}
