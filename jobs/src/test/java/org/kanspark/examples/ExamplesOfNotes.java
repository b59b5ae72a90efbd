package org.kanspark.examples;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.sql.SparkSession;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.regression.KANRegressionModel;

/** Runs the examples that notes show as well, with the notes' numbers of rows. */
public final class ExamplesOfNotes {
  private static final String DIAMONDS = "jobs/data/diamonds.csv.gz";

  private ExamplesOfNotes() {}

  /**
   * Is what the example of the article's session finds.
   *
   * @param layers of the pruned network
   */
  public record Article(List<Integer> layers, double networkRmse, String formula, double rmse) {}

  /** Goes through the article's session. */
  public static Article article(SparkSession spark) {
    SparseNetwork example = new SparseNetwork(spark);
    KANRegressionModel pruned = example.sparse().prune(0.01, 0.03);
    KANRegressionModel fine = example.trainOn(pruned);
    KANRegressionModel found = example.formula(fine);
    List<Integer> layers = Arrays.stream(pruned.kanModel().network().widths()).boxed().toList();
    return new Article(
        layers, example.error(fine), found.toFormula(Notation.TEXT, 4), example.error(found));
  }

  /**
   * Is what the example of prices finds.
   *
   * @param folds mean RMSE of the folds, by grid
   * @param rmse by model
   */
  public record Prices(double[] folds, Map<String, Double> rmse, Map<String, Double> importances) {}

  /** Compares models on a twentieth of the diamonds. */
  public static Prices diamonds(SparkSession spark, Path home) {
    DiamondPrices example = new DiamondPrices(spark, home.resolve(DIAMONDS).toString(), 20);
    CrossValidatorModel chosen = example.crossValidate(3, 6);
    Map<String, Double> rmse = new LinkedHashMap<>();
    example.compare(chosen).forEach((name, error) -> rmse.put(name, error.rmse()));
    return new Prices(chosen.avgMetrics(), rmse, DiamondPrices.kan(chosen).featureImportances());
  }

  /**
   * Is what the example of cuts finds.
   *
   * @param confusion rows of true grades, of the counts of predicted ones
   */
  public record Cuts(double accuracy, double areaOfIdeal, List<String> confusion) {}

  /** Tells cuts on a twentieth of the diamonds. */
  public static Cuts classification(SparkSession spark, Path home) {
    DiamondCuts example = new DiamondCuts(spark, home.resolve(DIAMONDS).toString(), 20);
    KANClassificationModel model = example.fitGrades();
    List<String> confusion =
        example.confusion(model).collectAsList().stream().map(row -> row.mkString("\t")).toList();
    return new Cuts(
        example.measure(model).accuracy(), example.measureIdeal().areaUnderROC(), confusion);
  }

  /** Returns the formula found for each equation, by its name. */
  public static Map<String, String> formulas(SparkSession spark) {
    FormulasFromData example = new FormulasFromData(spark);
    Map<String, String> found = new LinkedHashMap<>();
    for (FormulasFromData.Equation equation : FormulasFromData.EQUATIONS) {
      found.put(equation.name(), example.search(equation).toFormula(Notation.TEXT, 4));
    }
    return found;
  }

  /** Is what the example of a cluster finds. */
  public record Cluster(boolean sameBits, double rmse, double millisecondsOfPass) {}

  /** Stops a fit and resumes it. */
  public static Cluster cluster(SparkSession spark, Path checkpoints) {
    ClusterScale example = new ClusterScale(spark, checkpoints.toString(), 20_000, 4);
    example.stopAfter(6);
    KANRegressionModel resumed = example.resume();
    boolean same = example.whole().exportJson().equals(resumed.exportJson());
    return new Cluster(same, example.error(resumed), example.pass(5_000, 2));
  }
}
