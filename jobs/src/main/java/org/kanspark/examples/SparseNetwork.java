package org.kanspark.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * spark-submit --class org.kanspark.examples.SparseNetwork jobs/target/kan-jobs.jar pictures
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

  /**
   * Runs the example, draws the network at the start, trained and pruned into a folder, and prints
   * errors, importances, what a curve could be, and the formula.
   *
   * @throws IOException if the pictures cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args.length == 0 ? "pictures" : args[0]));
    SparkSession spark = SparkSession.builder().appName("sparse network").getOrCreate();
    try {
      SparseNetwork example = new SparseNetwork(spark);
      Files.writeString(folder.resolve("start.svg"), example.start().plotSvg());
      KANRegressionModel sparse = example.sparse();
      Files.writeString(folder.resolve("sparse.svg"), sparse.plotPruning(0.01, 0.03));
      KANRegressionModel pruned = sparse.prune(0.01, 0.03);
      Files.writeString(folder.resolve("pruned.svg"), pruned.plotSvg());
      KANRegressionModel fine = example.trainOn(pruned);
      Files.writeString(folder.resolve("curve.svg"), fine.edge(0, 0, 0).svg());
      System.out.println(fine.suggestSymbolic(0, 0, 0).table(3));
      System.out.println("importances  " + fine.featureImportances());
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

  /** Returns the network as chance made it. */
  KANRegressionModel start() {
    return kan().setMaxIter(0).fit(train);
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
