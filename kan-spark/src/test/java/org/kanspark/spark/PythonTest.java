package org.kanspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.classification.KANClassifier;
import org.kanspark.regression.KANMultiRegressionModel;
import org.kanspark.regression.KANMultiRegressor;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/** Holds the Python wrappers, as they are in the jar, to the Java stages they wrap. */
class PythonTest {
  private static final Pattern PARAM =
      Pattern.compile(
          "(?s)^    (\\w+) = Param\\(\\s*Params\\._dummy\\(\\),\\s*\"(\\w+)\",\\s*(.*?),\\s*"
              + "typeConverter=([\\w.]+),?\\s*\\)",
          Pattern.MULTILINE);
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern METHOD = Pattern.compile("(?m)^    def (\\w+)\\(self");
  private static final Pattern READ_BY_NAME = Pattern.compile("\"(\\w+)\"");

  /** Declared by the classes of PySpark that the wrappers extend. */
  private static final Set<String> OF_PREDICTORS =
      Set.of("featuresCol", "labelCol", "predictionCol", "weightCol");

  private static final Set<String> OF_CLASSIFIERS =
      Set.of("rawPredictionCol", "probabilityCol", "thresholds");

  @TempDir private Path folder;

  private record Declared(String doc, String converter) {}

  private static String python(String file) {
    try (InputStream in = PythonTest.class.getResourceAsStream("/" + file)) {
      assertThat(in).as(file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the body of a class. */
  private static String body(String file, String type) {
    Matcher body =
        Pattern.compile("(?ms)^class " + type + "\\(.*?(?=^class |\\z)").matcher(python(file));
    assertThat(body.find()).as(type).isTrue();
    return body.group();
  }

  private static Set<String> methods(String file, String type) {
    Set<String> names = new TreeSet<>();
    Matcher method = METHOD.matcher(body(file, type));
    while (method.find()) {
      names.add(method.group(1));
    }
    return names;
  }

  private static void collect(String code, Map<String, Declared> declared) {
    Matcher param = PARAM.matcher(code);
    while (param.find()) {
      assertThat(param.group(1)).isEqualTo(param.group(2));
      String doc =
          LITERAL
              .matcher(param.group(3))
              .results()
              .map(part -> part.group(1))
              .collect(Collectors.joining());
      declared.put(param.group(1), new Declared(doc, param.group(4)));
    }
  }

  private static void sameParams(Params stage, Set<String> ofPySpark, String... bodies) {
    Map<String, Declared> declared = new TreeMap<>();
    Stream.of(bodies).forEach(body -> collect(body, declared));
    Set<String> names = new TreeSet<>(declared.keySet());
    names.addAll(ofPySpark);
    assertThat(names)
        .as("the Params of Python beside those of %s", stage.getClass().getSimpleName())
        .isEqualTo(Arrays.stream(stage.params()).map(Param::name).collect(Collectors.toSet()));
    declared.forEach(
        (name, python) -> {
          Param<?> java = stage.getParam(name);
          assertThat(python.doc()).as(name).isEqualTo(java.doc());
          assertThat(python.converter()).as(name).isEqualTo(converter(java));
        });
  }

  private static String converter(Param<?> param) {
    if (param.name().equals("initialModel")) {
      return param.parent().startsWith("kanMulti") ? "_as_multi_model" : "_as_model";
    }
    String kind = "toString";
    if (param instanceof IntParam || param instanceof LongParam) {
      kind = "toInt";
    } else if (param instanceof DoubleParam) {
      kind = "toFloat";
    } else if (param instanceof BooleanParam) {
      kind = "toBoolean";
    } else if (param instanceof IntArrayParam) {
      kind = "toListInt";
    } else if (param instanceof DoubleArrayParam) {
      kind = "toListFloat";
    }
    return "TypeConverters." + kind;
  }

  private static Set<String> classifierColumns() {
    return Stream.concat(OF_PREDICTORS.stream(), OF_CLASSIFIERS.stream())
        .collect(Collectors.toSet());
  }

  @Test
  void everyParamIsThereWithItsDocAndType() {
    String shared = body("kanspark/params.py", "_KANParams");
    String losses = body("kanspark/params.py", "_KANLossParams");
    sameParams(
        new KANRegressor(),
        OF_PREDICTORS,
        shared,
        losses,
        body("kanspark/regression.py", "KANRegressor"));
    sameParams(new KANRegressionModel(), OF_PREDICTORS, shared, losses);
    sameParams(
        new KANMultiRegressor(),
        OF_PREDICTORS,
        shared,
        body("kanspark/regression.py", "KANMultiRegressor"));
    sameParams(new KANMultiRegressionModel(), OF_PREDICTORS, shared);
    sameParams(
        new KANClassifier(),
        classifierColumns(),
        shared,
        body("kanspark/classification.py", "KANClassifier"));
    sameParams(new KANClassificationModel(), classifierColumns(), shared);
  }

  @Test
  void everyParamHasSetterAndGetter() {
    Set<String> getters = methods("kanspark/params.py", "_KANParams");
    getters.addAll(methods("kanspark/params.py", "_KANLossParams"));
    getters.addAll(methods("kanspark/setters.py", "_KANSetters"));
    Set<String> setters = methods("kanspark/setters.py", "_KANSetters");
    setters.addAll(methods("kanspark/setters.py", "_KANLossSetters"));
    for (Param<?> param : new KANRegressor().params()) {
      String name = Character.toUpperCase(param.name().charAt(0)) + param.name().substring(1);
      if (!OF_PREDICTORS.contains(param.name())) {
        assertThat(getters).contains("get" + name);
        assertThat(setters).contains("set" + name);
      }
    }
    assertThat(setters).contains("setWeightCol");
  }

  @Test
  void methodsOfModelsAndSummariesAreThoseOfJava() {
    Set<String> shared = methods("kanspark/model.py", "_KANModel");
    assertThat(shared)
        .contains(
            "evaluate", "summary", "featureImportances", "prune", "refine", "toFormula", "plotSvg");
    Set<String> regression = methods("kanspark/regression.py", "KANRegressionModel");
    regression.addAll(shared);
    requireJava(KANRegressionModel.class, regression);
    Set<String> several = methods("kanspark/regression.py", "KANMultiRegressionModel");
    several.addAll(shared);
    requireJava(KANMultiRegressionModel.class, several);
    requireJava(
        org.kanspark.regression.KANMultiRegressionTrainingSummary.class,
        named("KANMultiRegressionSummary", "_Training"));
    Set<String> classification = methods("kanspark/classification.py", "KANClassificationModel");
    classification.addAll(shared);
    requireJava(KANClassificationModel.class, classification);
    requireJava(
        org.kanspark.regression.KANRegressionTrainingSummary.class,
        named("KANRegressionSummary", "_Training"));
    requireJava(
        org.kanspark.classification.KANClassificationTrainingSummary.class,
        named("KANClassificationSummary", "_Training"));
  }

  private static Set<String> named(String... types) {
    Set<String> names = new TreeSet<>();
    for (String type : types) {
      String list = body("kanspark/summary.py", type).replaceFirst("(?s)\\)\\s*\\):.*", "");
      Matcher name = READ_BY_NAME.matcher(list);
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    assertThat(names).hasSizeGreaterThan(10);
    return names;
  }

  private static void requireJava(Class<?> type, Set<String> names) {
    Set<String> java =
        Arrays.stream(type.getMethods()).map(Method::getName).collect(Collectors.toSet());
    assertThat(java).containsAll(names.stream().filter(name -> !name.startsWith("_")).toList());
  }

  /** PySpark makes a module's name of the Java class's when it loads a pipeline. */
  @Test
  void modulesHaveTheNamesOfJavaPackages() {
    for (Class<?> stage :
        List.of(
            KANRegressor.class,
            KANRegressionModel.class,
            KANMultiRegressor.class,
            KANMultiRegressionModel.class,
            KANClassifier.class,
            KANClassificationModel.class)) {
      String module = stage.getPackageName().replace('.', '/') + ".py";
      String own = "kanspark/" + stage.getPackageName().replaceAll(".*\\.", "") + ".py";
      assertThat(python(module)).contains("from " + own.replace('/', '.').replace(".py", ""));
      assertThat(python(own))
          .contains("__all__ = ", "\"" + stage.getSimpleName() + "\"")
          .contains("_JAVA_CLASS = \"" + stage.getName() + "\"");
      assertThatCode(() -> stage.getMethod("read")).doesNotThrowAnyException();
    }
    assertThat(python("org/__init__.py")).contains("extend_path");
    assertThat(python("org/kanspark/__init__.py")).contains("extend_path");
  }

  @Test
  void pythonCompilesEveryFile() throws Exception {
    assumeThat(hasPython()).as("python3 is installed").isTrue();
    Path root = Path.of(PythonTest.class.getResource("/kanspark/__init__.py").toURI());
    Process process =
        new ProcessBuilder(
                "python3",
                "-c",
                "import glob,sys\n"
                    + "files = [f for d in ('kanspark', 'org')"
                    + " for f in glob.glob(sys.argv[1] + '/' + d + '/**/*.py', recursive=True)]\n"
                    + "[compile(open(f).read(), f, 'exec') for f in files]\n"
                    + "print(len(files))",
                root.getParent().getParent().toString())
            .redirectErrorStream(true)
            .directory(folder.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(Integer.parseInt(output.strip())).isGreaterThanOrEqualTo(13);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
