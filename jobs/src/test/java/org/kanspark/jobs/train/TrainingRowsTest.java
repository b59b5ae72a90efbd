package org.kanspark.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.TestSpark;
import org.kanspark.jobs.config.JobSettings;
import org.kanspark.jobs.data.RowSource;

class TrainingRowsTest {
  private static final String ROWS =
      """
      input.generate { function = "x1 + x2", ranges = [[0, 1], [0, 1]], rows = 900, testRows = 100 }
      output.path = out
      """;

  @TempDir private Path folder;

  private RowSource open(String... overrides) throws IOException {
    Path conf = Files.writeString(folder.resolve("job.conf"), ROWS);
    return RowSource.open(
        TestSpark.session(), JobSettings.load(conf, List.of(overrides), name -> null).input());
  }

  @Test
  void rowsBeyondMemoryAreReadAgainWhereTheyLieAsInTheSource() throws IOException {
    RowSource generated = open();
    assertThat(generated.bytes()).isEqualTo(1000 * 3 * 8);
    assertThat(TrainingRows.isReadAgain(generated, 23_999)).isTrue();
    assertThat(TrainingRows.isReadAgain(generated, 24_000)).isFalse();
    assertThat(TrainingRows.isReadAgain(open("input.shuffle=true"), 23_999)).isFalse();
  }

  @Test
  void rowsThatFitAreKeptUntilTheEnd() throws IOException {
    TrainingRows rows = TrainingRows.keep(open());
    assertThat(rows.train().storageLevel()).isEqualTo(StorageLevel.MEMORY_AND_DISK());
    assertThat(rows.train().count()).isEqualTo(900);
    assertThat(rows.test().count()).isEqualTo(100);
    rows.close();
    assertThat(rows.train().storageLevel()).isEqualTo(StorageLevel.NONE());
  }
}
