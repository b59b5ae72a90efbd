package org.kanspark.jobs.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.kanspark.jobs.data.ColumnNames;
import org.kanspark.jobs.data.Roles;
import org.kanspark.spark.param.KANSetters;

/** Puts MLlib's own stages for categories and vectors before the estimator. */
final class TrainingPipeline {
  private TrainingPipeline() {}

  /**
   * Makes a pipeline.
   *
   * @param columns all columns of the rows it is fitted to
   */
  static Pipeline of(Roles roles, String[] columns, KANSetters<?> kan) {
    List<String> taken = new ArrayList<>(Arrays.asList(columns));
    for (String added : List.of("predictionCol", "rawPredictionCol", "probabilityCol")) {
      if (kan.hasParam(added)) {
        taken.add(String.valueOf(kan.getOrDefault(kan.getParam(added))));
      }
    }
    List<String> categorical = new ArrayList<>();
    List<String> indexed = new ArrayList<>();
    List<String> encoded = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    for (String feature : roles.features()) {
      String name = ColumnNames.inPipeline(feature);
      if (roles.categorical().contains(feature)) {
        categorical.add(name);
        indexed.add(claim(name + "_index", taken));
        // The inputs of the network are then called cut_is_Ideal, cut_is_Fair, …
        encoded.add(claim(name + "_is", taken));
        inputs.add(encoded.get(encoded.size() - 1));
      } else {
        inputs.add(name);
      }
    }
    List<PipelineStage> stages = new ArrayList<>();
    String label = ColumnNames.inPipeline(Objects.requireNonNull(roles.label()));
    if (roles.classes()) {
      String index = claim(label + "_index", taken);
      stages.add(
          new StringIndexer()
              .setInputCols(new String[] {label})
              .setOutputCols(new String[] {index})
              .setStringOrderType("alphabetAsc"));
      label = index;
    }
    if (!categorical.isEmpty()) {
      stages.add(
          new StringIndexer()
              .setInputCols(categorical.toArray(String[]::new))
              .setOutputCols(indexed.toArray(String[]::new))
              .setHandleInvalid("keep"));
      // The indexer keeps the last index for values that training did not have. The encoder drops
      // the last column, so every value of the training rows has one and any other has none.
      stages.add(
          new OneHotEncoder()
              .setInputCols(indexed.toArray(String[]::new))
              .setOutputCols(encoded.toArray(String[]::new)));
    }
    String features = claim("features", taken);
    stages.add(
        new VectorAssembler()
            .setInputCols(inputs.toArray(String[]::new))
            .setOutputCol(features)
            // What is missing is the network's business.
            .setHandleInvalid(roles.mayMiss() ? "keep" : "error"));
    kan.set("featuresCol", features);
    kan.set("labelCol", label);
    if (roles.weight() != null) {
      kan.setWeightCol(ColumnNames.inPipeline(roles.weight()));
    }
    if (roles.validation() != null) {
      kan.setValidationIndicatorCol(ColumnNames.inPipeline(roles.validation()));
    }
    stages.add((PipelineStage) kan);
    return new Pipeline().setStages(stages.toArray(PipelineStage[]::new));
  }

  private static String claim(String wanted, List<String> taken) {
    String name = ColumnNames.free(wanted, taken.toArray(String[]::new));
    taken.add(name);
    return name;
  }
}
