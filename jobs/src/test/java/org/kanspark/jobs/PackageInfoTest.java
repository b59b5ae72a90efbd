package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageInfoTest {
  private static final Path HOME = Path.of(System.getProperty("kan.home", ".."));

  @ParameterizedTest
  @ValueSource(strings = {"kan-kernel", "kan-spark", "jobs"})
  void everyPackageSaysWhatIsInIt(String module) throws IOException {
    List<Path> packages;
    try (Stream<Path> sources = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
      packages =
          sources
              .filter(source -> source.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
    }
    assertThat(packages).hasSizeGreaterThan(5);
    for (Path folder : packages) {
      assertThat(folder.resolve("package-info.java")).content().contains("/**");
    }
  }
}
