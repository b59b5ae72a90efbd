package org.kanspark.examples;

import java.util.Arrays;
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
            "%-10s recall %.3f%n", model.classNames().get(k), measured.recallByLabel()[k]);
      }
      System.out.println("Ideal or not: area under ROC  " + example.areaOfIdeal());
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

  /** Trains on the best grade against the others and returns the area under ROC on test rows. */
  double areaOfIdeal() {
    return kan().fit(ideal(train)).evaluate(ideal(test)).areaUnderROC();
  }

  private static Dataset<Row> ideal(Dataset<Row> rows) {
    return rows.withColumn("label", functions.col("cut").equalTo("Ideal").cast("double"));
  }
}
