package org.kanspark.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kanspark.jobs.error.UserError;

class JobSettingsTest {
  private static final String MINIMAL =
      """
      input { path = rows.csv, label = y }
      output { path = out }
      """;

  private static final String GENERATED =
      """
      input.generate { function = "x1*x2", ranges = [[0,1],[-1,1]], rows = 800, testRows = 200 }
      output.path = out
      """;

  @TempDir private Path folder;

  private JobSettings load(String text, String... overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("job.conf"), text);
    return JobSettings.load(file, List.of(overrides), Map.of("KAN_HOME", "/opt/kan")::get);
  }

  /** Returns the one line that says what is wrong. */
  private AbstractStringAssert<?> refused(String text, String... overrides) {
    UserError error = catchThrowableOfType(UserError.class, () -> load(text, overrides));
    return assertThat(error.line()).doesNotContain("\n");
  }

  @Test
  void fillsInDefaults() throws IOException {
    JobSettings settings = load(MINIMAL);
    InputSettings input = settings.input();
    assertThat(input.path()).isEqualTo("rows.csv");
    assertThat(input.header()).isTrue();
    assertThat(input.features()).containsExactly("*");
    assertThat(input.categorical()).isEmpty();
    assertThat(input.testFraction()).isEqualTo(0.2);
    assertThat(input.partitions()).isNull();
    assertThat(input.shuffle()).isTrue();
    assertThat(settings.model().task()).isEqualTo("regression");
    assertThat(settings.model().params()).isEmpty();
    assertThat(settings.output().overwrite()).isFalse();
  }

  @Test
  void readsGeneratedRows() throws IOException {
    InputSettings input = load(GENERATED).input();
    assertThat(input.path()).isNull();
    assertThat(input.label()).isEqualTo("y");
    GenerateSettings generate = input.generate();
    assertThat(generate).isNotNull();
    assertThat(generate.rows()).isEqualTo(800);
    assertThat(generate.testRows()).isEqualTo(200);
    assertThat(generate.ranges().get(1)).containsExactly(-1, 1);
  }

  @Test
  void overridesWin() throws IOException {
    JobSettings settings =
        load(
            MINIMAL + "model.params { gridSize = 5, hiddenLayers = [5] }",
            "model.params.gridSize=10",
            "input.path=hdfs://host:9000/rows, new.csv",
            "input.categorical=cut,color",
            "output.overwrite=true");
    assertThat(settings.model().params().get("gridSize").unwrapped()).isEqualTo(10);
    assertThat(settings.model().params().get("hiddenLayers").unwrapped()).isEqualTo(List.of(5));
    assertThat(settings.input().path()).isEqualTo("hdfs://host:9000/rows, new.csv");
    assertThat(settings.input().categorical()).containsExactly("cut", "color");
    assertThat(settings.output().overwrite()).isTrue();
  }

  @Test
  void aLaterOverrideWinsOverAnEarlierOne() throws IOException {
    assertThat(load(MINIMAL, "input.seed=1", "input.seed=2").input().seed()).isEqualTo(2);
  }

  @Test
  void anOverrideOfNullUnsets() throws IOException {
    assertThat(load(MINIMAL + "input.weight = w", "input.weight=null").input().weight()).isNull();
  }

  @Test
  void substitutesHome() throws IOException {
    assertThat(
            load("input.label = y\ninput.path = ${KAN_HOME}/rows.csv\noutput.path = o")
                .input()
                .path())
        .isEqualTo("/opt/kan/rows.csv");
    assertThat(load(MINIMAL, "output.path=${KAN_HOME}/out").output().path())
        .isEqualTo("/opt/kan/out");
  }

  @Test
  void namesASubstitutionWithoutAValue() {
    refused("input.path = ${NOWHERE}/x").contains("NOWHERE").contains("job.conf: 1");
  }

  @Test
  void namesKeyPlaceAndTheNearestKey() {
    refused(MINIMAL + "input {\n  lable = z\n}")
        .contains("job.conf:4: unknown key input.lable")
        .contains("did you mean label?")
        .contains("testFraction");
    refused(MINIMAL, "gridSise=3")
        .startsWith(
            "argument gridSise=3: unknown key gridSise; did you mean model.params.gridSize?");
    refused(MINIMAL, "model.hiddenLayers=[3]").contains("did you mean model.params.hiddenLayers?");
    refused(MINIMAL, "thresholds=[1]").contains("did you mean model.params.thresholds?");
    refused(MINIMAL, "input.generate.function=x1", "input.generate.row=3")
        .contains("unknown key input.generate.row")
        .contains("did you mean rows?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input.header=maybe | input.header = \"maybe\" | true or false",
        "input.seed=1.5 | input.seed = 1.5 | a whole number",
        "input.partitions=0 | input.partitions = 0 | at least 1",
        "input.testFraction=1 | input.testFraction = 1 | to below 1",
        "input.testFraction=much | input.testFraction = \"much\" | a number",
        "input.format=xls | input.format = \"xls\" | csv, parquet, json, table",
        "input.label=[a] | input.label = [\"a\"] | a text",
        "input=3 | input = 3 | a section",
        "model.params=3 | model.params = 3 | a section",
        "model.task=clustering | model.task = \"clustering\" | regression",
      })
  void refusesValues(String override, String setting, String accepted) {
    refused(MINIMAL, override)
        .startsWith("argument " + override + ": " + setting)
        .contains("is not accepted: expected ")
        .contains(accepted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input.generate.rows=0 | at least 1",
        "input.generate.rows=many | a whole number",
        "input.generate.ranges=[] | at least one [lower, upper]",
        "input.generate.ranges=[[1,0]] | lower < upper",
        "input.generate.ranges=[[0,a]] | a list of numbers",
        "input.generate.ranges=3 | a list",
        "input.testFraction=0.5 | beside generate.testRows",
      })
  void refusesValuesOfGeneratedRows(String override, String accepted) {
    refused(GENERATED, override).contains("is not accepted").contains(accepted);
  }

  @Test
  void namesWhatIsMissing() {
    refused("input.path = a\noutput.path = o").isEqualTo("input.label is missing");
    refused("input { path = a, label = y }").isEqualTo("output.path is missing");
    refused("output.path = o").startsWith("input.path is missing");
    refused("input.generate { ranges = [[0,1]], rows = 3 }\noutput.path = o")
        .isEqualTo("input.generate.function is missing");
  }

  @Test
  void refusesTwoSources() {
    refused(GENERATED, "input.path=rows.csv").contains("both given");
  }

  @Test
  void refusesATestFractionBesideASplitColumn() {
    refused(MINIMAL + "input.splitColumn = s", "input.testFraction=0.3")
        .contains("beside splitColumn");
  }

  @Test
  void refusesAnArgumentThatIsNoSetting() {
    refused(MINIMAL, "fast").contains("\"fast\" is no setting: expected key=value");
    refused(MINIMAL, "a..b=1").contains("a..b=1");
    refused(MINIMAL, "input.seed=[1").contains("input.seed=[1");
  }

  @Test
  void namesFileAndLineOfASyntaxError() {
    refused("input {\n  path = = 3\n}").contains("job.conf: 2");
  }

  @Test
  void namesAFileThatIsNotThere() {
    UserError error =
        catchThrowableOfType(
            UserError.class,
            () -> JobSettings.load(folder.resolve("no.conf"), List.of(), name -> null));
    assertThat(error.line()).startsWith("configuration file not found: ").endsWith("no.conf");
    error =
        catchThrowableOfType(
            UserError.class, () -> JobSettings.load(folder, List.of(), name -> null));
    assertThat(error.line()).startsWith("configuration is not a readable file: ");
  }
}
