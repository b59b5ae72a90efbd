package org.kanspark.jobs.compare;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.LinearRegression;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.config.CompareSettings;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.train.EstimatorParams;

/** Makes the models that a KAN is compared with. */
final class Peers {
  private static final int GBT_TREES = 50;
  private static final int XGBOOST_TREES = 100;
  private static final int DEPTH = 6;

  private final CompareSettings settings;
  private final Columns columns;
  private final List<String> notes = new ArrayList<>();

  /**
   * Says which columns models read.
   *
   * @param features vectors
   * @param label labels
   * @param weight weights, or null
   * @param classes number of classes; 0 where labels are numbers
   */
  record Columns(String features, String label, @Nullable String weight, int classes) {
    boolean classification() {
      return classes > 0;
    }
  }

  Peers(CompareSettings settings, Columns columns) {
    this.settings = settings;
    this.columns = columns;
  }

  /**
   * Checks settings before anything is read.
   *
   * @throws UserError as {@link #contenders}
   */
  static void check(CompareSettings settings, boolean classification) {
    Columns any = new Columns("features", "label", null, classification ? 2 : 0);
    new Peers(settings, any).contenders();
  }

  /** Returns what a reader must know of the models that {@link #contenders} made. */
  List<String> notes() {
    return notes;
  }

  /**
   * Makes the models that are asked for, or all that there are.
   *
   * @throws UserError if a param is unknown or does not take its value, or a model is asked for
   *     that does not do the task or is not on the class path
   */
  List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    List<String> asked = settings.models();
    for (String model : asked == null ? CompareSettings.MODELS : asked) {
      switch (model) {
        case "linear" -> contenders.add(linear());
        case "gbt" -> contenders.add(gbt());
        case "mlp" -> contenders.addAll(mlp(asked != null));
        default -> xgboost(asked != null).ifPresent(contenders::add);
      }
    }
    return contenders;
  }

  private Contender linear() {
    Estimator<?> estimator =
        columns.classification() ? new LogisticRegression() : new LinearRegression();
    prepare(estimator, "linear", Map.of());
    return new EstimatorContender(
        estimator.getClass().getSimpleName(),
        "regParam " + value(estimator, "regParam"),
        estimator,
        true);
  }

  private Contender gbt() {
    Estimator<?> trees = columns.classification() ? new GBTClassifier() : new GBTRegressor();
    prepare(trees, "gbt", Map.of("maxIter", GBT_TREES, "maxDepth", DEPTH));
    String name = trees.getClass().getSimpleName();
    String told =
        "%s trees of depth %s".formatted(value(trees, "maxIter"), value(trees, "maxDepth"));
    if (columns.classes() <= 2) {
      return new EstimatorContender(name, told, trees, true);
    }
    notes.add(
        "GBTClassifier knows two classes only: it runs inside OneVsRest, one fit a class, which"
            + " gives no probabilities.");
    OneVsRest each = new OneVsRest().setClassifier((GBTClassifier) trees);
    each.setFeaturesCol(columns.features()).setLabelCol(columns.label());
    if (columns.weight() != null) {
      each.setWeightCol(columns.weight());
    }
    // One fit for each class takes long enough to do without a fit before it.
    return new EstimatorContender("OneVsRest of " + name, told + " a class", each, false);
  }

  private List<Contender> mlp(boolean asked) {
    if (!columns.classification()) {
      if (asked) {
        throw new UserError(
            "compare.models has mlp, accepted for regression: linear, gbt, xgboost (MLlib's"
                + " multilayer perceptron predicts classes only)");
      }
      return List.of();
    }
    MultilayerPerceptronClassifier perceptron = new MultilayerPerceptronClassifier();
    prepare(perceptron, "mlp", Map.of("seed", 0L));
    notes.add(
        "MultilayerPerceptronClassifier reads standardised features"
            + (settings.everySize()
                ? "."
                : "; its hidden layer was chosen on a fifth of the training rows, which its seconds"
                    + " leave out."));
    if (columns.weight() != null) {
      notes.add("MultilayerPerceptronClassifier has no weights: it counts every row once.");
    }
    List<Integer> sizes = settings.hiddenSizes();
    List<List<Integer>> choices =
        settings.everySize() ? sizes.stream().map(List::of).toList() : List.of(sizes);
    List<Contender> perceptrons = new ArrayList<>();
    for (List<Integer> choice : choices) {
      perceptrons.add(
          new PerceptronContender(perceptron, choice, columns.classes(), perceptrons.isEmpty()));
    }
    return perceptrons;
  }

  private Optional<Contender> xgboost(boolean asked) {
    Optional<Estimator<?>> found = XGBoost.estimator(columns.classification());
    if (found.isEmpty()) {
      String where =
          "XGBoost4J-Spark is not on the class path: give its jar as KAN_CLASSPATH, or to"
              + " spark-submit with --jars";
      if (asked) {
        throw new UserError("compare.models has xgboost, but " + where);
      }
      notes.add(where + ".");
      return Optional.empty();
    }
    notes.add(
        "XGBoost4J-Spark reads the same rows as dense vectors; its size is that of its booster,"
            + " without the metadata that the others save.");
    Estimator<?> estimator = found.get();
    prepare(estimator, "xgboost", Map.of("numRound", XGBOOST_TREES, "max_depth", DEPTH));
    return Optional.of(XGBoost.of(estimator));
  }

  /** Sets columns, what a comparison sets by itself, and what the configuration has. */
  private void prepare(Params estimator, String model, Map<String, Object> own) {
    estimator.set("featuresCol", columns.features());
    estimator.set("labelCol", columns.label());
    if (columns.weight() != null && estimator.hasParam("weightCol")) {
      estimator.set("weightCol", columns.weight());
    }
    own.forEach(estimator::set);
    Map<String, ConfigValue> given = settings.params().getOrDefault(model, Map.of());
    EstimatorParams.in(CompareSettings.SECTION + "." + model).set(estimator, given);
  }

  private static Object value(Params estimator, String param) {
    return estimator.getOrDefault(estimator.getParam(param));
  }
}
