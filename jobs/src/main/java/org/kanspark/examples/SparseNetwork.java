package org.kanspark.examples;

import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.data.GeneratedRows;
import org.kanspark.kernel.conversion.ConversionSettings;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.progress.PrintingListener;

/**
 * Trains a network to be sparse, prunes it, trains on, and reads it as a formula: the note {@code
 * jobs/notebooks/article} in Java.
 *
 * <pre>{@code
 * spark-submit --class org.kanspark.examples.SparseNetwork jobs/target/kan-jobs.jar
 * }</pre>
 */
public final class SparseNetwork {
  private final Dataset<Row> train;
  private final Dataset<Row> test;

  SparseNetwork(SparkSession spark) {
    GeneratedRows source =
        GeneratedRows.of("exp(cos(pi() * x1) + x2 * x2)", new double[] {0, 1}, new double[] {0, 1});
    VectorAssembler assembler =
        new VectorAssembler().setInputCols(new String[] {"x1", "x2"}).setOutputCol("features");
    this.train = assembler.transform(source.rows(spark, 0, 800, 2)).cache();
    this.test = assembler.transform(source.rows(spark, 800, 200, 2)).cache();
  }

  /** Runs the example and prints the error of the network, the formula and its error. */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("sparse network").getOrCreate();
    try {
      SparseNetwork example = new SparseNetwork(spark);
      KANRegressionModel sparse = example.sparse();
      KANRegressionModel fine = example.trainOn(sparse.prune(0.01, 0.03));
      System.out.printf("RMSE of the network  %.2e%n", example.error(fine));
      KANRegressionModel found = example.formula(fine);
      System.out.println("y = " + found.toFormula(Notation.TEXT, 4));
      System.out.printf("RMSE of the formula  %.2e%n", example.error(found));
    } finally {
      spark.stop();
    }
  }

  /** Has one hidden layer of 5 nodes, and cubic splines on 5 intervals: the defaults. */
  private static KANRegressor kan() {
    return new KANRegressor().setLabelCol("y");
  }

  /** Trains with L1 and entropy of the edges' activities, so that few edges do the work. */
  KANRegressionModel sparse() {
    return kan()
        .setRegParam(0.01)
        .setEntropyWeight(10)
        .setMaxIter(400)
        .setTol(1e-6)
        .setTrainingListener(new PrintingListener())
        .fit(train);
  }

  /** Trains on without regularisation, then on a finer grid. */
  KANRegressionModel trainOn(KANRegressionModel pruned) {
    KANRegressionModel retrained = kan().setInitialModel(pruned).setMaxIter(100).fit(train);
    return kan().setInitialModel(retrained.refine(10)).setMaxIter(100).fit(train);
  }

  /** Replaces all curves by functions. */
  KANRegressionModel formula(KANRegressionModel fine) {
    return fine.autoSymbolic(train, ConversionSettings.defaults()).model();
  }

  /** Returns the RMSE on test rows. */
  double error(KANRegressionModel model) {
    return model.evaluate(test).rootMeanSquaredError();
  }
}
