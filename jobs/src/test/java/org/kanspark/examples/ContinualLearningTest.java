package org.kanspark.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kanspark.jobs.TestSpark;

class ContinualLearningTest {
  @Test
  void noPeakIsForgotten() {
    ContinualLearning example = new ContinualLearning(TestSpark.session());
    double[] rmse = example.errors(example.learn());
    assertThat(rmse).hasSize(ContinualLearning.PEAKS);
    for (double peak : rmse) {
      assertThat(peak).isBetween(1e-7, 1e-5);
    }
  }
}
