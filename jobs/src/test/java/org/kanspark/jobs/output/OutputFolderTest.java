package org.kanspark.jobs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.error.UserError;

class OutputFolderTest {
  private final Configuration hadoop = new Configuration();

  @TempDir private Path folder;

  private OutputFolder prepare(boolean overwrite) {
    return OutputFolder.prepare("output.path", folder.resolve("out").toString(), overwrite, hadoop);
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void appearsWhenItIsComplete() throws IOException {
    try (OutputFolder output = prepare(false)) {
      output.write("metrics.json", "{}");
      assertThat(folder.resolve("out")).doesNotExist();
      output.commit();
    }
    assertThat(folder.resolve("out/metrics.json")).hasContent("{}");
    assertThat(names()).containsExactly("out");
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void sparesAFolderThatAppearsWhileTheWorkIsDone() throws IOException {
    try (OutputFolder output = prepare(false)) {
      output.write("metrics.json", "{}");
      Files.createDirectory(folder.resolve("out"));
      Files.writeString(folder.resolve("out/thesis.txt"), "precious");
      assertThatThrownBy(output::commit)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("exists already");
    }
    assertThat(folder.resolve("out/thesis.txt")).hasContent("precious");
    assertThat(names()).containsExactly("out");
  }

  @Test
  void leavesNothingBehindWhereTheWorkFails() throws IOException {
    try (OutputFolder output = prepare(false)) {
      output.write("metrics.json", "{}");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void keepsTheEarlierResultUntilTheNewOneIsComplete() throws IOException {
    appearsWhenItIsComplete();
    try (OutputFolder output = prepare(true)) {
      output.write("metrics.json", "[1]");
      assertThat(folder.resolve("out/metrics.json")).hasContent("{}");
    }
    assertThat(folder.resolve("out/metrics.json")).hasContent("{}");
    try (OutputFolder output = prepare(true)) {
      output.write("metrics.json", "[1]");
      output.commit();
    }
    assertThat(folder.resolve("out/metrics.json")).hasContent("[1]");
    assertThat(names()).containsExactly("out");
  }

  @Test
  void refusesAFolderThatExists() throws IOException {
    appearsWhenItIsComplete();
    assertThatThrownBy(() -> prepare(false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("exists already: give another path, or output.overwrite = true");
    assertThat(names()).containsExactly("out");
  }

  @Test
  void overwritesNothingOfOthers() throws IOException {
    Files.createDirectories(folder.resolve("out/photos"));
    assertThatThrownBy(() -> prepare(true))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is not a result of an earlier run");
    assertThat(folder.resolve("out/photos")).exists();
  }

  @Test
  void replacesWhatIsMarkedButNotWhatOnlySparkHasWritten() throws IOException {
    try (OutputFolder output = prepare(false)) {
      output.mark();
      output.commit();
    }
    try (OutputFolder output = prepare(true)) {
      output.write("_SUCCESS", "");
      output.commit();
    }
    assertThatThrownBy(() -> prepare(true))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is not a result of an earlier run");
    assertThat(folder.resolve("out/_SUCCESS")).exists();
  }

  @Test
  void replacesAnEmptyFolder() throws IOException {
    Files.createDirectory(folder.resolve("out"));
    try (OutputFolder output = prepare(true)) {
      output.commit();
    }
    assertThat(names()).containsExactly("out");
  }
}
