package org.kanspark.examples;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.data.GeneratedRows;
import org.kanspark.kernel.conversion.ConversionSettings;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/**
 * Finds equations again from points alone: the note {@code jobs/notebooks/formulas} in Java.
 *
 * <pre>{@code
 * spark-submit --class org.kanspark.examples.FormulasFromData jobs/target/kan-jobs.jar
 * }</pre>
 */
public final class FormulasFromData {
  static final List<Equation> EQUATIONS =
      List.of(
          new Equation("wave", "exp(sin(pi() * x1) + x2 * x2)", ranges(2, -1, 1), new int[] {1}),
          new Equation(
              "normal distribution",
              "exp(-x1 * x1 / 2) / sqrt(2 * pi())",
              ranges(1, -3, 3),
              new int[] {}),
          new Equation(
              "distance", "sqrt(x1 * x1 + x2 * x2 + x3 * x3)", ranges(3, 0.5, 2), new int[] {1}),
          new Equation("Ohm's law", "x1 / x2", ranges(2, 1, 5), new int[] {1}));

  private final SparkSession spark;

  FormulasFromData(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Is something to find.
   *
   * @param sql the function of x1, x2, ... as Spark SQL
   * @param ranges of its arguments
   * @param hidden nodes of the hidden layers
   */
  record Equation(String name, String sql, double[][] ranges, int[] hidden) {}

  private static double[][] ranges(int arguments, double lower, double upper) {
    double[][] ranges = new double[arguments][];
    Arrays.setAll(ranges, i -> new double[] {lower, upper});
    return ranges;
  }

  /** Runs the example and prints each equation, what was found in four notations, and its error. */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("formulas from data").getOrCreate();
    try {
      FormulasFromData example = new FormulasFromData(spark);
      for (Equation equation : EQUATIONS) {
        KANRegressionModel found = example.search(equation);
        System.out.printf(
            "%s%n  true   %s%n  found  %s%n  RMSE   %.1e%n",
            equation.name(),
            equation.sql(),
            found.toFormula(Notation.TEXT, 4),
            example.error(equation, found));
        for (Notation notation : List.of(Notation.LATEX, Notation.SQL, Notation.JAVA)) {
          System.out.println("  " + notation.title() + "  " + found.toFormula(notation, 4));
        }
      }
    } finally {
      spark.stop();
    }
  }

  private Dataset<Row> rows(Equation equation, long from, long count) {
    GeneratedRows source = GeneratedRows.of(equation.sql(), equation.ranges());
    return new VectorAssembler()
        .setInputCols(source.arguments().toArray(String[]::new))
        .setOutputCol("features")
        .transform(source.rows(spark, from, count, 2));
  }

  /** Trains on growing grids and replaces all curves by functions. */
  KANRegressionModel search(Equation equation) {
    Dataset<Row> train = rows(equation, 0, 500).cache();
    try {
      return new KANRegressor()
          .setLabelCol("y")
          .setHiddenLayers(equation.hidden())
          .setRefineSchedule(3, 5, 10)
          .setMaxIter(60)
          .fit(train)
          .autoSymbolic(train, ConversionSettings.defaults())
          .model();
    } finally {
      train.unpersist();
    }
  }

  /** Returns the RMSE on rows that training has not seen. */
  double error(Equation equation, KANRegressionModel found) {
    return found.evaluate(rows(equation, 500, 500)).rootMeanSquaredError();
  }
}
