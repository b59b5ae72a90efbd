package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.spline.Knots;

class SolverChoiceTest {
  private static final Pattern SECONDS =
      Pattern.compile("predicted (\\S+) s, (?:l-bfgs|gauss-newton) (\\S+) s.*");

  private static SolverChoice choice(long rows, int... hidden) {
    TrainingSettings settings = TrainingSettings.builder().hiddenLayers(hidden).build();
    InputSpline input = InputSpline.spline(Knots.uniform(3, 5, -1, 1));
    KanNetwork network = Initializer.network(settings, Collections.nCopies(2, input), 5);
    return SolverChoice.of(settings, network, rows, rows);
  }

  /** Returns whether the seconds of the solver chosen are the smaller ones. */
  private static boolean isFaster(SolverChoice choice) {
    Matcher seconds = SECONDS.matcher(choice.reason());
    assertThat(seconds.matches()).as(choice.reason()).isTrue();
    return Double.parseDouble(seconds.group(1)) <= Double.parseDouble(seconds.group(2));
  }

  @Test
  void saysWhyTheSlowerSolverIsChosen() {
    SolverChoice few = choice(300, 5);
    assertThat(few.solver()).isEqualTo("gauss-newton");
    assertThat(isFaster(few)).isFalse();
    assertThat(few.reason()).endsWith("below 60 s the more accurate solver is worth it");
  }

  @Test
  void namesThePredictionsThatDecide() {
    SolverChoice many = choice(2_000_000_000L, 40);
    assertThat(many.solver()).isEqualTo("l-bfgs");
    assertThat(isFaster(many)).isTrue();
  }
}
