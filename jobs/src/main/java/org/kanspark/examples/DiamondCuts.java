package org.kanspark.examples;

import java.util.Arrays;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.classification.KANClassificationSummary;
import org.kanspark.classification.KANClassifier;

/**
 * Tells the grade of a diamond's cut from its measures, and one grade from the others: the note
 * {@code jobs/notebooks/classification} in Java.
 *
 * <pre>{@code
 * spark-submit --class org.kanspark.examples.DiamondCuts jobs/target/kan-jobs.jar \
 *   jobs/data/diamonds.csv.gz
 * }</pre>
 */
public final class DiamondCuts {
  private static final String[] MEASURES = {"carat", "depth", "table", "x", "y", "z"};

  private final Dataset<Row> train;
  private final Dataset<Row> test;

  /**
   * Reads the table.
   *
   * @param share 1 takes all rows, n an n-th of them
   */
  DiamondCuts(SparkSession spark, String file, int share) {
    Dataset<Row> all = spark.read().option("header", true).option("inferSchema", true).csv(file);
    Dataset<Row> rows =
        new VectorAssembler().setInputCols(MEASURES).setOutputCol("features").transform(all);
    Dataset<Row> indexed =
        new StringIndexer().setInputCol("cut").setOutputCol("label").fit(rows).transform(rows);
    Column[] columns = Arrays.stream(all.columns()).map(functions::col).toArray(Column[]::new);
    Column place = functions.pmod(functions.xxhash64(columns), functions.lit(5L * share));
    this.train =
        indexed.where(place.gt(0).and(place.lt(5))).repartition(2, functions.col("carat")).cache();
    this.test = indexed.where(place.equalTo(0)).cache();
  }

  /** Runs the example on all rows and prints how well classes are told. */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("diamond cuts").getOrCreate();
    try {
      DiamondCuts example = new DiamondCuts(spark, args[0], 1);
      KANClassificationModel model = example.fitGrades();
      KANClassificationSummary measured = example.measure(model);
      System.out.println("accuracy  " + measured.accuracy());
      for (int k = 0; k < model.numClasses(); k++) {
        System.out.printf(
            "%-10s precision %.3f  recall %.3f%n",
            model.classNames().get(k), measured.precisionByLabel()[k], measured.recallByLabel()[k]);
      }
      example.confusion(model).show();
      System.out.println("importances  " + model.featureImportances());
      KANClassificationSummary ideal = example.measureIdeal();
      System.out.println("Ideal or not: area under ROC  " + ideal.areaUnderROC());
      ideal.asBinary().roc().where("pmod(xxhash64(FPR, TPR), 10) = 0").orderBy("FPR", "TPR").show();
    } finally {
      spark.stop();
    }
  }

  private static KANClassifier kan() {
    return new KANClassifier().setHiddenLayers(4).setExtrapolation("constant").setMaxIter(30);
  }

  /** Trains on all grades. */
  KANClassificationModel fitGrades() {
    return kan().fit(train);
  }

  /** Measures on test rows. */
  KANClassificationSummary measure(KANClassificationModel model) {
    return model.evaluate(test);
  }

  /** Returns how many test rows of each grade were taken for which. */
  Dataset<Row> confusion(KANClassificationModel model) {
    IndexToString named =
        new IndexToString()
            .setInputCol("prediction")
            .setOutputCol("predicted")
            .setLabels(model.classNames().toArray(String[]::new));
    return named
        .transform(model.transform(test))
        .stat()
        .crosstab("cut", "predicted")
        .orderBy("cut_predicted");
  }

  /** Trains on the best grade against the others, and measures on test rows. */
  KANClassificationSummary measureIdeal() {
    return kan().fit(ideal(train)).evaluate(ideal(test));
  }

  private static Dataset<Row> ideal(Dataset<Row> rows) {
    return rows.withColumn("label", functions.col("cut").equalTo("Ideal").cast("double"));
  }
}
