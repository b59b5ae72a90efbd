package org.kanspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.symbolic.SymbolicFunction;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

/** Runs the printed SQL of every function, in ANSI mode as Spark has it by default. */
class SymbolicSqlTest {
  private static final double A = 0.75;
  private static final double B = -0.125;
  private static final StructType SCHEMA =
      new StructType().add("net `x`.1", DataTypes.DoubleType, false);

  private static Dataset<Row> points(double[] values) {
    List<Row> rows = new ArrayList<>();
    for (double value : values) {
      rows.add(RowFactory.create(value));
    }
    return TestSpark.frame(List.of(rows), SCHEMA);
  }

  private static double[] arguments() {
    double[] arguments = new double[400];
    for (int i = 0; i < 200; i++) {
      arguments[i] = (-3.01 + i * 0.03 - B) / A;
      arguments[200 + i] = (-30.3 + i * 0.301 - B) / A;
    }
    return arguments;
  }

  @Test
  void everyFunctionRunsToItsValue() {
    List<SymbolicFunction> functions = SymbolicLibrary.standard().functions();
    Expression x = Expression.variable("net `x`.1");
    List<String> columns = new ArrayList<>();
    for (SymbolicFunction function : functions) {
      Expression formula = Expression.affine(-2, function.of(Expression.affine(A, x, B)), 0.5);
      columns.add(FormulaPrinter.of(Notation.SQL).print(formula));
    }
    columns.add("`net ``x``.1`");
    List<Row> rows = points(arguments()).selectExpr(columns.toArray(String[]::new)).collectAsList();
    int[] compared = new int[functions.size()];
    for (Row row : rows) {
      double t = A * row.getDouble(functions.size()) + B;
      for (int i = 0; i < functions.size(); i++) {
        SymbolicFunction function = functions.get(i);
        if (function.domain().containsInterval(t, t)) {
          double expected = -2 * function.value(t) + 0.5;
          assertThat(row.getDouble(i))
              .as("%s of %s", function, t)
              .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
          compared[i]++;
        }
      }
    }
    for (int i = 0; i < compared.length; i++) {
      assertThat(compared[i]).as("points of %s", functions.get(i)).isGreaterThan(50);
    }
  }

  @Test
  void nestedFunctionsBindTheirArguments() {
    Expression formula = Expression.variable("net `x`.1");
    List<SymbolicFunction> nested = new ArrayList<>();
    for (String name : List.of("j0", "softplus", "erf", "silu", "j0", "arcsinh", "sinc")) {
      SymbolicFunction function = SymbolicLibrary.standard().get(name);
      nested.add(function);
      formula = Expression.affine(2.5, function.of(Expression.affine(1.3, formula, 0.2)), -0.7);
    }
    String sql = FormulaPrinter.of(Notation.SQL).print(formula);
    Dataset<Row> rows = points(arguments()).selectExpr(sql, "`net ``x``.1`");
    for (Row row : rows.collectAsList()) {
      double x = row.getDouble(1);
      assertThat(row.getDouble(0)).isCloseTo(formula.value(name -> x), within(1e-10));
    }
  }

  @Test
  void polesGiveInfinityAndOutsideTheDomainThereIsNoError() {
    Expression x = Expression.variable("net `x`.1");
    List<String> columns = new ArrayList<>();
    for (SymbolicFunction function : SymbolicLibrary.standard().functions()) {
      columns.add(FormulaPrinter.of(Notation.SQL).print(function.of(x)));
    }
    double[] edges = {0, -0.0, -1, 1, -2, 2, 800, -800, Double.NaN, Double.POSITIVE_INFINITY};
    List<Row> rows = points(edges).selectExpr(columns.toArray(String[]::new)).collectAsList();
    int inverse = SymbolicLibrary.standard().names().indexOf("1/x");
    assertThat(rows).hasSize(edges.length);
    assertThat(rows.get(0).getDouble(inverse)).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
