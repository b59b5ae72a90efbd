package org.kanspark.notes;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.classification.KANClassificationSummary;
import org.kanspark.examples.ExamplesOfNotes;
import org.kanspark.notes.Note.Block;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressionTrainingSummary;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

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
  private static final int MOST_BYTES = 102_400;

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
  private final Map<String, Map<String, List<Block>>> outputs = new HashMap<>();
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
      assertThat(Files.readString(note.file())).doesNotContain(here, "/home/", "/root", "/tmp/w");
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
  void theReadmeShowsCodeOfNotes() throws IOException {
    String readme = Files.readString(HOME.resolve("README.md"));
    List<String> code =
        Pattern.compile("(?s)```scala\n(.*?)```")
            .matcher(readme)
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
      assertThat(readme).contains("| `" + note.name() + "` |");
    }
    Pattern.compile("`(display\\w+)`")
        .matcher(readme)
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
    outputs.computeIfAbsent(note.name(), n -> new HashMap<>()).put(paragraph.title(), blocks);
    for (Block block : blocks) {
      check(block);
    }
    if (RECORD) {
      paragraph.record(blocks);
      note.write();
    } else {
      assertThat(shape(blocks))
          .as("shape of what is recorded")
          .isEqualTo(shape(paragraph.recorded()));
    }
  }

  private static void check(Block block) throws Exception {
    int bytes = block.data().getBytes(StandardCharsets.UTF_8).length;
    switch (block.type()) {
      case "HTML" -> check(page(block));
      case "TABLE" -> {
        List<String> lines = block.data().strip().lines().toList();
        assertThat(lines).hasSizeGreaterThan(1);
        int columns = lines.get(0).split("\t").length;
        assertThat(lines).allMatch(line -> line.split("\t", -1).length == columns);
        assertThat(bytes).isLessThan(MOST_BYTES);
      }
      case "TEXT" -> {
        assertThat(block.data()).doesNotContain("Exception:", "error:", "<svg");
        assertThat(bytes).isLessThan(MOST_BYTES);
      }
      default -> throw new AssertionError("no display of this type is expected: " + block.type());
    }
  }

  private static Document page(Block block) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<note>" + block.data() + "</note>")));
  }

  /** What paragraphs share a page with must not change by them. */
  private static void check(Document page) {
    for (String element : List.of("script", "style", "link", "iframe")) {
      assertThat(page.getElementsByTagName(element).getLength()).as(element).isZero();
    }
    var all = page.getElementsByTagName("*");
    for (int e = 0; e < all.getLength(); e++) {
      assertThat(all.item(e).getAttributes().getNamedItem("id")).isNull();
    }
  }

  /** Types, the heads of tables, and whether HTML has a picture; no numbers. */
  private static List<String> shape(List<Block> blocks) {
    return blocks.stream()
        .map(
            block ->
                switch (block.type()) {
                  case "TABLE" -> "TABLE " + block.data().strip().lines().findFirst().orElse("");
                  case "HTML" -> block.data().contains("<svg") ? "picture" : "HTML";
                  default -> block.type();
                })
        .toList();
  }

  private String text(String note, String paragraph, String type) {
    List<Block> blocks = outputs.get(note).get(paragraph);
    return blocks.stream()
        .filter(block -> block.type().equals(type))
        .map(Block::data)
        .findFirst()
        .orElseThrow(() -> new AssertionError(paragraph + " has no " + type + ": " + blocks));
  }

  private Map<String, String> table(String note, String paragraph) {
    return text(note, paragraph, "TABLE")
        .strip()
        .lines()
        .skip(1)
        .map(line -> line.split("\t"))
        .collect(toMap(cells -> cells[0], cells -> cells[1]));
  }

  private double metric(String note, String paragraph, String name) {
    return Double.parseDouble(table(note, paragraph).get(name));
  }

  @Test
  @Order(3)
  void errorsOnTestRowsAreBelowTheirBounds() {
    RMSE.forEach(
        (note, bound) ->
            assertThat(metric(note, "Error on test rows", "RMSE")).as(note).isLessThan(bound));
    assertThat(metric("article", "Error of the formula", "RMSE")).isLessThan(1e-3);
    assertThat(metric("classification", "Error on test rows", "accuracy")).isGreaterThan(0.6);
    assertThat(metric("classification", "Ideal or not", "area under ROC")).isGreaterThan(0.8);
  }

  @Test
  @Order(3)
  void theArticlesFormulaIsFound() {
    assertThat(text("article", "Formula", "HTML")).contains("y = exp(", "3.14", "x2^2");
    assertThat(text("article", "Train sparse", "TEXT")).contains("step 1 ", "step 2 ");
  }

  @Test
  @Order(3)
  void everyEquationIsFound() {
    List<String> lines = text("formulas", "Found", "TABLE").strip().lines().skip(1).toList();
    assertThat(lines).hasSize(4);
    for (String line : lines) {
      assertThat(Double.parseDouble(line.split("\t")[3])).as(line).isLessThan(1e-3);
    }
  }

  @Test
  @Order(3)
  void aStoppedFitGoesOnToTheSameBits() {
    assertThat(text("cluster", "A fit that is stopped", "TEXT"))
        .containsPattern(Pattern.compile("step 6  pass \\d+  RMSE"))
        .contains("the plug was pulled")
        .doesNotContain("step 7 ");
    assertThat(text("cluster", "Resume", "TEXT")).contains("step 5 ").doesNotContain("step 4 ");
    assertThat(text("cluster", "The same bits", "TEXT")).contains("the same model: true");
    assertThat(table("cluster", "Scaling with rows")).hasSize(3);
  }

  @Test
  @Order(3)
  void theKanIsComparedWithModelsOfMLlib() {
    Map<String, String> rmse = table("diamonds", "Beside MLlib");
    assertThat(rmse).containsOnlyKeys("KAN", "LinearRegression", "GBTRegressor");
    assertThat(Double.parseDouble(rmse.get("KAN")))
        .isLessThan(Double.parseDouble(rmse.get("LinearRegression")));
  }

  /**
   * Examples and notes are the same code in two languages: with the same numbers, to six digits.
   */
  @Test
  @Order(4)
  void theArticleInJavaFindsTheSame() {
    ExamplesOfNotes.Article java = ExamplesOfNotes.article(scala.spark());
    assertThat(java.layers()).containsExactly(2, 1, 1);
    assertThat(java.networkRmse())
        .isCloseTo(metric("article", "Error on test rows", "RMSE"), withinPercentage(0.001));
    assertThat(text("article", "Formula", "HTML")).contains(">y = " + java.formula() + "<");
    assertThat(java.rmse()).isLessThan(1e-12);
  }

  @Test
  @Order(4)
  void pricesInJavaAreTheSame() {
    ExamplesOfNotes.Prices java = ExamplesOfNotes.diamonds(scala.spark(), HOME);
    Map<String, String> compared = table("diamonds", "Beside MLlib");
    assertThat(java.rmse().keySet()).isEqualTo(compared.keySet());
    java.rmse()
        .forEach(
            (model, rmse) ->
                assertThat(rmse)
                    .isCloseTo(Double.parseDouble(compared.get(model)), withinPercentage(0.01)));
    assertThat(java.folds()[0])
        .isCloseTo(metric("diamonds", "Cross-validation", "3"), withinPercentage(0.01));
    assertThat(java.importances().keySet()).isEqualTo(table("diamonds", "Importances").keySet());
  }

  @Test
  @Order(4)
  void cutsInJavaAreTheSame() {
    ExamplesOfNotes.Cuts java = ExamplesOfNotes.classification(scala.spark(), HOME);
    assertThat(java.accuracy())
        .isCloseTo(
            metric("classification", "Error on test rows", "accuracy"), withinPercentage(0.001));
    assertThat(java.areaOfIdeal())
        .isCloseTo(
            metric("classification", "Ideal or not", "area under ROC"), withinPercentage(0.001));
  }

  @Test
  @Order(4)
  void formulasInJavaAreTheSame() {
    Map<String, String> java = ExamplesOfNotes.formulas(scala.spark());
    List<String> lines = text("formulas", "Found", "TABLE").strip().lines().skip(1).toList();
    assertThat(java).hasSameSizeAs(lines);
    for (String line : lines) {
      String[] cells = line.split("\t");
      assertThat(java).containsEntry(cells[0], cells[2]);
    }
  }

  @Test
  @Order(4)
  void theClusterInJavaGoesOnToTheSameBits() throws IOException {
    ExamplesOfNotes.Cluster java =
        ExamplesOfNotes.cluster(
            scala.spark(), Files.createDirectory(folder.resolve("checkpoints")));
    assertThat(java.sameBits()).isTrue();
    assertThat(java.rmse())
        .isCloseTo(metric("cluster", "Error on test rows", "RMSE"), withinPercentage(0.001));
    assertThat(java.rowsPerSecond()).isPositive();
  }
}
