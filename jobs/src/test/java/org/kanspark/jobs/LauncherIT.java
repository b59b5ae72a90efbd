package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kanspark.jobs.Program.HOME;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs {@code jobs/bin/kan} with a Java that only prints what it is asked to do, and exits with 7.
 */
class LauncherIT {

  private static final List<String> TOOLS = List.of("bash", "dirname", "head", "sed");

  @TempDir Path folder;
  private Path javaHome;

  @BeforeEach
  void installJava() throws IOException {
    javaHome = folder.resolve("java");
    Files.createDirectories(javaHome.resolve("bin"));
    installJava("17.0.15");
  }

  @Test
  void passesArgumentsAndStatusOn() throws Exception {
    Program outcome = kan(Map.of(), "train", "a b.conf", "--master", "not-mine", "k=\"v w\"");

    assertThat(outcome.status()).isEqualTo(7);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .endsWith(
            "org.kanspark.jobs.Main", "train", "a b.conf", "--master", "not-mine", "k=\"v w\"")
        .contains("-Dkan.master=local[*]", "-Dkan.home=" + HOME.toRealPath())
        .noneMatch(option -> option.startsWith("-Dkan.kernel="));
  }

  @Test
  void givesJavaTheOptionsThatSparkGivesIt() throws Exception {
    assertThat(kan(Map.of(), "version").out())
        .contains(JavaModuleOptions.defaultModuleOptionArray());
  }

  @Test
  void readsItsOwnOptionsBeforeTheCommand() throws Exception {
    Program apart = kan(Map.of(), "--kernel", "scalar", "--master", "local[2]", "version");
    Program joined = kan(Map.of(), "--kernel=scalar", "--master=local[2]", "version");

    assertThat(apart.out()).contains("-Dkan.kernel=scalar", "-Dkan.master=local[2]");
    assertThat(joined.out()).isEqualTo(apart.out());
  }

  @Test
  void rejectsAKernelItDoesNotKnow() throws Exception {
    Program outcome = kan(Map.of(), "--kernel", "gpu", "version");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).singleElement().asString().contains("gpu", "simd or scalar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_392", "11.0.2", "24", "25.0.1"})
  void namesAJavaThatSparkCannotUse(String version) throws Exception {
    installJava(version);

    Program outcome = kan(Map.of(), "version");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    String major = version.replaceFirst("^1\\.", "").replaceFirst("\\..*", "");
    assertThat(outcome.err()).singleElement().asString().contains("Java " + major + " is too");
  }

  @Test
  void worksThroughLinksFromAnyFolder() throws Exception {
    Path first = Files.createSymbolicLink(folder.resolve("kan"), HOME.resolve("jobs/bin/kan"));
    Path second = Files.createSymbolicLink(folder.resolve("again"), Path.of("kan"));

    Program outcome = run(second, Map.of(), "version");
    Files.delete(first);
    Files.delete(second);

    assertThat(outcome.out()).contains("-Dkan.home=" + HOME.toRealPath());
  }

  @Test
  void takesSparkAndMemoryFromTheEnvironment() throws Exception {
    Path spark = folder.resolve("spark");
    Files.createDirectories(spark.resolve("jars"));

    Program outcome =
        kan(Map.of("SPARK_HOME", spark.toString(), "KAN_DRIVER_MEMORY", "3g"), "version");

    assertThat(outcome.out())
        .contains("-Xmx3g")
        .anyMatch(option -> option.endsWith("kan-jobs.jar:" + spark + "/jars/*"));
  }

  @Test
  void showsALocalClusterWhereSparksJarsAre() throws Exception {
    Path home = HOME.toRealPath().resolve("jobs/target/spark-home");

    assertThat(kan(Map.of(), "--master", "local[2]", "version").out()).contains("SPARK_HOME=");
    assertThat(kan(Map.of(), "--master", "local-cluster[2,1,600]", "version").out())
        .contains("SPARK_HOME=" + home);
    assertThat(home.resolve("jars").toRealPath())
        .isEqualTo(HOME.toRealPath().resolve("jobs/target/spark"));
  }

  @Test
  void runsOutOfAnUnpackedRelease() throws Exception {
    Path release = unpackRelease();
    Files.createDirectories(release.resolve("lib/spark"));

    Program outcome = run(release.resolve("bin/kan"), Map.of(), "version");

    assertThat(outcome.out())
        .contains("-Dkan.home=" + release)
        .contains(release + "/lib/kan-jobs.jar:" + release + "/lib/spark/*");
    assertThat(run(release.resolve("jobs/bin/kan"), Map.of(), "version").out())
        .isEqualTo(outcome.out());
  }

  @Test
  void saysHowAReleaseGetsSpark() throws Exception {
    Path release = unpackRelease();
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/bin", tool));
    }

    Program outcome = run(release.resolve("bin/kan"), Map.of("PATH", tools.toString()), "version");
    for (String tool : TOOLS) {
      Files.delete(tools.resolve(tool));
    }

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).singleElement().asString().contains("set SPARK_HOME", "Maven");
  }

  /** Lays out what the launcher looks for in the zip of a release. */
  private Path unpackRelease() throws IOException {
    Path release = folder.toRealPath().resolve("release");
    for (String bin : List.of("bin", "jobs/bin")) {
      Files.createDirectories(release.resolve(bin));
      Files.copy(
          HOME.resolve("jobs/bin/kan"),
          release.resolve(bin).resolve("kan"),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.createDirectories(release.resolve("conf"));
    Files.createDirectories(release.resolve("lib"));
    Files.createFile(release.resolve("lib/kan-jobs.jar"));
    return release;
  }

  private void installJava(String version) throws IOException {
    Path java = javaHome.resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-04-15' >&2; exit 0; fi
        echo "SPARK_HOME=$SPARK_HOME"
        for option; do echo "$option"; done
        exit 7
        """
            .formatted(version));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Program kan(Map<String, String> environment, String... arguments) throws Exception {
    return run(HOME.resolve("jobs/bin/kan"), environment, arguments);
  }

  private Program run(Path program, Map<String, String> environment, String... arguments)
      throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", javaHome.toString());
    return Program.run(program, folder, all, arguments);
  }
}
