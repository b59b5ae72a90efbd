package org.kanspark.jobs.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.OneHotEncoderModel;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.report.ClassificationScores;
import org.kanspark.jobs.report.RegressionScores;
import org.kanspark.jobs.report.Scores;
import org.kanspark.kernel.export.RawColumn;
import org.kanspark.kernel.export.RawColumns;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.spark.interpret.KANModel;

/**
 * Holds a fitted pipeline from raw columns to a prediction.
 *
 * @param pipeline all stages
 * @param kan the last one
 * @param inputs the raw columns it reads, in the order of the model's inputs, under their names
 *     inside the pipeline
 * @param categorical those that are names, not numbers
 * @param ownNames what people call the columns that have another name inside the pipeline
 */
public record KanPipeline(
    PipelineModel pipeline,
    KANModel<?> kan,
    List<String> inputs,
    Set<String> categorical,
    Map<String, String> ownNames) {

  /** Loads the model that option {@code --model} names. */
  public static KanPipeline load(SparkSession spark, String folder) {
    return load(spark, "--model", folder);
  }

  /**
   * Loads a model.
   *
   * @param asked where the folder was named, for messages
   * @param folder a training's output folder, or its {@code model/}
   * @throws UserError if there is no model in it, or it cannot be read
   */
  public static KanPipeline load(SparkSession spark, String asked, String folder) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    String path = find(hadoop, asked, folder);
    ModelFiles files = ModelFiles.of(path, hadoop);
    files.check();
    PipelineModel pipeline;
    try {
      pipeline = PipelineModel.load(path);
    } catch (Exception e) { // Scala code throws checked exceptions without declaring them.
      throw files.unreadable(e);
    }
    if (!(last(pipeline) instanceof KANModel)) {
      throw new UserError(path + " is a pipeline whose last stage is no KAN");
    }
    return of(pipeline).withOwnNames(files.ownNames());
  }

  /**
   * Writes the pipeline as MLlib does, and beside its stages the names of columns that it renamed.
   *
   * @param folder to make
   * @throws IOException if the file system refuses
   */
  public void save(String folder) throws IOException {
    pipeline.write().save(folder);
    if (!ownNames.isEmpty()) {
      ModelFiles.of(folder, SparkSession.active().sparkContext().hadoopConfiguration())
          .writeOwnNames(ownNames);
    }
  }

  /**
   * Looks into a fitted pipeline.
   *
   * @param pipeline stages of MLlib that make the features, then a KAN
   */
  public static KanPipeline of(PipelineModel pipeline) {
    Set<String> categorical = new HashSet<>();
    List<String> inputs = rawInputs(pipeline.stages(), categorical);
    return new KanPipeline(pipeline, (KANModel<?>) last(pipeline), inputs, categorical, Map.of());
  }

  /**
   * Returns this pipeline with what people call its columns.
   *
   * @param names own names by those inside the pipeline, where they differ
   */
  public KanPipeline withOwnNames(Map<String, String> names) {
    return new KanPipeline(pipeline, kan, inputs, categorical, Map.copyOf(names));
  }

  /**
   * Returns this pipeline with another KAN as its last stage.
   *
   * @param other reads the same features
   */
  public KanPipeline with(KANModel<?> other) {
    Transformer[] stages = pipeline.stages().clone();
    stages[stages.length - 1] = (Transformer) other;
    return of(new PipelineModel(pipeline.uid(), List.of(stages))).withOwnNames(ownNames);
  }

  /**
   * Returns how the inputs of the model are made of raw columns, under their own names.
   *
   * @throws UserError if a stage is none of those that {@code kan train} makes
   */
  public RawColumns rawColumns() {
    RawColumns columns = new PipelineColumns(pipeline.stages()).of(kan.getFeaturesCol());
    return new RawColumns(
        columns.columns().stream()
            .map(
                column ->
                    new RawColumn(
                        ownNames.getOrDefault(column.name(), column.name()),
                        column.levels(),
                        column.firstInput()))
            .toList());
  }

  private static Transformer last(PipelineModel pipeline) {
    return pipeline.stages()[pipeline.stages().length - 1];
  }

  /** Runs all stages but the last: the rows that the KAN itself reads. */
  public Dataset<Row> features(Dataset<Row> rows) {
    Dataset<Row> made = rows;
    Transformer[] stages = pipeline.stages();
    for (Transformer stage : Arrays.copyOf(stages, stages.length - 1)) {
      made = stage.transform(made);
    }
    return made;
  }

  private static String find(Configuration hadoop, String asked, String folder) {
    try {
      Path given = new Path(folder);
      FileSystem files = given.getFileSystem(hadoop);
      for (Path candidate : List.of(new Path(given, "model"), given)) {
        // With stages alone it is a model that has lost a file.
        if (files.exists(new Path(candidate, "metadata"))
            || files.exists(new Path(candidate, "stages"))) {
          return candidate.toString();
        }
      }
      throw new UserError(
          asked
              + ": there is no model in "
              + folder
              + (files.exists(given)
                  ? ": expected the output folder of a training, or its model/"
                  : ": no such folder"));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(asked + ": cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Follows columns backwards from the assembled vector to those that no stage makes. */
  private static List<String> rawInputs(Transformer[] stages, Set<String> categorical) {
    List<String> inputs = new ArrayList<>();
    for (Transformer stage : stages) {
      if (stage instanceof VectorAssembler assembler) {
        inputs.addAll(Arrays.asList(assembler.getInputCols()));
      }
    }
    for (int i = stages.length - 1; i >= 0; i--) {
      if (stages[i] instanceof OneHotEncoderModel encoder) {
        replace(inputs, encoder.getOutputCols(), encoder.getInputCols());
      } else if (stages[i] instanceof StringIndexerModel indexer) {
        for (String output : indexer.getOutputCols()) {
          if (inputs.contains(output)) {
            categorical.addAll(inputOf(indexer, output));
          }
        }
        replace(inputs, indexer.getOutputCols(), indexer.getInputCols());
      }
    }
    return List.copyOf(new LinkedHashSet<>(inputs));
  }

  private static List<String> inputOf(StringIndexerModel indexer, String output) {
    int at = Arrays.asList(indexer.getOutputCols()).indexOf(output);
    return at < 0 ? List.of() : List.of(indexer.getInputCols()[at]);
  }

  /** Returns the column of original labels: what the indexer of classes reads, or the label's. */
  public String label() {
    for (Transformer stage : pipeline.stages()) {
      if (stage instanceof StringIndexerModel indexer) {
        List<String> input = inputOf(indexer, kan.getLabelCol());
        if (!input.isEmpty()) {
          return input.get(0);
        }
      }
    }
    return kan.getLabelCol();
  }

  /**
   * Returns the KAN, which must be one of regression.
   *
   * @param command what asks for it, for messages
   * @throws UserError if it predicts classes
   */
  public KANRegressionModel regression(String command) {
    if (kan instanceof KANRegressionModel model) {
      return model;
    }
    throw new UserError(command + " takes a model of regression, this one predicts classes");
  }

  /**
   * Compares predictions with labels.
   *
   * @param rows as {@link #features} makes them, with label and weight
   */
  public Scores scores(Dataset<Row> rows) {
    return kan instanceof KANClassificationModel classifier
        ? ClassificationScores.of(classifier.evaluate(rows))
        : RegressionScores.of(((KANRegressionModel) kan).evaluate(rows));
  }

  /** Compares predictions with the labels of the training rows. */
  public Scores trainingScores() {
    return kan instanceof KANClassificationModel classifier
        ? ClassificationScores.of(classifier.summary())
        : RegressionScores.of(((KANRegressionModel) kan).summary());
  }

  private static void replace(List<String> inputs, String[] made, String[] madeFrom) {
    inputs.replaceAll(
        name -> {
          int at = Arrays.asList(made).indexOf(name);
          return at < 0 ? name : madeFrom[at];
        });
  }
}
