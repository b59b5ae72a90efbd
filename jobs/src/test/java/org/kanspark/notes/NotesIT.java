package org.kanspark.notes;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.classification.KANClassificationSummary;
import org.kanspark.examples.ExamplesOfNotes;
import org.kanspark.notes.Note.Block;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressionTrainingSummary;

/**
 * Runs every paragraph of every note: Scala's REPL in place of Zeppelin's Spark interpreter, which
 * is not published, and Zeppelin's own classes for what it makes of the output. Not tested here:
 * spark-submit, {@code %spark.conf} beyond its form, the pages of Zeppelin.
 *
 * <p>With {@code -Dkan.notes.record=true} the outputs are written into the notes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NotesIT {
  private static final Path HOME = Path.of(System.getProperty("kan.home", "..")).toAbsolutePath();
  private static final boolean RECORD = Boolean.getBoolean("kan.notes.record");

  /** Paragraph of each note whose table has the RMSE on test rows, or accuracy, and its bound. */
  private static final Map<String, Double> RMSE =
      Map.of("article", 1e-3, "diamonds", 1000.0, "cluster", 0.02);

  private static final Set<String> DISPLAYS =
      Stream.of(
              KANRegressionModel.class,
              KANRegressionTrainingSummary.class,
              KANClassificationSummary.class)
          .flatMap(type -> Stream.of(type.getMethods()))
          .map(Method::getName)
          .collect(toSet());

  @TempDir static Path folder;
  private final Outputs outputs = new Outputs();
  private ScalaInterpreter scala;
  private List<Note> notes;

  @BeforeAll
  void open() throws Exception {
    assertThat(System.getenv("KAN_HOME")).as("KAN_HOME").isNotNull();
    notes = Note.all(HOME.resolve("jobs/notebooks"));
    scala = new ScalaInterpreter(new Properties());
    scala.open();
    assertThat(scala.spark().version()).isEqualTo(System.getProperty("kan.spark.expected"));
  }

  @AfterAll
  void close() {
    scala.close();
  }

  @Test
  @Order(1)
  void notesAreFilesOfZeppelin() throws IOException {
    assertThat(notes).hasSize(5);
    String here = HOME.toString();
    for (Note note : notes) {
      assertThat(note.file().getFileName())
          .hasToString(note.name() + "_" + note.json().get("id").asText() + ".zpln");
      assertThat(note.json().get("name").asText()).isEqualTo(note.name());
      assertThat(note.json().get("defaultInterpreterGroup").asText()).isEqualTo("spark");
      assertThat(Files.readString(note.file())).doesNotContain(here, "/home/", "/root", "/tmp/");
      Note.Paragraph settings = note.paragraph("Settings");
      assertThat(settings.magic()).isEqualTo("spark.conf");
      assertThat(settings.body())
          .contains(
              "spark.jars.packages org.kanspark:kan-jobs:" + System.getProperty("kan.version"));
      List<String> order = note.paragraphs().stream().map(Note.Paragraph::magic).toList();
      assertThat(order.indexOf("spark.conf")).isLessThan(order.indexOf("spark"));
      assertThat(note.paragraphs().stream().map(Note.Paragraph::title)).doesNotHaveDuplicates();
    }
  }

  @Test
  @Order(1)
  void recordedOutputsAreThoseOfAnExport() throws Exception {
    Assumptions.assumeThat(RECORD).as("outputs are being recorded").isFalse();
    for (Note note : notes) {
      for (Note.Paragraph paragraph : note.paragraphs()) {
        if (!paragraph.magic().equals("spark.conf")) {
          assertThat(paragraph.code()).as(paragraph.title()).isEqualTo("SUCCESS");
        }
        for (Block block : paragraph.recorded()) {
          Blocks.check(block);
        }
      }
    }
  }

  @Test
  @Order(1)
  void theGuideShowsCodeOfNotes() throws IOException {
    String guide = Files.readString(HOME.resolve("jobs/docs/notebooks.md"));
    List<String> code =
        Pattern.compile("(?s)```scala\n(.*?)```")
            .matcher(guide)
            .results()
            .map(block -> block.group(1).strip())
            .toList();
    assertThat(code).isNotEmpty();
    List<String> shown =
        notes.stream()
            .flatMap(note -> note.paragraphs().stream())
            .map(p -> p.body().strip())
            .toList();
    assertThat(shown).containsAll(code);
    for (Note note : notes) {
      assertThat(guide).contains("| `" + note.name() + "` |");
    }
    Pattern.compile("`(display\\w+)`")
        .matcher(guide)
        .results()
        .forEach(name -> assertThat(DISPLAYS).contains(name.group(1)));
  }

  /**
   * Recording goes forward, testing backward: a note that lives on what another has defined fails
   * in one of them.
   */
  @TestFactory
  @Order(2)
  Stream<DynamicTest> everyParagraphRuns() {
    List<Note> order = new ArrayList<>(notes);
    if (!RECORD) {
      Collections.reverse(order);
    }
    NoteRunner runner = new NoteRunner(scala);
    return order.stream()
        .flatMap(
            note ->
                note.paragraphs().stream()
                    .map(
                        paragraph ->
                            dynamicTest(
                                note.name() + ": " + paragraph.title(),
                                () -> run(runner, note, paragraph))));
  }

  private void run(NoteRunner runner, Note note, Note.Paragraph paragraph) throws Exception {
    List<Block> blocks = runner.run(paragraph);
    outputs.put(note.name(), paragraph.title(), blocks);
    for (Block block : blocks) {
      Blocks.check(block);
    }
    if (RECORD) {
      paragraph.record(blocks);
      note.write();
    } else {
      assertThat(Blocks.shape(blocks))
          .as("shape of what is recorded")
          .isEqualTo(Blocks.shape(paragraph.recorded()));
      Blocks.checkNumbers(blocks, paragraph.recorded());
    }
  }

  @Test
  @Order(3)
  void errorsOnTestRowsAreBelowTheirBounds() {
    RMSE.forEach(
        (note, bound) ->
            assertThat(outputs.metric(note, "Error on test rows", "RMSE"))
                .as(note)
                .isLessThan(bound));
    assertThat(outputs.metric("article", "Error of the formula", "RMSE")).isLessThan(1e-3);
    assertThat(outputs.metric("classification", "Error on test rows", "accuracy"))
        .isGreaterThan(0.6);
    assertThat(outputs.metric("classification", "Ideal or not", "area under ROC"))
        .isGreaterThan(0.8);
  }

  @Test
  @Order(3)
  void theArticlesFormulaIsFound() {
    assertThat(outputs.text("article", "Formula", "HTML")).contains("y = exp(", "3.14", "x2^2");
    assertThat(outputs.text("article", "Train sparse", "TEXT")).contains("step 1 ", "step 2 ");
  }

  @Test
  @Order(3)
  void everyEquationIsFound() {
    List<String> lines =
        outputs.text("formulas", "Found", "TABLE").strip().lines().skip(1).toList();
    assertThat(lines).hasSize(4);
    for (String line : lines) {
      assertThat(Double.parseDouble(line.split("\t")[3])).as(line).isLessThan(1e-3);
    }
  }

  @Test
  @Order(3)
  void aStoppedFitGoesOnToTheSameBits() {
    assertThat(outputs.text("cluster", "A fit that is stopped", "TEXT"))
        .containsPattern(Pattern.compile("step 6  pass \\d+  RMSE"))
        .contains("the plug was pulled")
        .doesNotContain("step 7 ");
    assertThat(outputs.text("cluster", "Resume", "TEXT"))
        .contains("step 5 ")
        .doesNotContain("step 4 ");
    assertThat(outputs.text("cluster", "The same bits", "TEXT")).contains("the same model: true");
    assertThat(outputs.table("cluster", "Scaling with rows")).hasSize(3);
  }

  @Test
  @Order(3)
  void theKanIsComparedWithModelsOfMLlib() {
    Map<String, String> rmse = outputs.table("diamonds", "Beside MLlib");
    assertThat(rmse).containsOnlyKeys("KAN", "LinearRegression", "GBTRegressor");
    assertThat(Double.parseDouble(rmse.get("KAN")))
        .isLessThan(Double.parseDouble(rmse.get("LinearRegression")));
  }

  /**
   * Examples and notes are the same code in two languages: with the same numbers, to six digits.
   */
  @Test
  @Order(4)
  @EnabledIfSystemProperty(
      named = "kan.faults.times",
      matches = "..+",
      disabledReason = "takes half a minute: -Pfull")
  void theArticleInJavaFindsTheSame() {
    ExamplesOfNotes.Article java = ExamplesOfNotes.article(scala.spark());
    assertThat(java.layers()).containsExactly(2, 1, 1);
    assertThat(java.networkRmse())
        .isCloseTo(
            outputs.metric("article", "Error on test rows", "RMSE"), withinPercentage(0.001));
    assertThat(outputs.text("article", "Formula", "HTML")).contains(">y = " + java.formula() + "<");
    assertThat(java.rmse()).isLessThan(1e-12);
  }

  @Test
  @Order(4)
  @EnabledIfSystemProperty(
      named = "kan.faults.times",
      matches = "..+",
      disabledReason = "takes half a minute: -Pfull")
  void pricesInJavaAreTheSame() {
    ExamplesOfNotes.Prices java = ExamplesOfNotes.diamonds(scala.spark(), HOME);
    Map<String, String> compared = outputs.table("diamonds", "Beside MLlib");
    assertThat(java.rmse().keySet()).isEqualTo(compared.keySet());
    java.rmse()
        .forEach(
            (model, rmse) ->
                assertThat(rmse)
                    .isCloseTo(Double.parseDouble(compared.get(model)), withinPercentage(0.01)));
    assertThat(java.folds()[0])
        .isCloseTo(outputs.metric("diamonds", "Cross-validation", "3"), withinPercentage(0.01));
    assertThat(java.importances().keySet())
        .isEqualTo(outputs.table("diamonds", "Importances").keySet());
  }

  @Test
  @Order(4)
  @EnabledIfSystemProperty(
      named = "kan.faults.times",
      matches = "..+",
      disabledReason = "takes half a minute: -Pfull")
  void cutsInJavaAreTheSame() {
    ExamplesOfNotes.Cuts java = ExamplesOfNotes.classification(scala.spark(), HOME);
    assertThat(java.accuracy())
        .isCloseTo(
            outputs.metric("classification", "Error on test rows", "accuracy"),
            withinPercentage(0.001));
    assertThat(java.areaOfIdeal())
        .isCloseTo(
            outputs.metric("classification", "Ideal or not", "area under ROC"),
            withinPercentage(0.001));
    assertThat(outputs.text("classification", "Confusion", "TABLE").strip().lines().skip(1))
        .containsExactlyElementsOf(java.confusion());
  }

  @Test
  @Order(4)
  @EnabledIfSystemProperty(
      named = "kan.faults.times",
      matches = "..+",
      disabledReason = "takes half a minute: -Pfull")
  void formulasInJavaAreTheSame() {
    Map<String, String> java = ExamplesOfNotes.formulas(scala.spark());
    List<String> lines =
        outputs.text("formulas", "Found", "TABLE").strip().lines().skip(1).toList();
    assertThat(java).hasSameSizeAs(lines);
    for (String line : lines) {
      String[] cells = line.split("\t");
      assertThat(java).containsEntry(cells[0], cells[2]);
    }
  }

  @Test
  @Order(4)
  @EnabledIfSystemProperty(
      named = "kan.faults.times",
      matches = "..+",
      disabledReason = "takes half a minute: -Pfull")
  void theClusterInJavaGoesOnToTheSameBits() throws IOException {
    ExamplesOfNotes.Cluster java =
        ExamplesOfNotes.cluster(
            scala.spark(), Files.createDirectory(folder.resolve("checkpoints")));
    assertThat(java.sameBits()).isTrue();
    assertThat(java.rmse())
        .isCloseTo(
            outputs.metric("cluster", "Error on test rows", "RMSE"), withinPercentage(0.001));
    assertThat(java.millisecondsOfPass()).isPositive();
  }
}
