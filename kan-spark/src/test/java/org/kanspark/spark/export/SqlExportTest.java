package org.kanspark.spark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.export.RawColumn;
import org.kanspark.kernel.export.RawColumns;
import org.kanspark.kernel.export.SqlExport;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.spark.TestSpark;

/** Runs exported queries, in ANSI mode as Spark has it by default. */
class SqlExportTest {
  private static final double[] KNOTS = {-1, -0.55, -0.1, 0.05, 0.7, 1};
  private static final double SHIFT = 2;
  private static final double SCALE = 0.25;

  /** Makes a model with all kinds of inputs, dead and symbolic edges, and a product. */
  private static KanModel mixed(int degree, BaseFunction base, Extrapolation extrapolation) {
    InputSpline uneven = InputSpline.spline(Knots.of(degree, KNOTS));
    InputSpline even = InputSpline.spline(Knots.uniform(degree, 20, -1, 1));
    Knots two = Knots.uniform(degree, 1, -1, 1);
    InputSpline line = new InputSpline(InputSpline.Kind.LINE, two);
    InputSpline none = new InputSpline(InputSpline.Kind.NONE, two);
    boolean[] live = new boolean[4 * 4];
    Arrays.fill(live, true);
    live[4] = false;
    SymbolicLibrary library = SymbolicLibrary.standard();
    KanLayer first =
        KanLayer.of(List.of(uneven, even, line, none), 2, 1)
            .withLive(live)
            .withSymbolic(
                List.of(
                    new SymbolicEdge(1, 2, library.get("sin")),
                    new SymbolicEdge(3, 0, library.get("j0"))));
    KanLayer second = KanLayer.of(List.of(even, uneven, even), 1, 0);
    return model(new KanNetwork(degree, base, extrapolation, List.of(first, second)));
  }

  private static KanModel model(KanNetwork network) {
    double[] parameters =
        new SplittableRandom(3).doubles(network.parameterCount(), -0.6, 0.6).toArray();
    double[] shift = new double[network.inputs()];
    double[] scale = new double[network.inputs()];
    Arrays.fill(shift, SHIFT);
    Arrays.fill(scale, SCALE);
    return new KanModel(network, parameters, new FeatureMap(shift, scale), new LabelScale(2, -3));
  }

  private static List<Row> rows(int inputs) {
    SplittableRandom random = new SplittableRandom(5);
    List<Row> rows = new ArrayList<>();
    for (int p = 0; p < 300; p++) {
      rows.add(RowFactory.create(random.doubles(inputs, -8, 12).boxed().toArray()));
    }
    for (double knot : KNOTS) {
      double raw = knot / SCALE + SHIFT;
      for (double value : new double[] {raw, Math.nextUp(raw), Math.nextDown(raw)}) {
        rows.add(RowFactory.create(Collections.nCopies(inputs, value).toArray()));
      }
    }
    return rows;
  }

  private static void check(KanModel model) {
    check(model, rows(model.inputs()));
  }

