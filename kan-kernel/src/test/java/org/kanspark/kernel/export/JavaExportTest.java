package org.kanspark.kernel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.Link;
import org.kanspark.kernel.model.Predictor;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;

/** Compiles and runs exported classes. */
class JavaExportTest {
  @TempDir private Path folder;

  private Class<?> compile(String name, String source) throws Exception {
    Path file = folder.resolve(name.replace('.', '/') + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> arguments =
        List.of("--release", "17", "-Xlint:all", "-Werror", "-d", folder.toString());
    List<String> all = new ArrayList<>(arguments);
    all.add(file.toString());
    assertThat(compiler.run(null, null, null, all.toArray(String[]::new))).as(source).isZero();
    URL[] urls = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      return loader.loadClass(name);
    }
  }

  private static List<double[]> points(int inputs) {
    SplittableRandom random = new SplittableRandom(5);
    List<double[]> points = new ArrayList<>();
    for (int p = 0; p < 400; p++) {
      points.add(random.doubles(inputs, -8, 12).toArray());
    }
    for (double knot : ExportModels.rawKnots()) {
      double[] all = new double[inputs];
      Arrays.fill(all, knot);
      points.add(all);
    }
    return points;
  }

  private void check(KanModel model) throws Exception {
    RawColumns columns = RawColumns.numeric(ExportModels.names(model.inputs()));
    Class<?> made =
        compile("com.example.Made", new JavaExport(model, columns).source("com.example.Made"));
    Method predict = made.getMethod("predict", double[].class);
    Predictor predictor = model.newPredictor();
    for (double[] point : points(model.inputs())) {
      double expected = predictor.predict(point);
      assertThat((double) predict.invoke(null, point))
          .as(Arrays.toString(point))
          .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void computesWhatTheModelDoes(int degree) throws Exception {
    for (Extrapolation extrapolation : Extrapolation.values()) {
      check(ExportModels.mixed(degree, BaseFunction.SILU, extrapolation));
    }
  }

  @Test
  void knowsEveryBaseFunction() throws Exception {
    check(ExportModels.mixed(3, BaseFunction.NONE, Extrapolation.LINEAR));
    check(ExportModels.mixed(3, BaseFunction.IDENTITY, Extrapolation.LINEAR));
  }

  @Test
  void computesSymbolicModels() throws Exception {
    check(ExportModels.symbolic());
  }

  @Test
  void computesPredictionsOfLogarithms() throws Exception {
    check(ExportModels.linked(Link.LOG, 1));
  }

  @Test
  void computesSeveralLabels() throws Exception {
    KanModel model = ExportModels.linked(Link.IDENTITY, 3);
    RawColumns columns = RawColumns.numeric(ExportModels.names(2));
    Class<?> made = compile("Made", new JavaExport(model, columns).source("Made"));
    Method predict = made.getMethod("predict", double.class, double.class);
    double[] expected = new double[3];
    for (double[] point : points(2)) {
      model.newPredictor().values(point, expected);
      assertThat((double[]) predict.invoke(null, point[0], point[1]))
          .containsExactly(expected, within(1e-11));
    }
  }

  @ParameterizedTest
  @CsvSource({"LOGISTIC, 1, 2", "SOFTMAX, 2, 2", "SOFTMAX, 5, 5"})
  void computesClassesAndTheirProbabilities(Link link, int outputs, int count) throws Exception {
    KanModel model = ExportModels.linked(link, outputs);
    List<String> names = List.of("a\"b", "two words", "", "\\u0041", "e").subList(0, count);
    double[] thresholds = new double[count];
    Arrays.fill(thresholds, 0.125);
    thresholds[0] = 0.375;
    for (double[] divided : new double[][] {{}, thresholds}) {
      RawColumns columns = RawColumns.numeric(ExportModels.names(2));
      String name = "Made" + divided.length;
      Class<?> made =
          compile(name, new JavaExport(model, columns, new Classes(names, divided)).source(name));
      assertThat((String[]) made.getMethod("classes").invoke(null))
          .containsExactlyElementsOf(names);
      Method predict = made.getMethod("predict", double[].class);
      Method probabilities = made.getMethod("probabilities", double.class, double.class);
      Set<String> chosen = new TreeSet<>();
      for (double[] point : points(2)) {
        double[] values = new double[count];
        model.newPredictor().values(point, values);
        if (link == Link.LOGISTIC) {
          values = new double[] {-values[0], values[0]};
        }
        double[] expected = new double[count];
        link.probabilities(values, expected);
        double[] found = (double[]) probabilities.invoke(null, point[0], point[1]);
        assertThat(found).containsExactly(expected, within(1e-12));
        int best = 0;
        for (int k = 1; k < count; k++) {
          double at = divided.length == 0 ? expected[k] : expected[k] / divided[k];
          double before = divided.length == 0 ? expected[best] : expected[best] / divided[best];
          best = at > before ? k : best;
        }
        chosen.add((String) predict.invoke(null, point));
        assertThat(predict.invoke(null, point)).isEqualTo(names.get(best));
      }
      assertThat(chosen).hasSizeGreaterThan(1);
    }
  }

  @Test
  void takesRawColumns() throws Exception {
    KanModel model = ExportModels.mixed(3, BaseFunction.SILU, Extrapolation.LINEAR);
    RawColumns columns =
        new RawColumns(
            List.of(
                RawColumn.numeric("class", 0),
                new RawColumn("x\"1\\\n*/", List.of("a\\u", "it's"), 1),
                RawColumn.numeric("x_1____", 3)));
    Class<?> made = compile("Made", new JavaExport(model, columns).source("Made"));
    Method typed = made.getMethod("predict", double.class, String.class, double.class);
    Method named = made.getMethod("predict", Map.class);
    double expected = model.newPredictor().predict(new double[] {0.5, 0, 1, -2});
    assertThat((double) typed.invoke(null, 0.5, "it's", -2.0)).isCloseTo(expected, within(1e-12));
    Map<String, Object> row = Map.of("class", 0.5, "x\"1\\\n*/", "it's", "x_1____", -2);
    assertThat((double) named.invoke(null, row)).isCloseTo(expected, within(1e-12));
    double unknown = model.newPredictor().predict(new double[] {0.5, 0, 0, -2});
    assertThat((double) typed.invoke(null, 0.5, "else", -2.0)).isCloseTo(unknown, within(1e-12));
  }

  @Test
  void compilesWideNetworks() throws Exception {
    KanModel wide = ExportModels.wide(40, 20);
    Class<?> made =
        compile(
            "Wide",
            new JavaExport(wide, RawColumns.numeric(ExportModels.names(40))).source("Wide"));
    List<double[]> points = points(40);
    for (double far : new double[] {1e12, -1e70, 1e200, -Double.MAX_VALUE}) {
      double[] point = points.get(3).clone();
      point[7] = far;
      points.add(point);
    }
    for (double[] point : points) {
      double expected = wide.newPredictor().predict(point);
      assertThat((double) made.getMethod("predict", double[].class).invoke(null, point))
          .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }
  }

  @Test
  void refusesNamesThatAreNone() throws IOException {
    KanModel model = ExportModels.symbolic();
    JavaExport export = new JavaExport(model, RawColumns.numeric(ExportModels.names(2)));
    for (String name : List.of("", "my model", "1st", "com.class.Model", "a..b", "int")) {
      assertThatThrownBy(() -> export.source(name)).hasMessageContaining("no name of a Java class");
    }
    assertThatThrownBy(() -> new JavaExport(model, RawColumns.numeric(List.of("x"))))
        .hasMessage("the columns become 1 inputs, the model has 2");
    KanModel classes = ExportModels.linked(Link.SOFTMAX, 3);
    assertThatThrownBy(
            () -> new JavaExport(classes, RawColumns.numeric(ExportModels.names(2)), Classes.NONE))
        .hasMessage("0 names of classes were given, the model of link softmax has 3");
  }
}
