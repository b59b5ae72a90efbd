package org.kanspark.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.classification.KANClassificationSummary;
import org.kanspark.classification.KANClassifier;
import org.kanspark.kernel.train.TrainingStep;
import org.kanspark.spark.TestSpark;
import org.kanspark.spark.display.Display;
import org.kanspark.spark.progress.PrintingListener;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Shows models and summaries as notes do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisplayedModelTest {
  private Dataset<Row> rows;
  private KANRegressionModel model;
  private String printed;

  @BeforeAll
  void fit() throws Exception {
    rows = TestSpark.frame(TestSpark.deal(TestSpark.wave(1500), 2, 1), TestSpark.SCHEMA);
    KANRegressor kan =
        new KANRegressor()
            .setRegParam(0.01)
            .setEntropyWeight(10)
            .setMaxIter(120)
            .setTrainingListener(new PrintingListener(10));
    printed = output(() -> model = kan.fit(rows));
  }

  private static String output(Callable<?> work) throws Exception {
    PrintStream former = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.call();
    } finally {
      System.setOut(former);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Document html(Display display) throws Exception {
    String shown = display.toZeppelin();
    assertThat(shown).startsWith("%html <").endsWith(">\n%text ").doesNotContain(" id=", "<style");
    String html = shown.substring(6, shown.length() - "\n%text ".length());
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<note>" + html + "</note>")));
  }

  private static int count(Document page, String element, String attribute, String value) {
    NodeList found = page.getElementsByTagName(element);
    int count = 0;
    for (int n = 0; n < found.getLength(); n++) {
      count += ((Element) found.item(n)).getAttribute(attribute).equals(value) ? 1 : 0;
    }
    return count;
  }

  private static Map<String, String> table(Display display) {
    String shown = display.toZeppelin();
    assertThat(shown).startsWith("%table\n").endsWith("\n\n%text ");
    Map<String, String> cells = new LinkedHashMap<>();
    shown
        .lines()
        .skip(1)
        .filter(line -> line.contains("\t"))
        .forEach(line -> cells.put(line.split("\t")[0], line.substring(line.indexOf('\t') + 1)));
    return cells;
  }

  @Test
  void aLinePerSoManySteps() {
    List<String> lines = printed.lines().toList();
    assertThat(lines).hasSize(1 + model.summary().totalIterations() / 10);
    assertThat(lines.get(0)).startsWith("grid 5  step 1  pass ");
    assertThat(lines.get(1)).startsWith("grid 5  step 10  pass ");
    assertThatThrownBy(() -> new PrintingListener(0))
        .hasMessage("every is 0, accepted is 1 or more");
  }

  @Test
  void onlineRoundsAreLinesOnlyWhereEveryStepIs() throws Exception {
    TrainingStep round =
        new TrainingStep(0, 2, 0.5, 1.5, Double.NaN, Double.NaN, 3, "online round 9");
    assertThat(print(new PrintingListener(10), round)).isEmpty();
    assertThat(print(new PrintingListener(), round))
        .isEqualToIgnoringNewLines(
            "online round 9  step 0  pass 2  loss 0.500000  rmse 1.50000  3.0 s");
  }

  private static String print(PrintingListener listener, TrainingStep step) throws Exception {
    return output(
        () -> {
          listener.onStep(step);
          return step;
        });
  }

  @Test
  void aModelIsShownAsItsNetwork() throws Exception {
    assertThat(
            output(
                () -> {
                  model.showZeppelin();
                  return 0;
                }))
        .isEqualTo(model.toZeppelin() + System.lineSeparator());
    assertThat(model.toZeppelin()).isEqualTo(model.displayNetwork().toZeppelin());
    String svg = model.plotSvg().strip().substring("<svg".length());
    assertThat(model.toZeppelin()).contains(svg);
    assertThat(html(model.displayNetwork()).getElementsByTagName("svg").getLength()).isOne();
  }

  /** The picture before pruning has as many dashed curves as pruning takes edges away. */
  @Test
  void whatPruningTakesAwayIsFaint() throws Exception {
    KANRegressionModel pruned = model.prune(0.01, 0.03);
    int gone = model.edgeImportances().size() - pruned.edgeImportances().size();
    assertThat(gone).isPositive();
    String masked = model.displayPruning(0.01, 0.03).toZeppelin();
    assertThat(masked.split("pruned", -1).length - 1).isGreaterThanOrEqualTo(gone);
    assertThat(model.toZeppelin()).doesNotContain("pruned");
  }

  @Test
  void anEdgeIsShownAsItsCurve() throws Exception {
    Document page = html(model.displayEdge(0, 0, 0));
    assertThat(page.getElementsByTagName("svg").item(0).getAttributes().getNamedItem("aria-label"))
        .hasToString("aria-label=\"x1 to node 0 of level 1\"");
    assertThatThrownBy(() -> model.displayEdge(0, 9, 0)).hasMessageContaining("there is no edge");
  }

  @Test
  void importancesAreATable() {
    Map<String, String> cells = table(model.displayImportances());
    assertThat(cells.keySet()).first().isEqualTo("feature");
    for (String feature : List.of("x1", "x2")) {
      assertThat(Double.parseDouble(cells.get(feature)))
          .isCloseTo(model.featureImportances().get(feature), within(1e-6));
    }
    assertThat(model.displayEdges().toZeppelin().lines())
        .hasSize(model.edgeImportances().size() + 4)
        .element(1)
        .isEqualTo("layer\tfrom\tto\tfunction\tscore\tshare");
  }

  @Test
  void summariesShowLossAndMetrics() throws Exception {
    KANRegressionTrainingSummary training = model.summary();
    assertThat(training.toZeppelin()).isEqualTo(training.displayLoss().toZeppelin());
    String loss = html(training).getDocumentElement().getTextContent();
    assertThat(loss).contains(" at step " + (training.objectiveHistory().length - 1));
    assertThat(loss.contains("on sampled rows")).isEqualTo(training.sampledEvaluations() > 0);
    KANRegressionSummary measured = model.evaluate(rows);
    assertThat(measured.toZeppelin()).isEqualTo(measured.displayMetrics().toZeppelin());
    Map<String, String> cells = table(measured);
    assertThat(Double.parseDouble(cells.get("RMSE")))
        .isCloseTo(measured.rootMeanSquaredError(), within(1e-6));
    assertThat(cells).containsEntry("rows", "1500").containsKeys("MAE", "R2");
  }

  @Test
  void predictionsAreDrawnForAThousandRows() throws Exception {
    Document page = html(model.evaluate(rows).displayPredictions());
    assertThat(count(page, "circle", "r", "2.5")).isEqualTo(1000);
    assertThat(page.getDocumentElement().getTextContent()).contains("1,000 of 1,500 rows");
    Document all = html(model.evaluate(rows.limit(40)).displayPredictions());
    assertThat(count(all, "circle", "r", "2.5")).isEqualTo(40);
    assertThat(all.getElementsByTagName("p").getLength()).isZero();
  }

  @Test
  void aFormulaIsShownOnceThereIsOne() throws Exception {
    assertThatThrownBy(() -> model.displayFormula(3)).hasMessageContaining("spline");
    List<Row> line = new ArrayList<>();
    for (int r = 0; r < 60; r++) {
      line.add(RowFactory.create(Vectors.dense(r / 60.0), 2 + r / 20.0, 1.0));
    }
    KANRegressionModel straight =
        new KANRegressor()
            .setHiddenLayers(new int[] {})
            .fit(TestSpark.frame(TestSpark.deal(line, 1), TestSpark.SCHEMA))
            .fixSymbolic(0, 0, 0, "x");
    assertThat(html(straight.displayFormula(3)).getDocumentElement().getTextContent())
        .isEqualTo("label = 3*x1 + 2");
  }

  @Test
  void severalLabelsHaveARowEach() throws Exception {
    Dataset<Row> both =
        rows.limit(300)
            .withColumn("label", functions.array(functions.col("label"), functions.lit(3)));
    KANMultiRegressionModel several = new KANMultiRegressor().setMaxIter(3).fit(both);
    KANMultiRegressionSummary measured = several.evaluate(both);
    assertThat(measured.toZeppelin().lines().toList()).hasSize(6);
    assertThat(table(measured)).containsKeys(several.labelNames().toArray(String[]::new));
    assertThat(count(html(measured.displayPredictions(1)), "circle", "r", "2.5")).isEqualTo(300);
    assertThatThrownBy(() -> measured.displayPredictions(2))
        .hasMessage("label is 2, accepted: 0 to 1");
    html(several.summary());
  }

  @Test
  void classesHavePrecisionAndRecall() throws Exception {
    Dataset<Row> halves = rows.withColumn("label", functions.expr("double(label > 2)"));
    KANClassificationModel classes = new KANClassifier().setMaxIter(5).fit(halves);
    KANClassificationSummary measured = classes.evaluate(halves);
    Map<String, String> metrics = table(measured);
    assertThat(metrics).containsKeys("accuracy", "log loss", "F1, weighted", "area under ROC");
    assertThat(Double.parseDouble(metrics.get("accuracy")))
        .isCloseTo(measured.accuracy(), within(1e-6));
    assertThat(table(measured.displayClasses())).containsKeys("class", "0", "1");
    html(classes.summary());
  }
}