  private static void check(KanModel model, List<Row> rows) {
    StructType schema = new StructType();
    List<String> names = new ArrayList<>();
    for (int f = 0; f < model.inputs(); f++) {
      // Names that the query itself uses, and one that needs quotes.
      names.add(f == 0 ? "a `b`.c" : f == 1 ? "row" : "n0_" + f);
      schema = schema.add(names.get(f), DataTypes.DoubleType, false);
    }
    TestSpark.frame(List.of(rows), schema).createOrReplaceTempView("kan_rows");
    SqlExport export = new SqlExport(model, RawColumns.numeric(names), "y hat");
    List<Row> found = TestSpark.session().sql(export.query("kan_rows")).collectAsList();
    assertThat(found).hasSize(rows.size());
    assertThat(found.get(0).schema().fieldNames()).startsWith("a `b`.c", "row").endsWith("y hat");
    for (Row row : found) {
      double[] x = new double[model.inputs()];
      Arrays.setAll(x, row::getDouble);
      double expected = model.newPredictor().predict(x);
      assertThat(row.getDouble(model.inputs()))
          .as(row.toString())
          .isCloseTo(expected, within(1e-11 * Math.max(1, Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void queriesComputeWhatTheModelDoes(Extrapolation extrapolation) {
    check(mixed(3, BaseFunction.SILU, extrapolation));
    check(mixed(2, BaseFunction.IDENTITY, extrapolation));
    check(mixed(5, BaseFunction.NONE, extrapolation));
  }

  @Test
  void namesBecomeInputs() {
    KanModel model = mixed(3, BaseFunction.SILU, Extrapolation.LINEAR);
    RawColumns columns =
        new RawColumns(
            List.of(
                RawColumn.numeric("n", 0),
                new RawColumn("kind", List.of("it's \\", "ü\n"), 1),
                RawColumn.numeric("truth", 3)));
    StructType schema =
        new StructType()
            .add("n", DataTypes.IntegerType)
            .add("kind", DataTypes.StringType)
            .add("truth", DataTypes.BooleanType);
    List<Row> rows =
        List.of(
            RowFactory.create(3, "it's \\", true),
            RowFactory.create(-1, "ü\n", false),
            RowFactory.create(7, "other", true),
            RowFactory.create(7, null, true));
    TestSpark.frame(List.of(rows), schema).createOrReplaceTempView("kan_kinds");
    String query = new SqlExport(model, columns, "p").query("kan_kinds");
    List<Row> found = TestSpark.session().sql(query).collectAsList();
    double[][] inputs = {{3, 1, 0, 1}, {-1, 0, 1, 0}, {7, 0, 0, 1}, {7, 0, 0, 1}};
    for (int r = 0; r < inputs.length; r++) {
      assertThat(found.get(r).getDouble(3))
          .isCloseTo(model.newPredictor().predict(inputs[r]), within(1e-11));
    }
  }

  private static KanModel wide(int inputs, int hidden) {
    InputSpline spline = InputSpline.spline(Knots.uniform(3, 5, -1, 1));
    return model(
        new KanNetwork(
            3,
            BaseFunction.SILU,
            Extrapolation.LINEAR,
            List.of(
                KanLayer.of(Collections.nCopies(inputs, spline), hidden, 0),
                KanLayer.of(Collections.nCopies(hidden, spline), 1, 0))));
  }

  @Test
  void wideLayersRun() {
    check(wide(18, 4));
    check(wide(2, 12));
  }

  @ParameterizedTest
  @EnumSource
  void farPointsAreWhereTheModelPutsThem(Extrapolation extrapolation) {
    InputSpline spline = InputSpline.spline(Knots.uniform(3, 5, -1, 1));
    InputSpline line = new InputSpline(InputSpline.Kind.LINE, Knots.uniform(3, 1, -1, 1));
    KanLayer first = KanLayer.of(List.of(spline, line), 2, 0);
    KanLayer second = KanLayer.of(List.of(spline, spline), 1, 0);
    List<Row> rows = new ArrayList<>();
    for (double far : new double[] {1e12, 1e30, 1e70, 1e200, Double.MAX_VALUE}) {
      rows.add(RowFactory.create(far, 0.5));
      rows.add(RowFactory.create(-far, far));
    }
    for (BaseFunction base : List.of(BaseFunction.SILU, BaseFunction.NONE)) {
      check(model(new KanNetwork(3, base, extrapolation, List.of(first, second))), rows);
    }
  }

  @Test
  void coefficientsOfWideLayersAreConstantsOfSparksPlan() {
    KanModel model = wide(18, 4);
    List<String> names = IntStream.range(0, 18).mapToObj(f -> "x" + f).toList();
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, DataTypes.DoubleType, false);
    }
    TestSpark.frame(List.of(rows(18)), schema).createOrReplaceTempView("kan_wide");
    String query = new SqlExport(model, RawColumns.numeric(names), "y").query("kan_wide");
    QueryExecution execution = TestSpark.session().sql(query).queryExecution();
    // 18 + 4 inputs locate their cell in one CASE and limit themselves in another. Where Spark
    // pushes lookups into them there are thousands.
    String plan = execution.optimizedPlan().toJSON();
    assertThat(plan.split("expressions.CaseWhen", -1)).hasSizeBetween(2, 2 * 22 + 2);
    assertThat(plan.split("expressions.CreateNamedStruct", -1)).as("struct(*)").hasSize(2);
    // A star marks what is compiled to one method.
    assertThat(execution.executedPlan().toString().lines())
        .anyMatch(line -> line.contains("- Project [row#") && line.contains("forall("));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 18})
  void aMissingNumberGivesNoPrediction(int inputs) {
    StructType schema = new StructType();
    List<String> names = IntStream.range(0, inputs).mapToObj(f -> "x" + f).toList();
    for (String name : names) {
      schema = schema.add(name, DataTypes.DoubleType, true);
    }
    Object[] missing = Collections.nCopies(inputs, (Object) 1.5).toArray();
    Object[] complete = missing.clone();
    missing[1] = null;
    List<Row> rows = List.of(RowFactory.create(missing), RowFactory.create(complete));
    TestSpark.frame(List.of(rows), schema).createOrReplaceTempView("kan_missing");
    String query =
        new SqlExport(wide(inputs, 4), RawColumns.numeric(names), "y").query("kan_missing");
    List<Row> found = TestSpark.session().sql(query).collectAsList();
    assertThat(found.get(0).isNullAt(inputs)).isTrue();
    assertThat(found.get(1).isNullAt(inputs)).isFalse();
  }

  @Test
  void refusesATableWithoutAName() {
    KanModel model = mixed(3, BaseFunction.SILU, Extrapolation.LINEAR);
    SqlExport export = new SqlExport(model, RawColumns.numeric(List.of("a", "b", "c", "d")), "p");
    assertThatThrownBy(() -> export.query(" ")).hasMessageContaining("table is blank");
  }
}
