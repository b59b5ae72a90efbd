package org.kanspark.jobs.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final List<String> KEYS = List.of("label", "features", "model.params.gridSize");

  @Test
  void findsTheNameASlipAway() {
    assertThat(Names.nearest("lable", KEYS)).contains("label");
    assertThat(Names.nearest("Feature", KEYS)).contains("features");
  }

  @Test
  void findsADottedNameByItsLastPart() {
    assertThat(Names.nearest("gridsize", KEYS)).contains("model.params.gridSize");
  }

  @Test
  void findsNothingFarAway() {
    assertThat(Names.nearest("temperature", KEYS)).isEmpty();
    assertThat(Names.suggestion("temperature", KEYS)).isEmpty();
  }
}
