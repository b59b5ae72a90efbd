package org.kanspark.examples;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/**
 * Predicts prices in a pipeline, chooses the grid by cross-validation, and sets models of MLlib
 * beside it: the note {@code jobs/notebooks/diamonds} in Java.
 *
 * <pre>{@code
 * spark-submit --class org.kanspark.examples.DiamondPrices jobs/target/kan-jobs.jar \
 *   jobs/data/diamonds.csv.gz
 * }</pre>
 */
public final class DiamondPrices {
  private static final String[] NAMES = {"cut", "color", "clarity"};

  private final Dataset<Row> train;
  private final Dataset<Row> test;
  private final KANRegressor kan =
      new KANRegressor()
          .setLabelCol("price")
          .setHiddenLayers(4)
          .setExtrapolation("constant")
          .setMaxIter(30);

  /**
   * Reads the table.
   *
   * @param share 1 takes all rows, n an n-th of them
   */
  DiamondPrices(SparkSession spark, String file, int share) {
    Dataset<Row> all = spark.read().option("header", true).option("inferSchema", true).csv(file);
    Column[] columns = Arrays.stream(all.columns()).map(functions::col).toArray(Column[]::new);
    // The division follows a hash of the rows: equal rows stay on one side.
    Column place = functions.pmod(functions.xxhash64(columns), functions.lit(5L * share));
    Dataset<Row> rows =
        all.withColumn("price", functions.col("price").cast("double")).withColumn("place", place);
    this.train =
        rows.where("place > 0 AND place < 5")
            .drop("place")
            .repartition(2, functions.col("carat"))
            .cache();
    this.test = rows.where("place = 0").drop("place").cache();
  }

  /** Runs the example on all rows and prints the errors of the models. */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("diamond prices").getOrCreate();
    try {
      DiamondPrices example = new DiamondPrices(spark, args[0], 1);
      CrossValidatorModel chosen = example.crossValidate(3, 6);
      System.out.println("mean RMSE of the folds  " + Arrays.toString(chosen.avgMetrics()));
      example
          .compare(chosen)
          .forEach(
              (name, error) ->
                  System.out.printf("%-16s  RMSE %.1f  R2 %.4f%n", name, error.rmse(), error.r2()));
      System.out.println(kan(chosen).featureImportances());
    } finally {
      spark.stop();
    }
  }

  private static Pipeline pipeline(PipelineStage last) {
    String[] indices = Stream.of(NAMES).map(name -> name + "_index").toArray(String[]::new);
    String[] flags = Stream.of(NAMES).map(name -> name + "_flags").toArray(String[]::new);
    Stream<String> numbers = Stream.of("carat", "depth", "table", "x", "y", "z");
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new StringIndexer().setInputCols(NAMES).setOutputCols(indices),
              new OneHotEncoder().setInputCols(indices).setOutputCols(flags),
              new VectorAssembler()
                  .setInputCols(Stream.concat(numbers, Stream.of(flags)).toArray(String[]::new))
                  .setOutputCol("features"),
              last
            });
  }

  private static RegressionEvaluator evaluator(String metric) {
    return new RegressionEvaluator().setLabelCol("price").setMetricName(metric);
  }

  /** Fits the pipeline with each grid in two folds, and the better one to all training rows. */
  CrossValidatorModel crossValidate(int... grids) {
    return new CrossValidator()
        .setEstimator(pipeline(kan))
        .setEstimatorParamMaps(new ParamGridBuilder().addGrid(kan.gridSize(), grids).build())
        .setEvaluator(evaluator("rmse"))
        .setNumFolds(2)
        .setSeed(1)
        .fit(train);
  }

  /**
   * Is the error of a model on test rows.
   *
   * @param rmse in dollars
   */
  record TestError(double rmse, double r2) {}

  /** Returns the errors on test rows of the KAN and of two models of MLlib. */
  Map<String, TestError> compare(CrossValidatorModel chosen) {
    LinearRegression linear = new LinearRegression().setLabelCol("price");
    GBTRegressor trees =
        new GBTRegressor().setLabelCol("price").setMaxIter(10).setMaxDepth(5).setSeed(1);
    Map<String, Model<?>> models = new LinkedHashMap<>();
    models.put("KAN", chosen.bestModel());
    models.put("LinearRegression", pipeline(linear).fit(train));
    models.put("GBTRegressor", pipeline(trees).fit(train));
    Map<String, TestError> errors = new LinkedHashMap<>();
    models.forEach(
        (name, model) -> {
          Dataset<Row> predicted = model.transform(test);
          errors.put(
              name,
              new TestError(
                  evaluator("rmse").evaluate(predicted), evaluator("r2").evaluate(predicted)));
        });
    return errors;
  }

  /** Returns the KAN inside the chosen pipeline. */
  static KANRegressionModel kan(CrossValidatorModel chosen) {
    PipelineModel best = (PipelineModel) chosen.bestModel();
    return (KANRegressionModel) best.stages()[3];
  }
}
