package org.kanspark.jobs;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * Checks the two things the build hands to {@code jobs/bin/kan}: our jar, and Spark's beside it.
 */
class UberJarIT {

  private static final Path UBER_JAR = Path.of(System.getProperty("kan.uberJar"));
  private static final Path SPARK_JARS = Path.of(System.getProperty("kan.sparkJars"));

  @Test
  void bringsNoClassThatSparkHas() throws IOException {
    Set<String> ours = classes(UBER_JAR);
    int jars = 0;
    try (DirectoryStream<Path> spark = Files.newDirectoryStream(SPARK_JARS, "*.jar")) {
      for (Path jar : spark) {
        Set<String> shared = classes(jar);
        shared.retainAll(ours);
        assertThat(shared).as("classes both in %s and in %s", UBER_JAR, jar).isEmpty();
        jars++;
      }
    }
    assertThat(jars).as("jars of Spark in %s", SPARK_JARS).isGreaterThan(100);
  }

  @Test
  void holdsEverythingOfOursAndTheLibrariesOfTheCommand() throws IOException {
    assertThat(classes(UBER_JAR))
        .contains(
            "org/kanspark/jobs/Main.class",
            "picocli/CommandLine.class",
            "com/typesafe/config/Config.class",
            "me/tongfei/progressbar/ProgressBar.class",
            "com/github/weisj/jsvg/SVGDocument.class")
        .anyMatch(name -> name.startsWith("org/kanspark/kernel/"))
        .anyMatch(name -> name.startsWith("org/kanspark/regression/"))
        .noneMatch(name -> name.startsWith("org/jline/"))
        .noneMatch(name -> name.startsWith("scala/"));
  }

  @Test
  void startsWithMainAndCarriesNoForeignSignature() throws IOException {
    try (JarFile jar = new JarFile(UBER_JAR.toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo(Main.class.getName());
      assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION)).isNotBlank();
      assertThat(jar.stream().map(ZipEntry::getName))
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"));
    }
  }

  @Test
  void carriesTheLicencesOfWhatItBrings() throws IOException {
    try (JarFile jar = new JarFile(UBER_JAR.toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .contains(
              "META-INF/licenses/Apache-2.0.txt",
              "META-INF/licenses/jline-BSD-3-Clause.txt",
              "META-INF/licenses/jsvg-MIT.txt",
              "META-INF/licenses/progressbar-MIT.txt",
              "org/kanspark/jobs/picture/DejaVuSans-LICENSE.txt");
    }
  }

  private static Set<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .filter(name -> !name.startsWith("META-INF/"))
          .collect(toCollection(TreeSet::new));
    }
  }
}
