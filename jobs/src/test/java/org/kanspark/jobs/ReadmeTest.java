package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.data.GeneratedRows;
import org.kanspark.kernel.conversion.ConversionSettings;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.interpret.Converted;
import org.kanspark.spark.param.KANParamSet;

/** Holds the README to what the code does. */
class ReadmeTest {
  private static final Path HOME = Path.of(System.getProperty("kan.home", ".."));
  private static final List<String> AS_IN_MLLIB =
      List.of("featuresCol", "labelCol", "weightCol", "predictionCol");

  @TempDir private Path folder;

  @Test
  void listsEveryParameterWithItsDefault() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    String section =
        readme().replaceFirst("(?s).*## Parameters", "").replaceFirst("(?s)\n## .*", "");
    Matcher row = Pattern.compile("\\| `(\\w+)` \\| `(.*?)` \\|").matcher(section);
    while (row.find()) {
      listed.put(row.group(1), row.group(2));
    }
    Map<String, String> actual = new TreeMap<>();
    KANRegressor kan = new KANRegressor();
    for (Param<?> param : kan.params()) {
      if (!AS_IN_MLLIB.contains(param.name())) {
        String shown = kan.isDefined(param) ? KANParamSet.show(kan.getOrDefault(param)) : "not set";
        actual.put(param.name(), shown.replace("'", ""));
      }
    }
    assertThat(listed).isEqualTo(actual);
  }

  @Test
  void fitsAPipeline() {
    Dataset<Row> rows = rows(0);
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new VectorAssembler()
                      .setInputCols(new String[] {"x1", "x2"})
                      .setOutputCol("features"),
                  new KANRegressor().setLabelCol("y").setHiddenLayers(new int[] {5})
                });
    PipelineModel fitted = pipeline.fit(rows);
    assertThat(fitted.transform(rows(200)).columns()).contains("prediction");
  }

  @Test
  void fitsARegressor() throws IOException {
    VectorAssembler assembler =
        new VectorAssembler().setInputCols(new String[] {"x1", "x2"}).setOutputCol("features");
    Dataset<Row> train = assembler.transform(rows(0));
    Dataset<Row> test = assembler.transform(rows(200));
    String path = folder.resolve("model").toString();
    KANRegressor kan =
        new KANRegressor()
            .setFeaturesCol("features")
            .setLabelCol("y")
            .setHiddenLayers(new int[] {5})
            .setGridSize(5)
            .setMaxIter(100);
    KANRegressionModel model = kan.fit(train);
    Dataset<Row> predicted = model.transform(test);
    double rmse = model.evaluate(test).rootMeanSquaredError();
    double[] losses = model.summary().objectiveHistory();
    model.write().overwrite().save(path);
    KANRegressionModel loaded = KANRegressionModel.load(path);
    assertThat(rmse).isLessThan(0.05);
    assertThat(losses).hasSizeGreaterThan(1);
    assertThat(loaded.transform(test).collectAsList()).isEqualTo(predicted.collectAsList());
  }

  @Test
  void turnsAModelIntoAFormula() {
    Dataset<Row> train =
        new VectorAssembler()
            .setInputCols(new String[] {"x1", "x2"})
            .setOutputCol("features")
            .transform(rows(0));
    KANRegressionModel model = new KANRegressor().setLabelCol("y").setHiddenLayers().fit(train);
    System.out.println(model.suggestSymbolic(0, 1, 0).table(5));
    KANRegressionModel byHand = model.fixSymbolic(0, 1, 0, "x^2");
    Converted<KANRegressionModel> found = model.autoSymbolic(train, ConversionSettings.defaults());
    System.out.println(found.report());
    String formula = found.model().toFormula(Notation.TEXT, 6);
    assertThat(formula).isEqualTo("x1^2 + sin(x2)");
    assertThat(byHand.kanModel().network().layer(0).symbolicEdges()).hasSize(1);
  }

  private static Dataset<Row> rows(long from) {
    return GeneratedRows.of("x1 * x1 + sin(x2)", new double[] {-1, 1}, new double[] {-2, 2})
        .rows(TestSpark.session(), from, 200, 2);
  }

  private static String readme() throws IOException {
    return Files.readString(HOME.resolve("README.md"));
  }
}
