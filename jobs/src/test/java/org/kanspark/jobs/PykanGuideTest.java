package org.kanspark.jobs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.conversion.ConversionSettings;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.symbolic.SymbolicFunctionBuilder;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressionTrainingSummary;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.interpret.Converted;

/** Holds the guide for users of pykan to what the code does. */
class PykanGuideTest {
  private static final Path HOME = Path.of(System.getProperty("kan.home", ".."));
  private static final Pattern SETTING = Pattern.compile("`(\\w+)=[^`]*`");
  private static final Pattern METHOD =
      Pattern.compile("`\\.?(?:model\\.|summary\\(\\)\\.)?(\\w+)\\(");

  @Test
  void namesWhatThereIs() throws IOException {
    Set<String> params = new HashSet<>();
    for (Param<?> param : new KANRegressor().params()) {
      params.add(param.name());
    }
    Set<String> methods =
        Arrays.stream(
                new Class<?>[] {
                  KANRegressor.class,
                  KANRegressionModel.class,
                  KANRegressionTrainingSummary.class,
                  org.kanspark.kernel.interpret.EdgeView.class,
                  SymbolicFunctionBuilder.class
                })
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .map(java.lang.reflect.Method::getName)
            .collect(toSet());
    int names = 0;
    for (String line : guide().lines().filter(l -> l.startsWith("| `")).toList()) {
      String ours = line.split(" \\| ")[1];
      for (Matcher setting = SETTING.matcher(ours); setting.find(); names++) {
        assertThat(params).contains(setting.group(1));
      }
      for (Matcher method = METHOD.matcher(ours); method.find(); names++) {
        assertThat(methods).contains(method.group(1));
      }
    }
    assertThat(names).isGreaterThan(20);
  }

  @Test
  void goesThePathOfPykansIntroduction() {
    Dataset<Row> train = Guides.table("exp(sin(pi() * x1) + x2 * x2)", 1000);
    KANRegressor kan =
        new KANRegressor()
            .setLabelCol("y")
            .setHiddenLayers(new int[] {5})
            .setGridSize(5)
            .setRegParam(0.01)
            .setEntropyWeight(10)
            .setMaxIter(400);
    KANRegressionModel sparse = kan.fit(train);
    KANRegressionModel pruned = sparse.prune(0.01, 0.03);
    KANRegressionModel trained = kan.setInitialModel(pruned).setRegParam(0).fit(train);
    KANRegressionModel finer = kan.setInitialModel(trained.refine(10)).fit(train);
    Converted<KANRegressionModel> converted =
        finer.autoSymbolic(train, ConversionSettings.defaults());
    String formula = converted.model().toFormula(Notation.TEXT, 4);
    assertThat(pruned.kanModel().network().widths()).containsExactly(2, 1, 1);
    assertThat(formula).isEqualTo("exp(sin(3.142*x1) + x2^2)");
  }

  private static String guide() throws IOException {
    return Files.readString(HOME.resolve("jobs/docs/coming-from-pykan.md"));
  }
}
