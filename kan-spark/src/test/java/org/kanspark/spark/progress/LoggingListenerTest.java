package org.kanspark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kanspark.kernel.train.TrainingStep;

class LoggingListenerTest {

  @Test
  void aStepIsOneLine() {
    TrainingStep step =
        new TrainingStep(12, 15, 1.25e-3, 141.5, Double.NaN, 2.5e-4, 3.21, "grid 5");
    assertThat(LoggingListener.line(step))
        .isEqualTo(
            "grid 5  step 12  pass 15  loss 0.00125000  rmse 141.500  gradient 0.000250  3.2 s");
  }
}
